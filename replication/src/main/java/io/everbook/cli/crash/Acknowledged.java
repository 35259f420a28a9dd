package io.everbook.cli.crash;

import java.util.HashMap;
import java.util.Map;

/**
 * What the child acknowledged, kept in the process that outlives it, and ticked off against the journal. Not thread
 * safe.
 */
final class Acknowledged {
    private final Map<Long, Long> sequences = new HashMap<>();
    private long count;

    void add(final int session, final long number, final long sequence) {
        count++;
        sequences.put(key(session, number), sequence);
    }

    /**
     * The sequence that was told for a command.
     *
     * @return null if none was.
     */
    Long sequence(final int session, final long number) {
        return sequences.get(key(session, number));
    }

    /**
     * Forgets those above a session's last number: they are lost, and the numbers are given anew.
     *
     * @return how many there were.
     */
    long forgetAbove(final int session, final long last) {
        final int before = sequences.size();
        sequences.keySet().removeIf(key -> key >>> 40 == session && (key & (1L << 40) - 1) > last);
        return before - sequences.size();
    }

    long count() {
        return count;
    }

    private static long key(final int session, final long number) {
        return (long) session << 40 | number;
    }
}
