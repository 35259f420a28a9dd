package io.everbook.feed;

import io.everbook.protocol.FeedChannel;
import org.agrona.DirectBuffer;

/**
 * Takes encoded messages on their way to a transport. What it can't pass on at once it drops: whoever misses a message
 * asks for it again.
 */
@FunctionalInterface
public interface PacketSink {
    /**
     * Takes one message.
     *
     * @param channel it is of.
     * @param buffer  holding it, valid during the call.
     * @param offset  of its message header.
     * @param length  in bytes.
     */
    void packet(FeedChannel channel, DirectBuffer buffer, int offset, int length);
}
