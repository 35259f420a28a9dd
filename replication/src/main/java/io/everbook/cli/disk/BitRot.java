package io.everbook.cli.disk;

import io.everbook.api.EverbookException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Bits that turn in the files of a stopped site.
 */
public final class BitRot {
    private static final int BLOCK = 65_536;
    private static final int BITS = 8;

    private BitRot() {
    }

    /**
     * Turns one bit of each of several bytes, all different ones, before the last byte of the file that isn't zero.
     *
     * @param file  to harm.
     * @param count of bytes.
     * @param seed  of the choice.
     * @return the offsets of the bytes, ascending.
     * @throws EverbookException if the file has fewer bytes than that.
     */
    public static List<Long> flip(final Path file, final int count, final long seed) {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            final long used = used(bytes);
            if (used < count) {
                throw new EverbookException(file + " has " + used + " bytes, fewer than " + count + " to turn");
            }
            return flip(bytes, new SplittableRandom(seed), count, used);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot harm " + file, e);
        }
    }

    private static List<Long> flip(
        final RandomAccessFile bytes, final SplittableRandom random, final int count, final long used)
        throws IOException {
        final List<Long> offsets = random.longs(0, used).distinct().limit(count).sorted().boxed().toList();
        for (final long offset : offsets) {
            bytes.seek(offset);
            final int old = bytes.read();
            bytes.seek(offset);
            bytes.write(old ^ 1 << random.nextInt(BITS));
        }
        return offsets;
    }

    private static long used(final RandomAccessFile bytes) throws IOException {
        final byte[] block = new byte[BLOCK];
        for (long end = bytes.length(); end > 0; end -= BLOCK) {
            final int length = (int) Math.min(BLOCK, end);
            bytes.seek(end - length);
            bytes.readFully(block, 0, length);
            for (int i = length; i > 0; i--) {
                if (block[i - 1] != 0) {
                    return end - length + i;
                }
            }
        }
        return 0;
    }
}
