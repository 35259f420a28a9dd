package io.everbook.journal;

import io.everbook.api.EverbookException;

/**
 * Compares journals by their chained checksums alone. Stateless.
 */
public final class JournalChains {
    private JournalChains() {
    }

    /**
     * Finds, by halves, the first record that two journals hold differently, of those that both hold: a checksum stands
     * for all records up to its own, so that from the first difference on all differ. What it reads is not verified.
     *
     * @param one   journal's reader, which is moved.
     * @param other journal's reader, which is moved.
     * @return its sequence; 0 if there is none.
     * @throws EverbookException if they hold no sequence in common.
     */
    public static long firstDifference(final JournalReader one, final JournalReader other) {
        final long first = Math.max(one.firstSequence(), other.firstSequence());
        final long last = Math.min(one.lastSequence(), other.lastSequence());
        if (first == 0 || last < first) {
            throw new EverbookException("the journals hold no sequence in common: " + range(one) + ", " + range(other));
        }
        if (isEqual(one, other, last)) {
            return 0;
        }
        long low = first;
        long high = last;
        while (low < high) {
            final long middle = low + (high - low >> 1);
            if (isEqual(one, other, middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static boolean isEqual(final JournalReader one, final JournalReader other, final long sequence) {
        one.seek(sequence + 1);
        other.seek(sequence + 1);
        return one.chain() == other.chain();
    }

    private static String range(final JournalReader reader) {
        return reader.firstSequence() + " to " + reader.lastSequence();
    }
}
