package io.everbook.feed;

import io.everbook.protocol.Side;

import java.util.Arrays;

/**
 * The price levels of one side in sorted arrays, the best last, so that what happens near the touch moves little.
 * Levels are told by their place from the worst, which is good until a level is added or removed.
 *
 * <p>Prices stand in it as keys of which the larger is the better: a bid's price itself, the complement of an offer's.
 * The sum of a level's quantities may pass 63 bits, so that it is kept with a carry. Grows by doubling; allocates
 * nothing else.
 */
final class PriceLevels {
    static final int NONE = -1;

    private static final int INITIAL_LEVELS = 16;

    private final boolean bids;
    private long[] keys = new long[INITIAL_LEVELS];
    private long[] quantities = new long[INITIAL_LEVELS];
    private int[] carries = new int[INITIAL_LEVELS];
    private int[] counts = new int[INITIAL_LEVELS];
    private int[] heads = new int[INITIAL_LEVELS];
    private int[] tails = new int[INITIAL_LEVELS];
    private int depth;

    PriceLevels(final Side side) {
        bids = side == Side.BUY;
    }

    int depth() {
        return depth;
    }

    /**
     * The place of the level that is so many levels from the best.
     */
    int fromBest(final int level) {
        if (level < 0 || level >= depth) {
            throw new IndexOutOfBoundsException("level " + level + " of " + depth);
        }
        return depth - 1 - level;
    }

    long price(final int place) {
        return flip(keys[place]);
    }

    long quantity(final int place) {
        return carries[place] == 0 ? quantities[place] : Long.MAX_VALUE;
    }

    int count(final int place) {
        return counts[place];
    }

    int head(final int place) {
        return heads[place];
    }

    int tail(final int place) {
        return tails[place];
    }

    void ends(final int place, final int head, final int tail) {
        heads[place] = head;
        tails[place] = tail;
    }

    /**
     * The place of a price, or {@link #NONE}.
     */
    int find(final long price) {
        final int place = search(price);
        return place < 0 ? NONE : place;
    }

    /**
     * The place of a price, where an empty level is made if there is none.
     */
    int findOrMake(final long price) {
        final int place = search(price);
        return place < 0 ? make(-place - 1, flip(price)) : place;
    }

    private int search(final long price) {
        return Arrays.binarySearch(keys, 0, depth, flip(price));
    }

    private long flip(final long price) {
        return bids ? price : ~price;
    }

    private int make(final int place, final long key) {
        if (depth == keys.length) {
            grow();
        }
        shift(place, place + 1, depth - place);
        depth++;
        keys[place] = key;
        quantities[place] = 0;
        carries[place] = 0;
        counts[place] = 0;
        ends(place, NONE, NONE);
        return place;
    }

    void increase(final int place, final long quantity) {
        final long sum = quantities[place] + quantity;
        quantities[place] = sum & Long.MAX_VALUE;
        carries[place] += sum < 0 ? 1 : 0;
    }

    void decrease(final int place, final long quantity) {
        final long rest = quantities[place] - quantity;
        quantities[place] = rest & Long.MAX_VALUE;
        carries[place] -= rest < 0 ? 1 : 0;
    }

    void count(final int place, final int change) {
        counts[place] += change;
    }

    /**
     * Has a level say what another book says of it; one without orders goes.
     */
    void set(final long price, final long quantity, final int orders) {
        if (orders > 0) {
            final int place = findOrMake(price);
            quantities[place] = quantity;
            carries[place] = 0;
            counts[place] = orders;
        } else if (find(price) != NONE) {
            remove(find(price));
        }
    }

    void remove(final int place) {
        depth--;
        shift(place + 1, place, depth - place);
    }

    void clear() {
        depth = 0;
    }

    private void shift(final int from, final int to, final int length) {
        System.arraycopy(keys, from, keys, to, length);
        System.arraycopy(quantities, from, quantities, to, length);
        System.arraycopy(carries, from, carries, to, length);
        System.arraycopy(counts, from, counts, to, length);
        System.arraycopy(heads, from, heads, to, length);
        System.arraycopy(tails, from, tails, to, length);
    }

    private void grow() {
        final int capacity = 2 * depth;
        keys = Arrays.copyOf(keys, capacity);
        quantities = Arrays.copyOf(quantities, capacity);
        carries = Arrays.copyOf(carries, capacity);
        counts = Arrays.copyOf(counts, capacity);
        heads = Arrays.copyOf(heads, capacity);
        tails = Arrays.copyOf(tails, capacity);
    }
}
