package io.everbook.feed;

import io.everbook.protocol.Side;
import org.agrona.collections.Long2LongHashMap;

import java.util.Arrays;

/**
 * The displayed orders of one instrument, found by an id of the keeper's choice, in the order of their display ids
 * along each price level. Grows by doubling; allocates nothing else.
 */
final class OrderBook {
    static final int NONE = -1;

    private static final int INITIAL_ORDERS = 64;

    private final Long2LongHashMap slots = new Long2LongHashMap(NONE);
    private final Levels levels = new Levels();
    private long[] ids = new long[INITIAL_ORDERS];
    private long[] displayIds = new long[INITIAL_ORDERS];
    private long[] prices = new long[INITIAL_ORDERS];
    private long[] quantities = new long[INITIAL_ORDERS];
    private byte[] sides = new byte[INITIAL_ORDERS];
    private int[] previous = new int[INITIAL_ORDERS];
    private int[] next = new int[INITIAL_ORDERS];
    private int firstFree = NONE;
    private int used;

    Levels levels() {
        return levels;
    }

    int count() {
        return slots.size();
    }

    int find(final long id) {
        return (int) slots.get(id);
    }

    long id(final int slot) {
        return ids[slot];
    }

    long displayId(final int slot) {
        return displayIds[slot];
    }

    Side side(final int slot) {
        return sides[slot] == Side.BUY.value() ? Side.BUY : Side.SELL;
    }

    long price(final int slot) {
        return prices[slot];
    }

    long quantity(final int slot) {
        return quantities[slot];
    }

    /**
     * The order behind one in its price level, or {@link #NONE}.
     */
    int next(final int slot) {
        return next[slot];
    }

    void add(final long id, final long displayId, final Side side, final long price, final long quantity) {
        final int slot = allocate();
        slots.put(id, slot);
        ids[slot] = id;
        displayIds[slot] = displayId;
        prices[slot] = price;
        quantities[slot] = quantity;
        sides[slot] = (byte) side.value();
        join(slot);
    }

    private void join(final int slot) {
        final PriceLevels side = levels.side(side(slot));
        final int level = side.findOrMake(prices[slot]);
        final int tail = side.tail(level);
        previous[slot] = tail;
        next[slot] = NONE;
        if (tail != NONE) {
            next[tail] = slot;
        }
        side.ends(level, tail == NONE ? slot : side.head(level), slot);
        side.count(level, 1);
        side.increase(level, quantities[slot]);
    }

    void reduce(final int slot, final long quantity) {
        final PriceLevels side = levels.side(side(slot));
        side.decrease(side.find(prices[slot]), quantities[slot] - quantity);
        quantities[slot] = quantity;
    }

    void remove(final int slot) {
        slots.remove(ids[slot]);
        leave(slot);
        next[slot] = firstFree;
        firstFree = slot;
    }

    private void leave(final int slot) {
        final PriceLevels side = levels.side(side(slot));
        final int level = side.find(prices[slot]);
        final int before = previous[slot];
        final int behind = next[slot];
        if (before != NONE) {
            next[before] = behind;
        }
        if (behind != NONE) {
            previous[behind] = before;
        }
        side.ends(level, before == NONE ? behind : side.head(level), behind == NONE ? before : side.tail(level));
        side.count(level, -1);
        side.decrease(level, quantities[slot]);
        if (side.count(level) == 0) {
            side.remove(level);
        }
    }

    void clear() {
        slots.clear();
        levels.clear();
        firstFree = NONE;
        used = 0;
    }

    private int allocate() {
        if (firstFree != NONE) {
            final int slot = firstFree;
            firstFree = next[slot];
            return slot;
        }
        if (used == ids.length) {
            grow();
        }
        return used++;
    }

    private void grow() {
        final int capacity = 2 * used;
        ids = Arrays.copyOf(ids, capacity);
        displayIds = Arrays.copyOf(displayIds, capacity);
        prices = Arrays.copyOf(prices, capacity);
        quantities = Arrays.copyOf(quantities, capacity);
        sides = Arrays.copyOf(sides, capacity);
        previous = Arrays.copyOf(previous, capacity);
        next = Arrays.copyOf(next, capacity);
    }
}
