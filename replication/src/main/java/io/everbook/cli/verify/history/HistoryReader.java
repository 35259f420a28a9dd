package io.everbook.cli.verify.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads a history, entry by entry, in the order of writing. One thread reads.
 */
public final class HistoryReader implements AutoCloseable {
    private static final int CLIENT_MASK = 0xFFFFFF;
    private static final int KIND_MASK = 0xFF;
    private static final EntryKind[] KINDS = EntryKind.values();
    private final ByteBuffer buffer =
        ByteBuffer.allocateDirect(4096 * HistoryWriter.LENGTH).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    private final Path file;
    private final FileChannel channel;
    private int start;

    /**
     * Opens a history.
     *
     * @param file that a {@link HistoryWriter} wrote.
     */
    public HistoryReader(final Path file) {
        this.file = file;
        try {
            this.channel = FileChannel.open(file, StandardOpenOption.READ);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /**
     * Goes to the next entry.
     *
     * @return false if there is none.
     */
    public boolean next() {
        if (buffer.remaining() < HistoryWriter.LENGTH && !fill()) {
            return false;
        }
        start = buffer.position();
        buffer.position(start + HistoryWriter.LENGTH);
        return true;
    }

    /**
     * The kind of the entry.
     *
     * @return the kind.
     */
    public EntryKind kind() {
        return KINDS[(int) (buffer.getLong(start) & KIND_MASK)];
    }

    /**
     * Whose entry it is.
     *
     * @return the session.
     */
    public int session() {
        return (int) (buffer.getLong(start) >>> HistoryWriter.SESSION_SHIFT);
    }

    /**
     * Which client of the session.
     *
     * @return from 1.
     */
    public int client() {
        return (int) (buffer.getLong(start) >>> HistoryWriter.CLIENT_SHIFT) & CLIENT_MASK;
    }

    /**
     * When it happened.
     *
     * @return of {@link System#nanoTime()}.
     */
    public long timeNs() {
        return buffer.getLong(start + Long.BYTES);
    }

    /**
     * One of the entry's numbers.
     *
     * @param index from 0 to 5.
     * @return the number.
     */
    public long number(final int index) {
        return buffer.getLong(start + (index + 2) * Long.BYTES);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot close " + file, e);
        }
    }

    private boolean fill() {
        buffer.compact();
        try {
            while (buffer.hasRemaining() && channel.read(buffer) > 0) {
                start = 0;
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        buffer.flip();
        return buffer.remaining() >= HistoryWriter.LENGTH;
    }
}
