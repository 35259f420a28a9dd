package io.everbook.cli.network;

import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Packets that the relay holds, in slots of one buffer outside the heap. Allocates nothing after its making. Not thread
 * safe.
 */
final class PacketPool {
    static final int SLOT_LENGTH = 2_048;
    private final UnsafeBuffer bytes;
    private final int[] free;
    private final int[] lengths;
    private final int[] links;
    private final long[] numbers;
    private int freeCount;

    PacketPool(final int slots) {
        bytes = new UnsafeBuffer(ByteBuffer.allocateDirect(slots * SLOT_LENGTH));
        free = new int[slots];
        lengths = new int[slots];
        links = new int[slots];
        numbers = new long[slots];
        for (int slot = slots - 1; slot >= 0; slot--) {
            release(slot);
        }
    }

    boolean isEmpty() {
        return freeCount == 0;
    }

    /**
     * Takes a free slot; there must be one.
     *
     * @return the slot.
     */
    int claim() {
        return free[--freeCount];
    }

    void release(final int slot) {
        free[freeCount++] = slot;
    }

    void fill(final int slot, final int length, final int link, final long number) {
        lengths[slot] = length;
        links[slot] = link;
        numbers[slot] = number;
    }

    void copy(final int from, final int to, final long number) {
        bytes.putBytes(to * SLOT_LENGTH, bytes, from * SLOT_LENGTH, lengths[from]);
        fill(to, lengths[from], links[from], number);
    }

    long address(final int slot) {
        return bytes.addressOffset() + (long) slot * SLOT_LENGTH;
    }

    int unsignedByte(final int slot, final int offset) {
        return bytes.getByte(slot * SLOT_LENGTH + offset) & 0xFF;
    }

    int length(final int slot) {
        return lengths[slot];
    }

    int link(final int slot) {
        return links[slot];
    }

    long number(final int slot) {
        return numbers[slot];
    }
}
