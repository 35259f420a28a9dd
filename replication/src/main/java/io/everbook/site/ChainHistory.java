package io.everbook.site;

/**
 * The last values of a site, each at its sequence, for comparison with what other sites report. One thread; allocates
 * nothing after construction.
 */
final class ChainHistory {
    private final long[] sequences;
    private final long[] values;
    private final int mask;

    /**
     * Creates an empty one.
     *
     * @param size a power of two: how many values of consecutive sequences are kept.
     */
    ChainHistory(final int size) {
        sequences = new long[size];
        values = new long[size];
        mask = size - 1;
    }

    void put(final long sequence, final long value) {
        final int place = (int) sequence & mask;
        sequences[place] = sequence;
        values[place] = value;
    }

    boolean holds(final long sequence) {
        return sequence > 0 && sequences[(int) sequence & mask] == sequence;
    }

    /** Whether another value was kept at that sequence; false where none is kept. */
    boolean contradicts(final long sequence, final long value) {
        return holds(sequence) && valueAt(sequence) != value;
    }

    long valueAt(final long sequence) {
        return values[(int) sequence & mask];
    }
}
