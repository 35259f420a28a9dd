package io.everbook.cli.verify.client;

import io.everbook.api.Xxh64;
import io.everbook.protocol.CommandHeaderDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/**
 * Tells commands apart by what they ask for, as the schema says of the command header: not by number or send time.
 */
public final class CommandDigest {
    private static final int FROM =
        MessageHeaderDecoder.ENCODED_LENGTH + CommandHeaderDecoder.instrumentEncodingOffset();

    private CommandDigest() {
    }

    /**
     * The digest.
     *
     * @param buffer   holding the command.
     * @param offset   of its message header.
     * @param length   of the message.
     * @param template of the command.
     * @return the digest; 0 of a message too short to have one.
     */
    public static long of(final DirectBuffer buffer, final int offset, final int length, final int template) {
        return length < FROM ? 0 : Xxh64.hash(buffer, offset + FROM, length - FROM, template);
    }
}
