package io.everbook.engine.session;

import io.everbook.engine.state.Hasher;
import io.everbook.protocol.Reason;

/**
 * The last decided commands of a session, found by their number (design rule 13): at most as many as its size, oldest
 * overwritten first. Numbers are contiguous from 1, so that it holds the last min(number, size) of them.
 */
public final class DecidedWindow {
    /** The largest size. */
    public static final int MAX_SIZE = 4096;

    private final long[] digests;
    private final long[] sequences;
    private final long[] orderIds;
    private final byte[] results;
    private final int mask;

    /**
     * Creates an empty window.
     *
     * @param size a power of two, at most {@link #MAX_SIZE}.
     */
    public DecidedWindow(final int size) {
        digests = new long[size];
        sequences = new long[size];
        orderIds = new long[size];
        results = new byte[size];
        mask = size - 1;
    }

    /**
     * Tells whether a window may have this size.
     *
     * @param size wanted.
     * @return whether it is a power of two in 1 to {@link #MAX_SIZE}.
     */
    public static boolean isSize(final int size) {
        return size >= 1 && size <= MAX_SIZE && Integer.bitCount(size) == 1;
    }

    /**
     * How many decided commands it can hold.
     *
     * @return a power of two.
     */
    public int size() {
        return mask + 1;
    }

    /**
     * Takes a decided command, in place of the one that is its size older.
     *
     * @param number   of the command.
     * @param digest   of its content.
     * @param sequence it was decided at.
     * @param result   NONE if it was accepted.
     * @param orderId  that it created or named, else 0.
     */
    public void put(
        final long number, final long digest, final long sequence, final Reason result, final long orderId) {
        final int at = (int) number & mask;
        digests[at] = digest;
        sequences[at] = sequence;
        results[at] = (byte) result.value();
        orderIds[at] = orderId;
    }

    /**
     * The digest of a command it holds.
     *
     * @param number of the command.
     * @return the digest.
     */
    public long digest(final long number) {
        return digests[(int) number & mask];
    }

    /**
     * The sequence at which a command it holds was decided.
     *
     * @param number of the command.
     * @return the sequence.
     */
    public long sequence(final long number) {
        return sequences[(int) number & mask];
    }

    /**
     * The order that a command it holds created or named.
     *
     * @param number of the command.
     * @return the exchange order id, or 0.
     */
    public long orderId(final long number) {
        return orderIds[(int) number & mask];
    }

    /**
     * The result of a command it holds.
     *
     * @param number of the command.
     * @return NONE if it was accepted.
     */
    public Reason result(final long number) {
        return Reason.get((short) (results[(int) number & mask] & 0xFF));
    }

    void addTo(final Hasher hasher, final long first, final long last) {
        for (long number = first; number <= last; number++) {
            final int at = (int) number & mask;
            hasher.add(digests[at]).add(sequences[at]).add(orderIds[at]).add(results[at]);
        }
    }
}
