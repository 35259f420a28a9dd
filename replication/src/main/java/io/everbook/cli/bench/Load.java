package io.everbook.cli.bench;

import java.util.List;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The block of messages that one side is loaded with, repeated without end.
 */
final class Load {
    private final UnsafeBuffer buffer;
    private final int[] offsets;
    private final int[] lengths;
    private final boolean numbered;

    private Load(final List<byte[]> messages, final boolean numbered) {
        this.numbered = numbered;
        offsets = new int[messages.size()];
        lengths = new int[messages.size()];
        int end = 0;
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = end;
            lengths[i] = messages.get(i).length;
            end = BitUtil.align(end + lengths[i], Long.BYTES);
        }
        buffer = new UnsafeBuffer(BufferUtil.allocateDirectAligned(end, Long.BYTES));
        for (int i = 0; i < offsets.length; i++) {
            buffer.putBytes(offsets[i], messages.get(i));
        }
    }

    /**
     * Commands.
     *
     * @param block of them.
     * @return the load.
     */
    static Load commands(final List<byte[]> block) {
        return new Load(block, true);
    }

    /**
     * Messages of the echo, as long as commands.
     *
     * @param block         of commands.
     * @param answerLengths to ask for.
     * @return the load.
     */
    static Load echoes(final List<byte[]> block, final int... answerLengths) {
        final Load load = new Load(block, false);
        for (int i = 0; i < answerLengths.length; i++) {
            EchoMessage.answerLength(load.buffer, load.offsets[i], answerLengths[i]);
        }
        return load;
    }

    UnsafeBuffer buffer() {
        return buffer;
    }

    /**
     * Makes a message ready to be sent.
     *
     * @param count of the messages before it.
     * @return its place in the block.
     */
    int prepare(final long count) {
        final int place = (int) (count % offsets.length);
        EchoMessage.counter(buffer, offsets[place], numbered ? Script.number(count) : count);
        return place;
    }

    int offset(final int place) {
        return offsets[place];
    }

    int length(final int place) {
        return lengths[place];
    }
}
