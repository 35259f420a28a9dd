package io.everbook.cli.verify.check;

import org.agrona.collections.Long2ObjectHashMap;

/**
 * What a session must look like after the records so far: an account of its own, kept by the rules of the protocol and
 * without the engine.
 */
final class SessionModel {
    private final Long2ObjectHashMap<Decision> decisions = new Long2ObjectHashMap<>();
    private final int window;
    private long lastDecided;
    private long connection;
    private long lastEvent;

    /**
     * What was decided on a command number.
     */
    record Decision(long sequence, int result, long digest) {
    }

    SessionModel(final int window) {
        this.window = window;
    }

    long lastDecided() {
        return lastDecided;
    }

    void decided(final long number, final Decision decision) {
        lastDecided = Math.max(lastDecided, number);
        decisions.put(number, decision);
    }

    Decision decision(final long number) {
        return decisions.get(number);
    }

    boolean isWithinWindow(final long number) {
        return number > lastDecided - window && number <= lastDecided;
    }

    boolean isBoundTo(final long other) {
        return connection != 0 && connection == other;
    }

    void bind(final long other) {
        connection = other;
    }

    long nextEvent() {
        return ++lastEvent;
    }

    long lastEvent() {
        return lastEvent;
    }

    void lastEvent(final long number) {
        lastEvent = number;
    }
}
