package io.everbook.feed;

import org.agrona.DirectBuffer;

/**
 * Takes encoded messages on their way to a transport. What it can't pass on at once it drops: whoever misses a message
 * asks for it again.
 */
@FunctionalInterface
public interface MessageSink {
    /**
     * Takes one message.
     *
     * @param buffer holding it, valid during the call.
     * @param offset of its message header.
     * @param length in bytes.
     */
    void message(DirectBuffer buffer, int offset, int length);
}
