package io.everbook.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a run keeps its things: a directory on disk for the sites' files, logs and the report, and one in memory for
 * Aeron's.
 *
 * <pre>
 *   disk/   sites/NAME/...   logs/NAME.out NAME.err   conf/NAME.properties   report.json
 *   shm/    NAME/ ...   client/
 * </pre>
 */
final class Workspace {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private final Path disk;
    private final Path shm;

    Workspace(final Path given) {
        try {
            this.disk = given == null ? Files.createTempDirectory("everbook-demo-") : Files.createDirectories(given);
            this.shm = Files.createDirectories(memory().resolve("everbook-demo-" + ProcessHandle.current().pid()
                + "-" + Long.toHexString(System.nanoTime())));
            for (final String directory : List.of("sites", "logs", "conf")) {
                Files.createDirectories(disk.resolve(directory));
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot make the directories of the run", e);
        }
    }

    Path disk() {
        return disk;
    }

    Path shm() {
        return shm;
    }

    Path site(final String name) {
        return disk.resolve("sites").resolve(name);
    }

    Path journal(final String name) {
        return site(name).resolve("journal");
    }

    Path logs() {
        return disk.resolve("logs");
    }

    Path configuration(final String name) {
        return disk.resolve("conf").resolve(name + ".properties");
    }

    Path report() {
        return disk.resolve("report.json");
    }

    void removeMemory() {
        remove(shm);
    }

    /**
     * Removes what only a failed run is asked about; the report stays.
     */
    void removeFiles() {
        Stream.of("sites", "logs", "conf").map(disk::resolve).forEach(Workspace::remove);
    }

    void removeAll() {
        remove(disk);
    }

    /**
     * Removes a directory and everything below it, as far as it is there; what another process removes meanwhile is
     * fine.
     *
     * @param directory to remove.
     */
    static void remove(final Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            for (final Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (final IOException | UncheckedIOException e) {
            directory.toFile().deleteOnExit();
        }
    }

    private static Path memory() {
        return Files.isDirectory(SHARED_MEMORY) ? SHARED_MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
    }
}
