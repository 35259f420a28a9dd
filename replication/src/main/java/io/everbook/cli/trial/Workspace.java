package io.everbook.cli.trial;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Where a run keeps its things: a directory on disk for the sites' files, logs and the report, and one in memory for
 * Aeron's.
 *
 * <pre>
 *   disk/   sites/NAME/files/...   logs/NAME.out NAME.err   conf/NAME.properties   report.json
 *   shm/    NAME/ ...   client/
 * </pre>
 */
public final class Workspace {
    private static final int ROUNDS = 100;
    private static final long PAUSE_NS = 5_000_000;
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private final Path disk;
    private final Path shm;
    private final boolean temporary;

    /**
     * Makes the directories.
     *
     * @param command whose run it is, for their names.
     * @param given directory on disk; null for a temporary one.
     */
    public Workspace(final String command, final Path given) {
        try {
            this.temporary = given == null;
            this.disk = given == null
                ? Files.createTempDirectory("everbook-" + command + "-") : Files.createDirectories(given);
            this.shm = Files.createDirectories(memory().resolve("everbook-" + command + "-"
                + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime())));
            for (final String directory : List.of("sites", "logs", "conf")) {
                Files.createDirectories(disk.resolve(directory));
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot make the directories of the run", e);
        }
    }

    /**
     * The directory on disk.
     *
     * @return the directory.
     */
    public Path disk() {
        return disk;
    }

    /**
     * The directory in memory.
     *
     * @return the directory.
     */
    public Path shm() {
        return shm;
    }

    /**
     * A site's directory.
     *
     * @param name of the site.
     * @return the directory.
     */
    public Path site(final String name) {
        return home(name).resolve("files");
    }

    /**
     * Where a site's directory stands, and a disk of its own may be mounted.
     *
     * @param name of the site.
     * @return the directory.
     */
    public Path home(final String name) {
        return disk.resolve("sites").resolve(name);
    }

    /**
     * A site's journal.
     *
     * @param name of the site.
     * @return its directory.
     */
    public Path journal(final String name) {
        return site(name).resolve("journal");
    }

    /**
     * Where the processes' output goes.
     *
     * @return the directory.
     */
    public Path logs() {
        return disk.resolve("logs");
    }

    /**
     * A site's properties file.
     *
     * @param name of the site.
     * @return the file.
     */
    public Path configuration(final String name) {
        return disk.resolve("conf").resolve(name + ".properties");
    }

    /**
     * The report's file.
     *
     * @return the file.
     */
    public Path report() {
        return disk.resolve("report.json");
    }

    /**
     * Removes the directory in memory.
     */
    public void removeMemory() {
        remove(shm);
    }

    /**
     * Removes what only a failed run is asked about; the report stays.
     */
    public void removeFiles() {
        Stream.of("sites", "logs", "conf").map(disk::resolve).forEach(Workspace::remove);
    }

    /**
     * Removes everything on disk, unless the directory was given.
     */
    public void removeTemporary() {
        if (temporary) {
            remove(disk);
        }
    }

    /**
     * Removes a directory and everything below it, as far as it is there; what others remove or add meanwhile is dealt
     * with by another round.
     *
     * @param directory to remove.
     */
    public static void remove(final Path directory) {
        for (int round = 0; round < ROUNDS && Files.exists(directory); round++) {
            removeOnce(directory);
        }
    }

    private static void removeOnce(final Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            paths.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (final IOException | UncheckedIOException e) {
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    private static Path memory() {
        return Files.isDirectory(SHARED_MEMORY) ? SHARED_MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
    }
}
