package io.everbook.cli.replay;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the recorded order flow lies: the folder that the environment variable EVERBOOK_DATA names, else shared/data
 * beside the checkout. It is no part of the project, so a test must do without it, and say so.
 */
final class RecordedData {
    private RecordedData() {
    }

    /** The file, if there is one; else a loud line on stderr. */
    static Optional<Path> file(final String name) {
        final Path file = folder().resolve(name);
        if (Files.isReadable(file)) {
            return Optional.of(file);
        }
        System.err.printf("%n*** NOT RUN ON RECORDED FLOW: %s is not there; name its folder in EVERBOOK_DATA. ***%n"
            + "*** Generated flow is replayed in its place. ***%n%n", file);
        return Optional.empty();
    }

    private static Path folder() {
        final String named = System.getenv("EVERBOOK_DATA");
        return named == null
            ? Path.of(System.getProperty("everbook.root"), "..", "shared", "data").normalize()
            : Path.of(named);
    }
}
