package io.everbook.cli.bench;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A message of the echo, as long as the command in whose place it stands, and its answer:
 *
 * <pre>
 *   0    int32  length of the answer        (a command has its message header here)
 *   16   int64  counter, given back         (a command has its number here)
 *
 *   16   int64  counter of the answer
 * </pre>
 */
final class EchoMessage {
    /** The longest answer. */
    static final int MAX_ANSWER_LENGTH = 64 * 1024;
    /** Where the counter stands, and a command's number. */
    static final int COUNTER_OFFSET = 16;
    /** The shortest answer. */
    static final int MIN_ANSWER_LENGTH = COUNTER_OFFSET + Long.BYTES;

    private EchoMessage() {
    }

    static int answerLength(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset, ByteOrder.LITTLE_ENDIAN);
    }

    static void answerLength(final MutableDirectBuffer buffer, final int offset, final int length) {
        buffer.putInt(offset, length, ByteOrder.LITTLE_ENDIAN);
    }

    static long counter(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + COUNTER_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    static void counter(final MutableDirectBuffer buffer, final int offset, final long counter) {
        buffer.putLong(offset + COUNTER_OFFSET, counter, ByteOrder.LITTLE_ENDIAN);
    }
}
