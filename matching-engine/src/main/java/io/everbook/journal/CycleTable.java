package io.everbook.journal;

import java.util.Arrays;

/**
 * The cycles of a journal, each a file, and the sequence of the first record in each: what turns a sequence into
 * a place.
 */
final class CycleTable {
    private int[] cycles = new int[16];
    private long[] firstSequences = new long[16];
    private int size;

    void add(final int cycle, final long firstSequence) {
        if (size == cycles.length) {
            cycles = Arrays.copyOf(cycles, size * 2);
            firstSequences = Arrays.copyOf(firstSequences, size * 2);
        }
        cycles[size] = cycle;
        firstSequences[size] = firstSequence;
        size++;
    }

    /**
     * Forgets the cycles below one.
     */
    void dropBelow(final int cycle) {
        int gone = 0;
        while (gone < size && cycles[gone] < cycle) {
            gone++;
        }
        if (gone > 0) {
            size -= gone;
            System.arraycopy(cycles, gone, cycles, 0, size);
            System.arraycopy(firstSequences, gone, firstSequences, 0, size);
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    int lastCycle() {
        return cycles[size - 1];
    }

    int cycle(final int position) {
        return cycles[position];
    }

    long firstSequence(final int position) {
        return firstSequences[position];
    }

    int positionOf(final long sequence) {
        final int found = Arrays.binarySearch(firstSequences, 0, size, sequence);
        return found >= 0 ? found : -found - 2;
    }
}
