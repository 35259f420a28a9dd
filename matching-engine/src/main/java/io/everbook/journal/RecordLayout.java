package io.everbook.journal;

import io.everbook.protocol.RecordHeaderDecoder;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * How the bytes of a record lie; all integers little endian:
 * <pre>
 *   0                64                  64 + padded               64 + padded + eventsLength
 *   +----------------+-------------------+-------------------------+----------------+
 *   | recordHeader   | command, zeros    | events, back to back    | checksum int64 |
 *   | of the schema  | up to 8           |                         |                |
 *   +----------------+-------------------+-------------------------+----------------+
 * </pre>
 * The header's {@code commandLength} is without the zeros. The checksum is the {@link io.everbook.api.Xxh64} of all
 * bytes before it, with the checksum of the record before as its seed, and 0 as the first record's: so that one
 * checksum stands for the whole journal up to it. Stateless; any thread.
 */
public final class RecordLayout {
    /** The length of the header, in bytes. */
    public static final int HEADER_LENGTH = RecordHeaderDecoder.ENCODED_LENGTH;
    /** The length of the checksum, in bytes. */
    public static final int CHECKSUM_LENGTH = Long.BYTES;
    /** No command in a record is longer, in bytes. */
    public static final int MAX_COMMAND_LENGTH = 1032;
    static final int LENGTH_MIN = HEADER_LENGTH + CHECKSUM_LENGTH;

    private RecordLayout() {
    }

    /**
     * The room that a command takes in a record.
     *
     * @param commandLength in bytes.
     * @return in bytes, a multiple of 8.
     */
    public static int paddedLength(final int commandLength) {
        return BitUtil.align(commandLength, Long.BYTES);
    }

    /**
     * The length of a record without its checksum.
     *
     * @param commandLength in bytes, not padded.
     * @param eventsLength  in bytes.
     * @return in bytes.
     */
    public static int length(final int commandLength, final int eventsLength) {
        return HEADER_LENGTH + paddedLength(commandLength) + eventsLength;
    }

    /**
     * Writes a command behind a record's header, with the zeros that follow it.
     *
     * @param record        to write into.
     * @param offset        of the record's header.
     * @param command       holding the command.
     * @param commandOffset of its first byte.
     * @param commandLength in bytes.
     */
    public static void putCommand(
        final MutableDirectBuffer record,
        final int offset,
        final DirectBuffer command,
        final int commandOffset,
        final int commandLength) {
        final int start = offset + HEADER_LENGTH;
        record.putBytes(start, command, commandOffset, commandLength);
        for (int i = commandLength; i < paddedLength(commandLength); i++) {
            record.putByte(start + i, (byte) 0);
        }
    }

    static String fault(final RecordHeaderDecoder header, final int length) {
        final int commandLength = header.commandLength();
        final int eventsLength = header.eventsLength();
        String fault = null;
        if (commandLength < 0 || commandLength > MAX_COMMAND_LENGTH) {
            fault = "commandLength reads " + commandLength;
        } else if (eventsLength < 0 || length(commandLength, 0) + (long) eventsLength + CHECKSUM_LENGTH != length) {
            fault = "eventsLength reads " + eventsLength + " and commandLength " + commandLength
                + " in a record of " + length + " bytes";
        }
        return fault;
    }
}
