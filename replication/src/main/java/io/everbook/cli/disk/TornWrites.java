package io.everbook.cli.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * Mixes two states of the same files page by page: that which a power cut left, and that which would be if everything
 * had been written. Pages in which they differ were never forced, so that a disk may have written any of them and left
 * out any other. Files that the power cut left out stay out.
 */
final class TornWrites {
    private static final int PAGE = 4_096;
    private static final int CHUNK = 256 * PAGE;
    private final SplittableRandom random;
    private final ByteBuffer after = ByteBuffer.allocateDirect(CHUNK);
    private final ByteBuffer left = ByteBuffer.allocateDirect(CHUNK);
    private int written;

    TornWrites(final long seed) {
        random = new SplittableRandom(seed);
    }

    /**
     * Writes a random half of the pages that differ.
     *
     * @param complete directory of the files as they would be if everything had been written.
     * @param cut      directory of the files as the power cut left them; changed.
     * @return how many pages were written.
     * @throws IOException if a file cannot be read or written.
     */
    int mix(final Path complete, final Path cut) throws IOException {
        for (final Path file : files(cut)) {
            final Path source = complete.resolve(cut.relativize(file).toString());
            if (Files.isRegularFile(source)) {
                mixFile(source, file);
            }
        }
        return written;
    }

    private static List<Path> files(final Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private void mixFile(final Path source, final Path target) throws IOException {
        try (FileChannel from = FileChannel.open(source, READ);
            FileChannel to = FileChannel.open(target, READ, WRITE)) {
            for (long at = 0; at < from.size(); at += CHUNK) {
                fill(after, from, at);
                fill(left, to, at);
                if (after.mismatch(left) >= 0) {
                    mixChunk(to, at);
                }
            }
            to.force(true);
        }
    }

    private void mixChunk(final FileChannel to, final long at) throws IOException {
        for (int page = 0; page < after.limit(); page += PAGE) {
            final int length = Math.min(PAGE, after.limit() - page);
            final ByteBuffer wanted = after.slice(page, length);
            if (differs(wanted, page) && random.nextBoolean()) {
                to.write(wanted, at + page);
                written++;
            }
        }
    }

    private boolean differs(final ByteBuffer wanted, final int page) {
        return left.limit() < page + wanted.limit() || !wanted.equals(left.slice(page, wanted.limit()));
    }

    private static void fill(final ByteBuffer buffer, final FileChannel from, final long at) throws IOException {
        buffer.clear();
        while (buffer.hasRemaining() && from.read(buffer, at + buffer.position()) >= 0) {
            Thread.onSpinWait();
        }
        buffer.flip();
    }
}
