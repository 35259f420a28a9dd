package io.everbook.engine.book;

import java.util.Arrays;

/**
 * The price levels of all books, each in a slot that is a row of 32 bytes:
 * <pre>
 *   word 0  price                         word 2  first order | last order, or the next free level
 *   word 1  open quantity, lower 63 bits  word 3  open quantity, what is above | count of orders
 * </pre>
 * The sum of open quantities may pass 63 bits, so that it is kept with a carry. No part of the state depends on which
 * slot a level has. Grows by doubling; allocates nothing else.
 */
final class LevelSlab {
    static final int NONE = -1;

    private static final int WORDS = 4;
    private static final int PRICE = 0;
    private static final int QUANTITY = 1;
    private static final int ENDS = 2;
    private static final int COUNT = 3;
    private static final long CARRY = 1L << 32;
    private static final long LOW_32 = 0xFFFF_FFFFL;

    private final OrderSlab orders;
    private long[] rows = new long[256 * WORDS];
    private int used;
    private int freeTop = NONE;

    LevelSlab(final OrderSlab orders) {
        this.orders = orders;
    }

    int allocate(final long price) {
        final int level = freeTop != NONE ? popFree() : nextFresh();
        final int row = level * WORDS;
        rows[row + PRICE] = price;
        rows[row + QUANTITY] = 0;
        rows[row + ENDS] = -1L;
        rows[row + COUNT] = 0;
        return level;
    }

    void free(final int level) {
        rows[level * WORDS + ENDS] = freeTop;
        freeTop = level;
    }

    long price(final int level) {
        return rows[level * WORDS + PRICE];
    }

    long quantity(final int level) {
        return rows[level * WORDS + COUNT] >>> 32 == 0 ? rows[level * WORDS + QUANTITY] : Long.MAX_VALUE;
    }

    int count(final int level) {
        return (int) rows[level * WORDS + COUNT];
    }

    int first(final int level) {
        return (int) (rows[level * WORDS + ENDS] >>> 32);
    }

    int last(final int level) {
        return (int) rows[level * WORDS + ENDS];
    }

    void append(final int level, final int order) {
        final int last = last(level);
        orders.level(order, level);
        orders.links(order, OrderSlab.NONE, last);
        if (last == OrderSlab.NONE) {
            ends(level, order, order);
        } else {
            orders.next(last, order);
            ends(level, first(level), order);
        }
        rows[level * WORDS + COUNT]++;
        increase(level, orders.leaves(order));
    }

    void remove(final int level, final int order) {
        final int next = orders.next(order);
        final int previous = orders.previous(order);
        if (previous != OrderSlab.NONE) {
            orders.next(previous, next);
        }
        if (next != OrderSlab.NONE) {
            orders.previous(next, previous);
        }
        ends(level, previous == OrderSlab.NONE ? next : first(level), next == OrderSlab.NONE ? previous : last(level));
        rows[level * WORDS + COUNT]--;
        decrease(level, orders.leaves(order));
    }

    void decrease(final int level, final long quantity) {
        final int row = level * WORDS;
        final long rest = rows[row + QUANTITY] - quantity;
        rows[row + QUANTITY] = rest & Long.MAX_VALUE;
        rows[row + COUNT] -= rest < 0 ? CARRY : 0;
    }

    private void increase(final int level, final long quantity) {
        final int row = level * WORDS;
        final long sum = rows[row + QUANTITY] + quantity;
        rows[row + QUANTITY] = sum & Long.MAX_VALUE;
        rows[row + COUNT] += sum < 0 ? CARRY : 0;
    }

    private void ends(final int level, final int first, final int last) {
        rows[level * WORDS + ENDS] = (long) first << 32 | last & LOW_32;
    }

    private int popFree() {
        final int level = freeTop;
        freeTop = (int) rows[level * WORDS + ENDS];
        return level;
    }

    private int nextFresh() {
        if ((used + 1) * WORDS > rows.length) {
            rows = Arrays.copyOf(rows, rows.length * 2);
        }
        return used++;
    }
}
