package io.everbook.journal;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class FileEndTest {
    private static final int PAGE = 4096;

    @TempDir
    Path directory;

    private final FileEnd end = new FileEnd();
    private File file;

    @BeforeEach
    void makeFile() throws IOException {
        file = write("one", PAGE + 100);
    }

    private File write(final String name, final int length) throws IOException {
        return Files.write(directory.resolve(name), new byte[length]).toFile();
    }

    @Test
    void shouldReachToTheEndOfTheLastPage() {
        assertThat(end.holds(file, 2 * PAGE)).isTrue();
        assertThat(end.holds(file, 2 * PAGE + 1)).isFalse();
        assertThat(end.holdsNext(file, 2 * PAGE)).isTrue();
        assertThat(end.holdsNext(file, 2 * PAGE + 4)).isFalse();
    }

    @Test
    void shouldSeeThatTheFileGrew() throws IOException {
        assertThat(end.holds(file, 3 * PAGE)).isFalse();
        write("one", 3 * PAGE);
        assertThat(end.holds(file, 3 * PAGE)).isTrue();
    }

    @Test
    void shouldKnowEachFileByItself() throws IOException {
        final File other = write("other", 10);
        assertThat(end.holds(file, 2 * PAGE)).isTrue();
        assertThat(end.holds(other, 2 * PAGE)).isFalse();
        assertThat(end.holds(file, 2 * PAGE)).isTrue();
        assertThat(end.holdsNext(other, 5 * PAGE)).as("that was in the file before").isTrue();
    }

    @Test
    void shouldGoOnReadingAFileThatWasDeleted() throws IOException {
        assertThat(end.holds(file, PAGE)).isTrue();
        Files.delete(file.toPath());
        assertThat(end.holds(file, 5 * PAGE)).isTrue();
    }
}
