package io.everbook.engine.book;

/**
 * The layout of an exchange order id (ID-1): where the order lies, and which of the slot's orders it is.
 * <pre>
 *   63   62         48 47              24 23               0
 *   +---+-------------+------------------+------------------+
 *   | 0 |  partition  |       slot       |    generation    |
 *   +---+-------------+------------------+------------------+
 * </pre>
 * Generations count from 1, so that no id is 0; a slot whose generations are used up is never used again, so that no id
 * recurs.
 */
public final class OrderId {
    /** The last generation of a slot. */
    public static final int MAX_GENERATION = (1 << 24) - 1;

    /** How many slots ids can tell apart. */
    public static final int MAX_SLOTS = 1 << 24;

    private static final int MASK_24 = (1 << 24) - 1;

    private OrderId() {
    }

    /**
     * Composes an id.
     *
     * @param partition  15 bits.
     * @param slot       24 bits.
     * @param generation 24 bits.
     * @return the id, above 0.
     */
    public static long of(final int partition, final int slot, final int generation) {
        return (long) partition << 48 | (long) slot << 24 | generation;
    }

    /**
     * The partition of an id.
     *
     * @param id any 64 bits.
     * @return 16 bits, which no partition equals if the topmost is set.
     */
    public static int partition(final long id) {
        return (int) (id >>> 48);
    }

    /**
     * The slot of an id.
     *
     * @param id any 64 bits.
     * @return 24 bits.
     */
    public static int slot(final long id) {
        return (int) (id >>> 24) & MASK_24;
    }

    /**
     * The generation of an id.
     *
     * @param id any 64 bits.
     * @return 24 bits.
     */
    public static int generation(final long id) {
        return (int) id & MASK_24;
    }
}
