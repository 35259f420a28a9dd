package io.everbook.engine.book;

import io.everbook.protocol.Side;

import java.util.Arrays;

/**
 * The price levels of one side in a sorted array, the best last, so that what happens near the touch moves little.
 *
 * <p>Prices stand in it as keys of which the larger is the better: a bid's price itself, the complement of an offer's.
 */
public final class BookSide {
    /** Below every key: the limit of a market order. */
    public static final long ANY_PRICE = Long.MIN_VALUE;

    private static final int INITIAL_LEVELS = 64;
    private static final int LINEAR = 8;

    private final boolean bids;
    private final OrderSlab orders;
    private final LevelSlab levels;
    private long[] keys = new long[INITIAL_LEVELS];
    private int[] slots = new int[INITIAL_LEVELS];
    private int depth;

    BookSide(final Side side, final OrderSlab orders, final LevelSlab levels) {
        this.bids = side == Side.BUY;
        this.orders = orders;
        this.levels = levels;
    }

    /**
     * How many levels hold orders.
     *
     * @return the count.
     */
    public int depth() {
        return depth;
    }

    /**
     * The key of a price on this side.
     *
     * @param price in price units.
     * @return the larger, the better.
     */
    public long key(final long price) {
        return bids ? price : ~price;
    }

    /**
     * The key of the best level, for a side that isn't empty.
     *
     * @return the key.
     */
    public long bestKey() {
        return keys[depth - 1];
    }

    /**
     * Tells whether an aggressor with a limit would trade with this side.
     *
     * @param limitKey the limit as a key of this side.
     * @return whether the best level is at the limit or better.
     */
    public boolean isReachedBy(final long limitKey) {
        return depth > 0 && keys[depth - 1] >= limitKey;
    }

    /**
     * The order that trades next, for a side that isn't empty.
     *
     * @return the first order of the best level.
     */
    public int bestOrder() {
        return levels.first(slots[depth - 1]);
    }

    /**
     * Tells whether at least a quantity rests at a limit or better.
     *
     * @param limitKey the limit as a key of this side.
     * @param quantity wanted, above 0.
     * @return whether it does.
     */
    public boolean holds(final long limitKey, final long quantity) {
        long missing = quantity;
        for (int i = depth - 1; i >= 0 && keys[i] >= limitKey; i--) {
            final long available = levels.quantity(slots[i]);
            if (available >= missing) {
                return true;
            }
            missing -= available;
        }
        return false;
    }

    /**
     * The price of a level.
     *
     * @param level from 0, the best.
     * @return in price units.
     */
    public long price(final int level) {
        return levels.price(slotOf(level));
    }

    /**
     * The open quantity of a level.
     *
     * @param level from 0, the best.
     * @return in quantity units; Long.MAX_VALUE where the sum is larger.
     */
    public long quantity(final int level) {
        return levels.quantity(slotOf(level));
    }

    /**
     * How many orders a level holds.
     *
     * @param level from 0, the best.
     * @return the count.
     */
    public int count(final int level) {
        return levels.count(slotOf(level));
    }

    /**
     * The first order of a level.
     *
     * @param level from 0, the best.
     * @return the order's slot.
     */
    public int firstOrder(final int level) {
        return levels.first(slotOf(level));
    }

    /**
     * The order behind another in its level.
     *
     * @param order that rests.
     * @return the order's slot, or {@link OrderSlab#NONE}.
     */
    public int orderAfter(final int order) {
        return orders.next(order);
    }

    void append(final int order) {
        final long key = key(orders.price(order));
        final int at = find(key);
        if (at < depth && keys[at] == key) {
            levels.append(slots[at], order);
        } else {
            insert(at, key, levels.allocate(orders.price(order)));
            levels.append(slots[at], order);
        }
    }

    void remove(final int order) {
        final int level = orders.level(order);
        levels.remove(level, order);
        if (levels.count(level) == 0) {
            delete(find(key(levels.price(level))));
            levels.free(level);
        }
    }

    void decrease(final int order, final long quantity) {
        levels.decrease(orders.level(order), quantity);
    }

    private int slotOf(final int level) {
        if (level < 0 || level >= depth) {
            throw new IndexOutOfBoundsException("level " + level + " of " + depth);
        }
        return slots[depth - 1 - level];
    }

    /** Where the key is, or else where it would be put. */
    private int find(final long key) {
        int low = 0;
        int high = depth;
        for (int i = 0; i < LINEAR && high > 0; i++) {
            if (keys[high - 1] < key) {
                return high;
            }
            high--;
            if (keys[high] == key) {
                return high;
            }
        }
        while (low < high) {
            final int middle = (low + high) >>> 1;
            if (keys[middle] < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void insert(final int at, final long key, final int level) {
        if (depth == keys.length) {
            keys = Arrays.copyOf(keys, depth * 2);
            slots = Arrays.copyOf(slots, depth * 2);
        }
        System.arraycopy(keys, at, keys, at + 1, depth - at);
        System.arraycopy(slots, at, slots, at + 1, depth - at);
        keys[at] = key;
        slots[at] = level;
        depth++;
    }

    private void delete(final int at) {
        depth--;
        System.arraycopy(keys, at + 1, keys, at, depth - at);
        System.arraycopy(slots, at + 1, slots, at, depth - at);
    }
}
