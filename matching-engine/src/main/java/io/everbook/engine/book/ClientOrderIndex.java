package io.everbook.engine.book;

import java.util.Arrays;

/**
 * Live orders by session and client order id (ID-2): an open-addressing table of slots, whose keys are read from the
 * orders themselves; linear probing, at most half full, deletion by shifting back. Nothing of the state depends on its
 * layout. Allocates only when it grows.
 */
final class ClientOrderIndex {
    private static final int NONE = OrderSlab.NONE;
    private static final long MULTIPLIER_1 = 0x9E3779B185EBCA87L;
    private static final long MULTIPLIER_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long MULTIPLIER_3 = 0x165667B19E3779F9L;

    private final OrderSlab orders;
    private int[] table = new int[1024];
    private int mask = table.length - 1;
    private int size;

    ClientOrderIndex(final OrderSlab orders) {
        this.orders = orders;
        Arrays.fill(table, NONE);
    }

    int find(final int session, final long high, final long low) {
        int at = hash(session, high, low) & mask;
        int order = table[at];
        while (order != NONE && !isNamed(order, session, high, low)) {
            at = (at + 1) & mask;
            order = table[at];
        }
        return order;
    }

    void add(final int order) {
        if (++size * 2 > table.length) {
            grow();
        }
        insert(order);
    }

    void remove(final int order) {
        int hole = home(order);
        while (table[hole] != order) {
            hole = (hole + 1) & mask;
        }
        size--;
        int at = (hole + 1) & mask;
        while (table[at] != NONE) {
            if (((at - home(table[at])) & mask) >= ((at - hole) & mask)) {
                table[hole] = table[at];
                hole = at;
            }
            at = (at + 1) & mask;
        }
        table[hole] = NONE;
    }

    private boolean isNamed(final int order, final int session, final long high, final long low) {
        return orders.clientIdLow(order) == low && orders.clientIdHigh(order) == high
            && orders.session(order) == session;
    }

    private void insert(final int order) {
        int at = home(order);
        while (table[at] != NONE) {
            at = (at + 1) & mask;
        }
        table[at] = order;
    }

    private int home(final int order) {
        return hash(orders.session(order), orders.clientIdHigh(order), orders.clientIdLow(order)) & mask;
    }

    private static int hash(final int session, final long high, final long low) {
        long h = low * MULTIPLIER_1 ^ Long.rotateLeft(high * MULTIPLIER_2, 32) ^ session * MULTIPLIER_3;
        h = (h ^ (h >>> 32)) * MULTIPLIER_1;
        return (int) (h >>> 32);
    }

    private void grow() {
        final int[] old = table;
        table = new int[old.length * 2];
        mask = table.length - 1;
        Arrays.fill(table, NONE);
        for (final int order : old) {
            if (order != NONE) {
                insert(order);
            }
        }
    }
}
