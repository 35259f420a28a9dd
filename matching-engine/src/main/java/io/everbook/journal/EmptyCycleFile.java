package io.everbook.journal;

import io.everbook.api.EverbookException;
import io.everbook.protocol.RecordHeaderDecoder;
import net.openhft.chronicle.wire.Wires;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

import static java.nio.file.StandardOpenOption.READ;

/**
 * Tells a file that a kill left before its first record from one whose records can't be read any more: no place in an
 * empty one holds the length word, the sequence and the lengths of the record that it would begin with.
 */
final class EmptyCycleFile {
    private static final int CHUNK = 1 << 20;
    /** What a header that was begun may have left, and more. */
    private static final int HEADER_ROOM = 4096;
    private static final int OVERLAP = Integer.BYTES + RecordLayout.HEADER_LENGTH;
    private static final int LENGTH_MASK = 0x3FFF_FFFF;

    private EmptyCycleFile() {
    }

    static boolean test(final Path file, final long lastSequence) {
        final ByteBuffer bytes = ByteBuffer.allocateDirect(CHUNK + OVERLAP);
        try (FileChannel channel = FileChannel.open(file, READ)) {
            boolean empty = true;
            for (long position = 0; empty && position < channel.size(); position += CHUNK) {
                bytes.clear();
                empty = channel.read(bytes, position) <= 0 || !holds(new UnsafeBuffer(bytes), bytes, lastSequence + 1);
            }
            return empty;
        } catch (final IOException e) {
            throw new EverbookException("cannot read " + file + ": " + e, e);
        }
    }

    /**
     * Whether a kill left the file before its header was whole, so that nothing can have been written behind it.
     */
    static boolean isHeadless(final Path file) {
        try (FileChannel channel = FileChannel.open(file, READ)) {
            final ByteBuffer word = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            channel.read(word, 0);
            return !Wires.isReadyMetaData(word.getInt(0)) && isZeroFrom(HEADER_ROOM, channel);
        } catch (final IOException e) {
            throw new EverbookException("cannot read " + file + ": " + e, e);
        }
    }

    private static boolean isZeroFrom(final long from, final FileChannel channel) throws IOException {
        final ByteBuffer bytes = ByteBuffer.allocateDirect(CHUNK);
        final ByteBuffer zeros = ByteBuffer.allocateDirect(CHUNK);
        boolean isZero = true;
        for (long position = from; isZero && position < channel.size(); position += bytes.limit()) {
            bytes.clear();
            channel.read(bytes, position);
            bytes.flip();
            isZero = bytes.equals(zeros.limit(bytes.limit()));
        }
        return isZero;
    }

    private static boolean holds(final UnsafeBuffer buffer, final ByteBuffer bytes, final long sequence) {
        final int limit = bytes.position() - OVERLAP;
        for (int i = 0; i <= limit; i += Integer.BYTES) {
            final int start = i + Integer.BYTES;
            if (buffer.getLong(start, ByteOrder.LITTLE_ENDIAN) == sequence && isRecord(buffer, start)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRecord(final UnsafeBuffer buffer, final int start) {
        final int length = buffer.getInt(start - Integer.BYTES, ByteOrder.LITTLE_ENDIAN) & LENGTH_MASK;
        return RecordLayout.fault(new RecordHeaderDecoder().wrap(buffer, start), length) == null;
    }
}
