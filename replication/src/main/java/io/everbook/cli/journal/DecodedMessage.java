package io.everbook.cli.journal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A message by the names of its schema.
 *
 * @param name   of the message; {@link #UNKNOWN} where it is none of the schema's.
 * @param fields its fields: Long, String, List of choices, null, or a map of such.
 */
record DecodedMessage(String name, Map<String, Object> fields) {
    /** The name of what is no message of the schema. */
    static final String UNKNOWN = "unknown";

    private static final Pattern FILLING = Pattern.compile("(.*\\.)?(pad|reserved)\\d*");
    private static final Long ZERO = 0L;

    /**
     * Whether a field only fills a message up.
     *
     * @param path of the field.
     * @return true for a padding.
     */
    static boolean isFilling(final String path) {
        return FILLING.matcher(path).matches();
    }

    /**
     * Tells every field with its path, such as {@code header.session}. Of those that only fill the message up, only one
     * that is not zero, as it should be.
     *
     * @param sink of paths and values.
     */
    void forEach(final BiConsumer<String, Object> sink) {
        forEach("", fields, sink);
    }

    /**
     * The value of a field.
     *
     * @param path of the field.
     * @return null where the field says so, or where there is no such field.
     */
    Object field(final String path) {
        final int dot = path.indexOf('.');
        final Object value = fields.get(dot < 0 ? path : path.substring(0, dot));
        return value instanceof Map<?, ?> composite ? composite.get(path.substring(dot + 1)) : value;
    }

    static void forEach(final String prefix, final Map<?, ?> fields, final BiConsumer<String, Object> sink) {
        fields.forEach((name, value) -> {
            final String path = prefix + name;
            if (value instanceof Map<?, ?> composite) {
                forEach(path + '.', composite, sink);
            } else if (!ZERO.equals(value) || !isFilling(path)) {
                sink.accept(path, value);
            }
        });
    }

    /**
     * The message as an object for JSON.
     *
     * @return its name and fields, composites nested.
     */
    Map<String, Object> toJson() {
        final Map<String, Object> object = new LinkedHashMap<>();
        object.put("message", name);
        fields.forEach((field, value) -> {
            if (value instanceof Map<?, ?> composite) {
                object.put(field, withoutFilling(composite));
            } else if (!ZERO.equals(value) || !isFilling(field)) {
                object.put(field, value);
            }
        });
        return object;
    }

    static Map<String, Object> withoutFilling(final Map<?, ?> composite) {
        final Map<String, Object> object = new LinkedHashMap<>();
        forEach("", composite, object::put);
        return object;
    }

    /**
     * The message on a line.
     *
     * @return its name, then every field.
     */
    @Override
    public String toString() {
        final StringBuilder line = new StringBuilder(name);
        forEach((path, value) -> line.append(' ').append(path).append('=').append(text(value)));
        return line.toString();
    }

    /**
     * A value in words.
     *
     * @param value of a field.
     * @return choices joined by {@code +}; {@code -} for none, and for null.
     */
    static String text(final Object value) {
        final String text = value instanceof List<?> choices
            ? choices.stream().map(String::valueOf).collect(Collectors.joining("+")) : String.valueOf(value);
        return value == null || text.isEmpty() ? "-" : text;
    }
}
