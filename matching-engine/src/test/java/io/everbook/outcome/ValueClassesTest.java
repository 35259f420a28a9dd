package io.everbook.outcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * In a process of its own, where none of the classes has been compiled.
 */
class ValueClassesTest {
    @TempDir
    Path directory;

    @Test
    void shouldBeCompiledThoughWhoAsksIsInterrupted() throws Exception {
        final Path log = directory.resolve("log");
        final Process process = StoreProcess.start(Interrupted.class, log.toFile(), directory.toString());

        assertThat(process.waitFor()).as(() -> read(log)).isZero();
        assertThat(log).content().contains("interrupted still: true");
    }

    private static String read(final Path log) {
        try {
            return Files.readString(log);
        } catch (final IOException e) {
            return e.toString();
        }
    }

    /** Opens a reader while it is interrupted, and another. */
    static final class Interrupted {
        private Interrupted() {
        }

        public static void main(final String[] args) {
            Thread.currentThread().interrupt();
            OutcomeReader.open(Path.of(args[0])).close();
            System.out.println("interrupted still: " + Thread.interrupted());
            OutcomeReader.open(Path.of(args[0])).close();
        }
    }
}
