package io.everbook.journal;

import org.agrona.BitUtil;
import org.agrona.CloseHelper;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

import static java.nio.file.StandardOpenOption.WRITE;

/**
 * Writes zeros to a growing file ahead of what is appended to it through a mapping, by a handle of its own: the first
 * touch of a page through a mapping is a fault for each, several times as dear as its share of one large write. A disk
 * that is full shows here, as an exception, before a record is torn by it. The beginning of a file is given its blocks
 * without being written, so that a file which stays small costs little.
 *
 * <p>Whatever is appended between two calls must end less than {@link #MARGIN} bytes behind the position of the former;
 * {@link #cover} is for what is longer. One thread.
 */
final class PreparedSpace implements AutoCloseable {
    /** How far ahead of the position nothing is written any more. */
    static final int MARGIN = 512 * 1024;
    static final int PAGE = 4096;

    private static final int CHUNK = 512 * 1024;

    private final ByteBuffer zeros = ByteBuffer.allocateDirect(CHUNK);
    private FileChannel channel;
    private long end;

    /**
     * Turns to another file.
     *
     * @param file     to prepare from now on.
     * @param position behind the last byte that was appended to it.
     */
    void file(final File file, final long position) throws IOException {
        CloseHelper.close(channel);
        channel = FileChannel.open(file.toPath(), WRITE);
        end = firstEnd(position);
        Preallocation.of(file, position, end - position);
    }

    /**
     * Sees to it that everything up to a position is prepared, however far away it is.
     *
     * @param position behind the last byte that is about to be appended.
     */
    void cover(final long position) throws IOException {
        while (position + MARGIN > end) {
            writeChunk();
        }
    }

    /**
     * Sees to it that what follows a position is prepared.
     *
     * @param position behind the last byte that was appended.
     * @return whether there was anything to do.
     */
    boolean reach(final long position) throws IOException {
        final boolean isDue = position + MARGIN > end;
        if (isDue) {
            extend(position);
        }
        return isDue;
    }

    private void extend(final long position) throws IOException {
        if (position > end) {
            end = firstEnd(position);
        }
        writeChunk();
    }

    private void writeChunk() throws IOException {
        zeros.clear();
        while (zeros.hasRemaining()) {
            end += channel.write(zeros, end);
        }
    }

    private static long firstEnd(final long position) {
        return BitUtil.align(position, PAGE) + 2L * MARGIN;
    }

    @Override
    public void close() {
        CloseHelper.close(channel);
    }
}
