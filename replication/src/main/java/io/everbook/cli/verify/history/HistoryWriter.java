package io.everbook.cli.verify.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes a history: entries of 64 bytes, little endian, in the order of happening.
 *
 * <pre>
 *   +------+----------+---------+--------+-------------+
 *   | kind | client   | session | timeNs | six numbers |
 *   | int8 | 24 bits  | int32   | int64  | int64 each  |
 *   +------+----------+---------+--------+-------------+
 * </pre>
 *
 * One thread writes.
 */
public final class HistoryWriter implements AutoCloseable {
    static final int LENGTH = 64;
    static final int CLIENT_SHIFT = 8;
    static final int SESSION_SHIFT = 32;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1024 * LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    private final Path file;
    private final FileChannel channel;

    /**
     * Creates the file.
     *
     * @param file that must not be there.
     */
    public HistoryWriter(final Path file) {
        this.file = file;
        try {
            this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot make " + file, e);
        }
    }

    /**
     * Writes an entry.
     *
     * @param kind    of it.
     * @param session whose it is.
     * @param client  of the session, counted from 1.
     * @param timeNs  of {@link System#nanoTime()}.
     * @param numbers as many as the kind has; the rest are 0.
     */
    public void write(
        final EntryKind kind, final int session, final int client, final long timeNs, final long... numbers) {
        if (buffer.remaining() < LENGTH) {
            flush();
        }
        final int end = buffer.position() + LENGTH;
        buffer.putLong((long) session << SESSION_SHIFT | (long) client << CLIENT_SHIFT | kind.ordinal());
        buffer.putLong(timeNs);
        for (final long number : numbers) {
            buffer.putLong(number);
        }
        while (buffer.position() < end) {
            buffer.putLong(0);
        }
    }

    /**
     * Hands what is buffered to the operating system.
     */
    public void flush() {
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        buffer.clear();
    }

    @Override
    public void close() {
        flush();
        try {
            channel.close();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot close " + file, e);
        }
    }
}
