package io.everbook.engine.reference;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Where orders lie, and the ids that come of it (ID-1): a freed slot is the next to be used, with its generation one
 * higher; fresh slots ascend; a slot whose generations are spent is never used again.
 */
final class ReferenceSlots {
    private static final long LAST_GENERATION = (1L << 24) - 1;

    private final Limits limits;
    private final Deque<Integer> free = new ArrayDeque<>();
    private final Map<Integer, Long> generations = new HashMap<>();
    private int fresh;

    ReferenceSlots(final Limits limits) {
        this.limits = limits;
    }

    boolean isFull() {
        return free.isEmpty() && fresh == limits.maxOrders();
    }

    void place(final ReferenceOrder order) {
        order.slot = free.isEmpty() ? fresh++ : free.pop();
        final long generation = generations.merge(order.slot, 1L, Long::sum);
        order.id = ((long) limits.partition() << 48) | ((long) order.slot << 24) | generation;
    }

    void free(final ReferenceOrder order) {
        if (generations.get(order.slot) < LAST_GENERATION) {
            free.push(order.slot);
        }
    }
}
