package io.everbook.engine.reference;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One event with every field by name, header and padding included, whichever engine it came from. Two are equal when
 * their names and all their fields are.
 */
public final class Event {
    private final String name;
    private final Map<String, Object> fields = new LinkedHashMap<>();

    Event(final String name) {
        this.name = name;
    }

    Event with(final String field, final long value) {
        fields.put(field, value);
        return this;
    }

    Event with(final String field, final boolean value) {
        return with(field, value ? 1L : 0L);
    }

    Event with(final String field, final Enum<?> value) {
        fields.put(field, value.name());
        return this;
    }

    Event with(final String field, final ClientId value) {
        fields.put(field, value);
        return this;
    }

    String name() {
        return name;
    }

    boolean is(final String other) {
        return name.equals(other);
    }

    long number(final String field) {
        return (Long) fields.get(field);
    }

    int integer(final String field) {
        return (int) number(field);
    }

    ClientId clientId() {
        return (ClientId) fields.get("clientOrderId");
    }

    boolean flag(final String field) {
        return number(field) != 0;
    }

    String text(final String field) {
        return (String) fields.get(field);
    }

    boolean numbered() {
        return number("executionId") != 0;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof Event && name.equals(((Event) other).name) && fields.equals(((Event) other).fields);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + fields.hashCode();
    }

    @Override
    public String toString() {
        return name + fields;
    }
}
