package io.everbook.embedded;

import org.agrona.collections.Long2LongHashMap;

/**
 * What the writer acknowledged, kept in the process that outlives it, and ticked off against the journal.
 */
final class Acknowledged {
    private static final long NONE = -1;

    private final Long2LongHashMap sequences = new Long2LongHashMap(NONE);
    private long count;
    private long missing;
    private long elsewhere;
    private long unacknowledged;

    void acknowledge(final long place, final long sequence) {
        count++;
        sequences.put(place, sequence);
    }

    void journaled(final long place, final long sequence) {
        final long told = sequences.remove(place);
        if (told == NONE) {
            unacknowledged++;
        } else if (told != sequence) {
            elsewhere++;
        }
    }

    /** To be called when everything recovered has been ticked off: what is left was lost. */
    void countMissing() {
        missing += sequences.size();
        sequences.clear();
    }

    long count() {
        return count;
    }

    long missing() {
        return missing;
    }

    long elsewhere() {
        return elsewhere;
    }

    long unacknowledged() {
        return unacknowledged;
    }
}
