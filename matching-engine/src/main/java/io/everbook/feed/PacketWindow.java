package io.everbook.feed;

import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.Arrays;

/**
 * Packets that came before their turn.
 */
final class PacketWindow {
    private final int capacity;
    private final UnsafeBuffer bytes;
    private final long[] numbers;
    private final int[] lengths;

    /**
     * Creates it empty.
     *
     * @param capacity in packets, rounded up to a power of two.
     */
    PacketWindow(final int capacity) {
        this.capacity = BitUtil.findNextPositivePowerOfTwo(capacity);
        bytes = new UnsafeBuffer(BufferUtil.allocateDirectAligned(this.capacity * Packer.MAX_LENGTH, 64));
        numbers = new long[this.capacity];
        lengths = new int[this.capacity];
    }

    /**
     * Keeps a packet, if it is not further ahead of the one that is next than there is room.
     */
    void put(final long next, final long number, final DirectBuffer from, final int offset, final int length) {
        if (number - next < capacity && length <= Packer.MAX_LENGTH) {
            final int index = index(number);
            bytes.putBytes(index * Packer.MAX_LENGTH, from, offset, length);
            numbers[index] = number;
            lengths[index] = length;
        }
    }

    boolean holds(final long number) {
        return numbers[index(number)] == number;
    }

    DirectBuffer bytes() {
        return bytes;
    }

    int offset(final long number) {
        return index(number) * Packer.MAX_LENGTH;
    }

    int length(final long number) {
        return lengths[index(number)];
    }

    /**
     * The first packet from one on that is not here; behind the last if all are.
     */
    long beginOfHole(final long from, final long last) {
        long number = from;
        while (number <= last && holds(number)) {
            number++;
        }
        return number;
    }

    /**
     * The last packet of the hole that begins with one.
     */
    long endOfHole(final long begin, final long last) {
        long number = begin;
        while (number < last && !holds(number + 1)) {
            number++;
        }
        return number;
    }

    int capacity() {
        return capacity;
    }

    void clear() {
        Arrays.fill(numbers, 0);
    }

    private int index(final long number) {
        return (int) number & capacity - 1;
    }
}
