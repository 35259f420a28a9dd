package io.everbook.engine;

import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The events of one record, back to back, each a message header and its block, with room in front for the record's
 * header and command, so that a record is put together without copying its events:
 * <pre>
 *   0                         HEADROOM                        + eventsLength()
 *   +-------------------------+-------------------------------+----------------+
 *   | free, for the caller    | events                        | 8 spare bytes  |
 *   +-------------------------+-------------------------------+----------------+
 * </pre>
 * Grows by doubling where a command's events need it, and never shrinks. Not thread safe.
 */
public final class EventBuffer {
    /** Bytes before the first event: a record's header and the longest command, a multiple of 8. */
    public static final int HEADROOM = BitUtil.align(64 + MatchingEngine.MAX_COMMAND_LENGTH + 8, 8);

    private static final int SPARE = 8;
    private static final int INITIAL_CAPACITY = 64 * 1024;

    private final UnsafeBuffer buffer = new UnsafeBuffer(BufferUtil.allocateDirectAligned(INITIAL_CAPACITY, 64));
    private int limit = HEADROOM;
    private int lastEventOffset;
    private int count;

    /**
     * Creates an empty buffer.
     */
    public EventBuffer() {
    }

    /**
     * The memory itself. Its address may change with the next command; the object stays the same.
     *
     * @return the buffer.
     */
    public MutableDirectBuffer buffer() {
        return buffer;
    }

    /**
     * Where the first event begins.
     *
     * @return always {@link #HEADROOM}.
     */
    public int eventsOffset() {
        return HEADROOM;
    }

    /**
     * The length of all events together.
     *
     * @return in bytes, a multiple of 8.
     */
    public int eventsLength() {
        return limit - HEADROOM;
    }

    /**
     * How many events there are.
     *
     * @return the count.
     */
    public int count() {
        return count;
    }

    void clear() {
        limit = HEADROOM;
        count = 0;
    }

    int claim(final int length) {
        final int offset = limit;
        if (offset + length + SPARE > buffer.capacity()) {
            grow(offset + length + SPARE);
        }
        limit = offset + length;
        lastEventOffset = offset;
        count++;
        return offset;
    }

    int lastEventOffset() {
        return lastEventOffset;
    }

    private void grow(final int needed) {
        int capacity = buffer.capacity();
        while (capacity < needed) {
            capacity = Math.multiplyExact(capacity, 2);
        }
        final UnsafeBuffer larger = new UnsafeBuffer(BufferUtil.allocateDirectAligned(capacity, 64));
        larger.putBytes(0, buffer, 0, limit);
        buffer.wrap(larger);
    }
}
