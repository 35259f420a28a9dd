package io.everbook.feed;

import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The newest packets of a channel as they were sent, as many as its bytes hold; the oldest give way.
 */
final class PacketStore {
    private static final int BYTES_A_PACKET = 128;

    private final UnsafeBuffer bytes;
    private final int capacity;
    private final long[] starts;
    private final int[] lengths;
    private final int mask;
    private long end;
    private long first = 1;
    private long last;

    /**
     * Creates it empty.
     *
     * @param capacity in bytes, a power of two.
     */
    PacketStore(final int capacity) {
        if (!BitUtil.isPowerOfTwo(capacity) || capacity < 2 * Packer.MAX_LENGTH) {
            throw new IllegalArgumentException("capacity must be a power of two of at least "
                + BitUtil.findNextPositivePowerOfTwo(2 * Packer.MAX_LENGTH) + ": " + capacity);
        }
        this.capacity = capacity;
        bytes = new UnsafeBuffer(BufferUtil.allocateDirectAligned(capacity, 64));
        starts = new long[capacity / BYTES_A_PACKET];
        lengths = new int[starts.length];
        mask = starts.length - 1;
    }

    /**
     * The oldest packet that is held, or the next to come if none is.
     */
    long first() {
        return first;
    }

    /**
     * The newest packet.
     */
    long last() {
        return last;
    }

    /**
     * How many packets it holds at most.
     */
    int maxPackets() {
        return starts.length;
    }

    /**
     * Begins after a packet that is not held.
     */
    void restore(final long lastPacket) {
        last = lastPacket;
        first = lastPacket + 1;
    }

    void add(final DirectBuffer from, final int offset, final int length) {
        final long start = place(length);
        end = start + length;
        last++;
        while (first < last && (last - first > mask || starts[index(first)] + capacity < end)) {
            first++;
        }
        bytes.putBytes((int) (start & capacity - 1), from, offset, length);
        starts[index(last)] = start;
        lengths[index(last)] = length;
    }

    private long place(final int length) {
        final long left = capacity - (end & capacity - 1);
        return length <= left ? end : end + left;
    }

    boolean holds(final long packetNumber) {
        return packetNumber >= first && packetNumber <= last;
    }

    DirectBuffer bytes() {
        return bytes;
    }

    int offset(final long packetNumber) {
        return (int) (starts[index(packetNumber)] & capacity - 1);
    }

    int length(final long packetNumber) {
        return lengths[index(packetNumber)];
    }

    private int index(final long packetNumber) {
        return (int) packetNumber & mask;
    }
}
