package io.everbook.journal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThat;

class PreparedSpaceTest {
    private static final int STEP = 100_003;
    private static final int SIZE = 8 << 20;
    private static final byte WRITTEN = 1;

    @TempDir
    private Path directory;

    @Test
    void shouldLeaveASmallFileAsItIs() throws IOException {
        final Path file = Files.createFile(directory.resolve("small"));
        try (PreparedSpace space = new PreparedSpace()) {
            space.file(file.toFile(), 100);
            space.reach(PreparedSpace.MARGIN);
        }
        assertThat(file).isEmptyFile();
    }

    @Test
    void shouldPrepareWhatFollowsAndTouchNothingBefore() throws IOException {
        final byte[] all = new byte[SIZE];
        Arrays.fill(all, WRITTEN);
        final Path file = Files.write(directory.resolve("grown"), all);
        try (PreparedSpace space = new PreparedSpace()) {
            space.file(file.toFile(), STEP);
            for (int position = STEP; position < SIZE / 2; position += STEP) {
                space.reach(position);
                assertPreparedBehind(Files.readAllBytes(file), position);
            }
        }
    }

    @Test
    void shouldFollowAPositionThatJumpedBeyondWhatIsPrepared() throws IOException {
        final byte[] all = new byte[SIZE];
        Arrays.fill(all, WRITTEN);
        final Path file = Files.write(directory.resolve("jumped"), all);
        try (PreparedSpace space = new PreparedSpace()) {
            space.file(file.toFile(), STEP);
            space.reach(SIZE / 2);
            final byte[] found = Files.readAllBytes(file);
            assertThat(Arrays.copyOf(found, SIZE / 2 + PreparedSpace.MARGIN)).containsOnly(WRITTEN);
            assertThat(found[SIZE / 2 + 3 * PreparedSpace.MARGIN - STEP]).isZero();
        }
    }

    private static void assertPreparedBehind(final byte[] found, final int position) {
        int end = 0;
        while (end < found.length && found[end] == WRITTEN) {
            end++;
        }
        assertThat(end).as("the first zero, at position " + position)
            .isGreaterThanOrEqualTo(Math.min(STEP + 2 * PreparedSpace.MARGIN, found.length));
        if (position + PreparedSpace.MARGIN > STEP + 2 * PreparedSpace.MARGIN + 4096) {
            assertThat(found[position + PreparedSpace.MARGIN - 1]).as("behind " + position).isZero();
        }
    }
}
