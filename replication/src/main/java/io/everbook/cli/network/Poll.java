package io.everbook.cli.network;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Waits for input on several descriptors, with a timeout. Allocates nothing after its making.
 *
 * <pre>
 *   struct pollfd (8 bytes)     0  descriptor   4  events asked for   6  events seen
 *   struct timespec (16 bytes)  0  seconds      8  nanoseconds
 * </pre>
 */
final class Poll {
    private static final short INPUT = 1;
    private static final int LENGTH = 8;
    private static final int EVENTS = 4;
    private static final int SEEN = 6;
    private static final int TIME_LENGTH = 16;
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
    private final UnsafeBuffer descriptors;
    private final UnsafeBuffer time = new UnsafeBuffer(ByteBuffer.allocateDirect(TIME_LENGTH));
    private final int count;

    Poll(final int... fds) {
        count = fds.length;
        descriptors = new UnsafeBuffer(ByteBuffer.allocateDirect(count * LENGTH));
        for (int i = 0; i < count; i++) {
            descriptors.putInt(i * LENGTH, fds[i]);
            descriptors.putShort(i * LENGTH + EVENTS, INPUT);
        }
    }

    /**
     * Waits until there is something to read, or an end, on any of them.
     *
     * @param timeoutNs how long at most.
     */
    void await(final long timeoutNs) {
        time.putLong(0, timeoutNs / SECOND_NS);
        time.putLong(Long.BYTES, timeoutNs % SECOND_NS);
        if (LibC.INSTANCE.ppoll(descriptors.addressOffset(), count, time.addressOffset(), 0) <= 0) {
            clear();
        }
    }

    boolean isReady(final int index) {
        return descriptors.getShort(index * LENGTH + SEEN) != 0;
    }

    private void clear() {
        for (int i = 0; i < count; i++) {
            descriptors.putShort(i * LENGTH + SEEN, (short) 0);
        }
    }
}
