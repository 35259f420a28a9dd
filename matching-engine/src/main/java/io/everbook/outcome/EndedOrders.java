package io.everbook.outcome;

import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.MappedByteBuffer;
import java.nio.file.Path;

/**
 * The orders that are kept past their end, oldest end first: a ring in a mapped file, of which {@link StoreState} holds
 * head and tail. Integers of 64 bits, in the machine's byte order:
 * <pre>
 *   0          8            16              24             32
 *   +----------+------------+---------------+--------------+-----------+
 *   | order id | ended, ns  | client id high| client id low| session   |   endedOrdersKept times
 *   +----------+------------+---------------+--------------+-----------+
 * </pre>
 * Not thread safe.
 */
final class EndedOrders implements AutoCloseable {
    private static final int ENTRY_LENGTH = 40;
    private static final int TIME_OFFSET = 8;
    private static final int HIGH_OFFSET = 16;
    private static final int LOW_OFFSET = 24;
    private static final int SESSION_OFFSET = 32;

    private final StoreState state;
    private final int capacity;
    private final MappedByteBuffer mapped;
    private final UnsafeBuffer buffer;

    EndedOrders(final Path file, final StoreState state) {
        this.state = state;
        capacity = (int) state.endedOrdersKept();
        mapped = MappedFiles.mapOrCreate(file, (long) capacity * ENTRY_LENGTH);
        buffer = new UnsafeBuffer(mapped);
    }

    boolean isEmpty() {
        return state.endedHead() == state.endedTail();
    }

    boolean isFull() {
        return state.endedTail() - state.endedHead() == capacity;
    }

    void add(final long orderId, final OrderValue order) {
        final int offset = offset(state.endedTail());
        buffer.putLong(offset, orderId);
        buffer.putLong(offset + TIME_OFFSET, order.lastTimeNs());
        buffer.putLong(offset + HIGH_OFFSET, order.clientIdHigh());
        buffer.putLong(offset + LOW_OFFSET, order.clientIdLow());
        buffer.putLong(offset + SESSION_OFFSET, order.session());
        state.endedTail(state.endedTail() + 1);
    }

    void removeOldest() {
        state.endedHead(state.endedHead() + 1);
    }

    long oldestOrder() {
        return buffer.getLong(oldest());
    }

    long oldestTimeNs() {
        return buffer.getLong(oldest() + TIME_OFFSET);
    }

    void oldestName(final ClientKey key) {
        key.high(buffer.getLong(oldest() + HIGH_OFFSET));
        key.low(buffer.getLong(oldest() + LOW_OFFSET));
        key.session((int) buffer.getLong(oldest() + SESSION_OFFSET));
    }

    private int oldest() {
        return offset(state.endedHead());
    }

    private int offset(final long place) {
        return (int) (place % capacity) * ENTRY_LENGTH;
    }

    @Override
    public void close() {
        buffer.wrap(0, 0);
        IoUtil.unmap(mapped);
    }
}
