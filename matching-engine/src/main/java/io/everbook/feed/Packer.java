package io.everbook.feed;

import io.everbook.protocol.FeedChannel;
import io.everbook.protocol.MessageHeaderEncoder;
import org.agrona.BufferUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Puts messages one behind another into packets of at most {@link #MAX_LENGTH} bytes, behind the header of whatever
 * sort of packet it is.
 */
abstract class Packer {
    /**
     * No packet is longer, so that with the headers of Aeron, UDP, IPv6 and WireGuard around it, it fits an Ethernet
     * frame.
     */
    static final int MAX_LENGTH = 1344;

    private final UnsafeBuffer buffer = new UnsafeBuffer(BufferUtil.allocateDirectAligned(MAX_LENGTH, 64));
    private final FeedChannel channel;
    private final int headerLength;
    private int position;

    Packer(final FeedChannel channel, final int headerBlockLength) {
        this.channel = channel;
        headerLength = MessageHeaderEncoder.ENCODED_LENGTH + headerBlockLength;
        position = headerLength;
    }

    final FeedChannel channel() {
        return channel;
    }

    final MutableDirectBuffer buffer() {
        return buffer;
    }

    final boolean isEmpty() {
        return position == headerLength;
    }

    /**
     * Makes room for a message.
     *
     * @return the offset of its message header.
     */
    final int claim(final int blockLength) {
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + blockLength;
        if (position + length > MAX_LENGTH) {
            flush(false);
        }
        final int offset = position;
        position += length;
        return offset;
    }

    final void flush(final boolean last) {
        complete(position, last);
        position = headerLength;
    }

    /**
     * The number for a message about an instrument.
     */
    abstract long sequence(InstrumentFeed instrument);

    /**
     * Writes the packet's header and passes it on.
     */
    abstract void complete(int length, boolean last);
}
