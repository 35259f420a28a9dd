package io.everbook.client;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * One count for each {@link ClientCounter}: written by the client's thread, readable from any.
 */
final class Counters {
    private final AtomicLongArray counts = new AtomicLongArray(ClientCounter.values().length);

    void increment(final ClientCounter counter) {
        final int index = counter.ordinal();
        counts.setRelease(index, counts.getPlain(index) + 1);
    }

    long get(final ClientCounter counter) {
        return counts.getAcquire(counter.ordinal());
    }
}
