package io.everbook.engine.book;

import java.util.Arrays;

/**
 * The live orders of each session in the order of their entry, as doubly linked lists through the orders' slots. The
 * order is part of the state: mass cancels follow it. Grows by doubling; allocates nothing else.
 */
final class SessionOrders {
    private static final int NONE = OrderSlab.NONE;

    private int[] next = new int[1024];
    private int[] previous = new int[1024];
    private int[] first = newEnds(16);
    private int[] last = newEnds(16);

    int first(final int session) {
        return session < first.length ? first[session] : NONE;
    }

    int next(final int order) {
        return next[order];
    }

    int previous(final int order) {
        return previous[order];
    }

    void append(final int session, final int order) {
        ensureRoom(session, order);
        final int tail = last[session];
        next[order] = NONE;
        previous[order] = tail;
        if (tail == NONE) {
            first[session] = order;
        } else {
            next[tail] = order;
        }
        last[session] = order;
    }

    void remove(final int session, final int order) {
        final int after = next[order];
        final int before = previous[order];
        if (before == NONE) {
            first[session] = after;
        } else {
            next[before] = after;
        }
        if (after == NONE) {
            last[session] = before;
        } else {
            previous[after] = before;
        }
    }

    private void ensureRoom(final int session, final int order) {
        if (session >= first.length) {
            first = grownEnds(first, session);
            last = grownEnds(last, session);
        }
        if (order >= next.length) {
            next = Arrays.copyOf(next, Math.max(next.length * 2, order + 1));
            previous = Arrays.copyOf(previous, next.length);
        }
    }

    private static int[] newEnds(final int length) {
        final int[] ends = new int[length];
        Arrays.fill(ends, NONE);
        return ends;
    }

    private static int[] grownEnds(final int[] ends, final int session) {
        final int[] grown = newEnds(Math.max(ends.length * 2, session + 1));
        System.arraycopy(ends, 0, grown, 0, ends.length);
        return grown;
    }
}
