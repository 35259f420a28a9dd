package io.everbook.cli.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class TornWritesTest {
    private static final int PAGE = 4_096;
    private static final int PAGES = 1_000;
    private static final int HALF_A_PAGE = PAGE / 2;
    @TempDir
    private Path directory;

    @Test
    void shouldChooseTheSamePagesWithTheSameSeed() throws IOException {
        assertThat(mixed("one", 5)).isEqualTo(mixed("two", 5)).isNotEqualTo(mixed("three", 6));
    }

    @Test
    void shouldChooseAboutHalfAndCountThem() throws IOException {
        final byte[] bytes = mixed("one", 5);
        assertThat(written(bytes)).isBetween(PAGES * 4 / 10, PAGES * 6 / 10);
        assertThat(bytes.length).isGreaterThan(PAGES / 2 * PAGE).isLessThanOrEqualTo(PAGES * PAGE + HALF_A_PAGE);
    }

    @Test
    void shouldLeaveOutFilesThatThePowerCutLeftOutAndKeepThoseThatWereRemoved() throws IOException {
        final Path complete = Files.createDirectory(directory.resolve("complete"));
        final Path cut = Files.createDirectory(directory.resolve("cut"));
        Files.writeString(complete.resolve("new"), "u");
        Files.writeString(cut.resolve("old"), "f");
        assertThat(new TornWrites(1).mix(complete, cut)).isZero();
        assertThat(cut.resolve("new")).doesNotExist();
        assertThat(cut.resolve("old")).hasContent("f");
    }

    private byte[] mixed(final String name, final long seed) throws IOException {
        final Path complete = Files.createDirectories(directory.resolve(name + "-complete/sub")).getParent();
        final Path cut = Files.createDirectories(directory.resolve(name + "-cut/sub")).getParent();
        Files.writeString(complete.resolve("sub/file"), "u".repeat(PAGES * PAGE + HALF_A_PAGE));
        Files.writeString(cut.resolve("sub/file"), "f".repeat(PAGES / 2 * PAGE + HALF_A_PAGE));
        final int written = new TornWrites(seed).mix(complete, cut);
        final byte[] bytes = Files.readAllBytes(cut.resolve("sub/file"));
        assertThat(written).isEqualTo(written(bytes));
        return bytes;
    }

    private static int written(final byte[] bytes) {
        int pages = 0;
        for (int at = 0; at < bytes.length; at += PAGE) {
            pages += bytes[at] == 'u' ? 1 : 0;
        }
        return pages;
    }
}
