package io.everbook.cli.network;

/**
 * Slots of packets by the time at which they are due, those of one time in the order in which they came: a binary heap
 * in arrays, which allocates nothing after its making. Not thread safe.
 */
final class DueQueue {
    private final int[] heap;
    private final long[] dueNs;
    private final long[] order;
    private int size;
    private long added;

    DueQueue(final int slots) {
        heap = new int[slots];
        dueNs = new long[slots];
        order = new long[slots];
    }

    boolean isEmpty() {
        return size == 0;
    }

    long nextDueNs() {
        return dueNs[heap[0]];
    }

    void add(final int slot, final long due) {
        dueNs[slot] = due;
        order[slot] = added++;
        heap[size] = slot;
        raise(size++);
    }

    int take() {
        final int first = heap[0];
        heap[0] = heap[--size];
        sink();
        return first;
    }

    private void raise(final int from) {
        int at = from;
        while (at > 0 && before(heap[at], heap[(at - 1) / 2])) {
            swap(at, (at - 1) / 2);
            at = (at - 1) / 2;
        }
    }

    private void sink() {
        int at = 0;
        int child = smallerChild(at);
        while (child < size && before(heap[child], heap[at])) {
            swap(at, child);
            at = child;
            child = smallerChild(at);
        }
    }

    private int smallerChild(final int at) {
        final int left = 2 * at + 1;
        return left + 1 < size && before(heap[left + 1], heap[left]) ? left + 1 : left;
    }

    private boolean before(final int one, final int other) {
        final long apart = dueNs[one] - dueNs[other];
        return apart < 0 || apart == 0 && order[one] < order[other];
    }

    private void swap(final int one, final int other) {
        final int slot = heap[one];
        heap[one] = heap[other];
        heap[other] = slot;
    }
}
