package io.everbook.outcome;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

import static java.nio.channels.FileChannel.MapMode.READ_ONLY;
import static java.nio.channels.FileChannel.MapMode.READ_WRITE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * Small files that are mapped whole. Stateless.
 */
final class MappedFiles {
    private static final int CHUNK = 1 << 16;

    private MappedFiles() {
    }

    /** Maps a file, made of zeros as far as it is shorter, so that its disk space is there before it is needed. */
    static MappedByteBuffer mapOrCreate(final Path file, final long length) {
        try (FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE)) {
            fill(channel, length);
            return channel.map(READ_WRITE, 0, length);
        } catch (final IOException e) {
            throw StoreException.unusable("cannot make " + file + ": " + e.getMessage(), e);
        }
    }

    static MappedByteBuffer mapForReading(final Path file, final long length) {
        try (FileChannel channel = FileChannel.open(file, READ)) {
            if (channel.size() < length) {
                throw StoreException.unusable(file + " is being made", null);
            }
            return channel.map(READ_ONLY, 0, length);
        } catch (final IOException e) {
            throw StoreException.unusable("cannot open " + file + ": " + e.getMessage(), e);
        }
    }

    private static void fill(final FileChannel channel, final long length) throws IOException {
        final ByteBuffer zeros = ByteBuffer.allocateDirect(CHUNK);
        long position = channel.size();
        while (position < length) {
            zeros.clear().limit((int) Math.min(CHUNK, length - position));
            position += channel.write(zeros, position);
        }
    }
}
