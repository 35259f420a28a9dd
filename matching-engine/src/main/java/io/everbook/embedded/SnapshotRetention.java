package io.everbook.embedded;

import io.everbook.api.EverbookException;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Deletes snapshots that nobody needs. Stateless.
 */
final class SnapshotRetention {
    private SnapshotRetention() {
    }

    /**
     * Deletes all but the newest finished ones.
     *
     * @param directory of the snapshots.
     * @param count     how many stay; 0: all.
     */
    static void keep(final Path directory, final int count) {
        final List<Path> files = SnapshotFile.list(directory);
        if (count > 0 && files.size() > count) {
            files.subList(count, files.size()).forEach(SnapshotRetention::delete);
        }
    }

    /** Deletes what a kill left half written. */
    static void removeUnfinished(final Path directory) {
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> files =
                Files.newDirectoryStream(directory, "*" + SnapshotFile.UNFINISHED)) {
                files.forEach(SnapshotRetention::delete);
            } catch (final IOException e) {
                throw new EverbookException("cannot list the snapshots in " + directory + ": " + e, e);
            }
        }
    }

    private static void delete(final Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (final IOException e) {
            throw new EverbookException("cannot delete the snapshot " + file + ": " + e, e);
        }
    }
}
