package io.everbook.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a kill would leave of a journal: its files as they are, whoever is writing them. The locks stay behind, as those
 * of a dead process do.
 */
public final class JournalCopy {
    private JournalCopy() {
    }

    /**
     * Copies a journal.
     *
     * @param from its directory.
     * @param to   another, which is made.
     */
    public static void of(final Path from, final Path to) {
        try {
            Files.createDirectories(to);
            for (final Path file : files(from)) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> files(final Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> Files.isRegularFile(file) && !file.toString().endsWith(".lock")).toList();
        }
    }
}
