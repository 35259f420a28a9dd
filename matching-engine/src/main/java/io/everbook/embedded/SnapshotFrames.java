package io.everbook.embedded;

import io.everbook.api.EverbookException;
import io.everbook.api.Xxh64;
import io.everbook.engine.SnapshotSink;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Frames and hashes the records of a {@link SnapshotFile}, and verifies them.
 */
final class SnapshotFrames implements SnapshotSink {
    static final int FRAME = 8;
    static final int FIRST = 16;

    private static final long MAGIC = 0x31_6B_6F_6F_62_72_76_45L;
    private static final int CAPACITY = 1 << 16;

    private final FileChannel channel;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(CAPACITY);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private int length;
    private long hash;

    SnapshotFrames(final FileChannel channel) {
        this.channel = channel;
        buffer.putLong(0, MAGIC, ByteOrder.LITTLE_ENDIAN);
        length = Long.BYTES;
    }

    @Override
    public void record(final DirectBuffer record, final int offset, final int recordLength) {
        if (length + FRAME + recordLength + FRAME + Long.BYTES > CAPACITY) {
            flush();
        }
        final int start = length;
        putFrame(recordLength);
        buffer.putBytes(length, record, offset, recordLength);
        length += recordLength;
        hash = Xxh64.hash(buffer, start, length - start, hash);
    }

    void flush() {
        try {
            bytes.limit(length).position(0);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            bytes.clear();
            length = 0;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void finish() {
        putFrame(0);
        buffer.putLong(length, hash, ByteOrder.LITTLE_ENDIAN);
        length += Long.BYTES;
        flush();
    }

    private void putFrame(final int recordLength) {
        buffer.putInt(length, recordLength, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(length + Integer.BYTES, 0, ByteOrder.LITTLE_ENDIAN);
        length += FRAME;
    }

    static int lengthAt(final DirectBuffer content, final int recordOffset) {
        return content.getInt(recordOffset - FRAME, ByteOrder.LITTLE_ENDIAN);
    }

    static int verify(final Path file, final DirectBuffer content) {
        check(file, 0, content.capacity() >= FIRST && content.getLong(0, ByteOrder.LITTLE_ENDIAN) == MAGIC,
            "it does not begin as a snapshot does");
        int offset = FIRST;
        long hash = 0;
        int length = lengthAt(content, offset);
        while (length != 0) {
            check(file, offset, length > 0 && offset + (long) length + FRAME + Long.BYTES <= content.capacity(),
                "a record of " + length + " bytes does not fit a file of " + content.capacity());
            hash = Xxh64.hash(content, offset - FRAME, length + FRAME, hash);
            offset += length + FRAME;
            length = lengthAt(content, offset);
        }
        check(file, offset, offset + Long.BYTES == content.capacity(), "it does not end where its last record does");
        check(file, offset, content.getLong(offset, ByteOrder.LITTLE_ENDIAN) == hash, "its hash is wrong");
        check(file, offset, offset > FIRST, "it holds no record");
        return offset;
    }

    private static void check(final Path file, final int offset, final boolean right, final String what) {
        if (!right) {
            throw new EverbookException("the snapshot " + file + " is damaged at offset " + offset + ": " + what);
        }
    }
}
