package io.everbook.publish;

import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.ReturnAddressDecoder;
import io.everbook.protocol.ReturnAddressEncoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import java.nio.charset.StandardCharsets;

/**
 * What stands before a request, as the schema's ReturnAddress draws it. Reads what anyone may have sent. Not thread
 * safe.
 */
final class ReturnAddress {
    /** No address is longer, in bytes. */
    static final int LENGTH_MAX = 512;

    private static final int FIXED_LENGTH = MessageHeaderDecoder.ENCODED_LENGTH + ReturnAddressDecoder.BLOCK_LENGTH;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ReturnAddressDecoder decoder = new ReturnAddressDecoder();
    private byte[] channel;
    private byte[] credentials;
    private int length;

    /**
     * Reads how long the address is, and whether it is one.
     */
    boolean wrap(final DirectBuffer buffer, final int offset, final int limit) {
        if (limit < FIXED_LENGTH) {
            return false;
        }
        header.wrap(buffer, offset);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID
            || header.templateId() != ReturnAddressDecoder.TEMPLATE_ID
            || header.blockLength() != ReturnAddressDecoder.BLOCK_LENGTH) {
            return false;
        }
        length = FIXED_LENGTH;
        return addData(buffer, offset, limit) && addData(buffer, offset, limit);
    }

    private boolean addData(final DirectBuffer buffer, final int offset, final int limit) {
        final int sizeLength = ReturnAddressDecoder.responseChannelHeaderLength();
        if (length + sizeLength > limit) {
            return false;
        }
        final long size = buffer.getInt(offset + length, ReturnAddressDecoder.BYTE_ORDER) & 0xFFFF_FFFFL;
        if (size > Math.min(LENGTH_MAX, limit) - length - sizeLength) {
            return false;
        }
        length += sizeLength + (int) size;
        return true;
    }

    /** The length of the address that was wrapped, which the request follows. */
    int length() {
        return length;
    }

    /** Reads the rest of an address that was wrapped. */
    ReturnAddress read(final DirectBuffer buffer, final int offset) {
        decoder.wrapAndApplyHeader(buffer, offset, header);
        channel = new byte[decoder.responseChannelLength()];
        decoder.getResponseChannel(channel, 0, channel.length);
        credentials = new byte[decoder.credentialsLength()];
        decoder.getCredentials(credentials, 0, credentials.length);
        return this;
    }

    int stream() {
        return decoder.responseStream();
    }

    String channel() {
        return new String(channel, StandardCharsets.US_ASCII);
    }

    byte[] credentials() {
        return credentials;
    }

    /**
     * Writes an address.
     *
     * @return its length.
     */
    static int write(
        final MutableDirectBuffer buffer, final int stream, final byte[] channel, final byte[] credentials) {
        final ReturnAddressEncoder encoder = new ReturnAddressEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .responseStream(stream)
            .pad1(0)
            .putResponseChannel(channel, 0, channel.length)
            .putCredentials(credentials, 0, credentials.length);
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }
}
