package io.everbook.site;

import io.everbook.api.EverbookException;
import org.agrona.CloseHelper;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * The files of a site, held by one process through an OS lock that dies with it.
 *
 * <pre>
 * site.dir/
 *   site.lock     locked while a process runs the site; holds its process id
 *   running       the boot id of the machine the site runs on; removed by a clean stop
 *   incomplete    there while the site may lack what it once acknowledged; removed when it has caught up
 *   seed          what a peer had when the site was seeded from it
 *   quarantine    the commands that the site skips
 *   journal/      records
 *   snapshots/    engine snapshots
 *   archive/      Aeron's log and snapshot recordings
 *   cluster/      Aeron's term, vote and recording log
 *   failures/     why the site halted
 * </pre>
 */
final class SiteDirectory implements AutoCloseable {
    private static final String[] ARCHIVE_MARKS = {"archive-mark.dat"};
    private static final String[] CLUSTER_MARKS = {"cluster-mark.dat", "cluster-mark-service-0.dat"};
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private final Path root;
    private final FileChannel lockChannel;
    private final FileLock lock;
    private final String bootId;
    private final boolean rebootedWithoutStop;
    private final boolean fresh;

    private SiteDirectory(final Path root, final FileChannel lockChannel, final FileLock lock, final String bootId)
        throws IOException {
        this.root = root;
        this.lockChannel = lockChannel;
        this.lock = lock;
        this.bootId = bootId;
        final Path running = root.resolve("running");
        fresh = !Files.exists(root.resolve("cluster").resolve("recording.log"));
        rebootedWithoutStop = Files.exists(running) && !Files.readString(running).equals(bootId);
    }

    /**
     * Locks the directory for this process, makes what is missing, and removes the mark files that a killed process
     * left, which would otherwise bar a start for ten seconds.
     */
    static SiteDirectory open(final Path root) {
        return open(root, bootId());
    }

    static SiteDirectory open(final Path root, final String bootId) {
        try {
            Files.createDirectories(root);
            final FileChannel channel = FileChannel.open(root.resolve("site.lock"),
                StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            final SiteDirectory directory = new SiteDirectory(root, channel, lock(root, channel), bootId);
            directory.prepare();
            return directory;
        } catch (final IOException ex) {
            throw new EverbookException("can't use the site's directory " + root + ": " + ex, ex);
        }
    }

    Path journal() {
        return root.resolve("journal");
    }

    Path snapshots() {
        return root.resolve("snapshots");
    }

    Path archive() {
        return root.resolve("archive");
    }

    Path cluster() {
        return root.resolve("cluster");
    }

    Path failures() {
        return root.resolve("failures");
    }

    /**
     * Whether the machine went down under the site, so that what wasn't forced to disk may be gone.
     */
    boolean rebootedWithoutStop() {
        return rebootedWithoutStop;
    }

    /**
     * Whether the site has never voted, as far as its directory knows.
     */
    boolean isFresh() {
        return fresh;
    }

    /**
     * Whether an earlier run, having lost what it acknowledged, didn't catch up with the leader.
     */
    boolean isIncomplete() {
        return Files.exists(root.resolve("incomplete"));
    }

    /**
     * Notes that the site may lack what it acknowledged, so that it votes only where a leader answers.
     */
    void markIncomplete() {
        write("incomplete", bootId);
    }

    /**
     * Notes that the site has again all that it acknowledged.
     */
    void markComplete() {
        try {
            if (Files.deleteIfExists(root.resolve("incomplete"))) {
                force(root);
            }
        } catch (final IOException ex) {
            throw new EverbookException("can't remove " + root.resolve("incomplete") + ": " + ex, ex);
        }
    }

    /**
     * Notes that the site votes from now on, on this boot of the machine.
     */
    void markRunning() {
        write("running", bootId);
    }

    private void write(final String name, final String text) {
        try {
            final Path temporary = root.resolve(name + ".tmp");
            Files.writeString(temporary, text);
            force(temporary);
            Files.move(temporary, root.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            force(root);
        } catch (final IOException ex) {
            throw new EverbookException("can't write " + root.resolve(name) + ": " + ex, ex);
        }
    }

    /**
     * Forces every file to disk and notes a clean stop.
     */
    void markStopped() {
        try (Stream<Path> files = Files.walk(root)) {
            for (final Path file : (Iterable<Path>) files::iterator) {
                force(file);
            }
            Files.deleteIfExists(root.resolve("running"));
            force(root);
        } catch (final IOException ex) {
            throw new EverbookException("can't remove " + root.resolve("running") + ": " + ex, ex);
        }
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(lock, lockChannel);
    }

    private void prepare() throws IOException {
        for (final Path directory : new Path[] {journal(), snapshots(), archive(), cluster(), failures()}) {
            Files.createDirectories(directory);
        }
        removeMarks(archive(), ARCHIVE_MARKS);
        removeMarks(cluster(), CLUSTER_MARKS);
    }

    private static void removeMarks(final Path directory, final String[] names) throws IOException {
        for (final String name : names) {
            Files.deleteIfExists(directory.resolve(name));
        }
    }

    private static FileLock lock(final Path root, final FileChannel channel) throws IOException {
        final FileLock lock = tryLock(channel);
        if (lock == null) {
            final String owner = owner(channel);
            channel.close();
            throw new EverbookException("the site's directory " + root + " is in use by process " + owner
                + "; end it first, or give this site a directory of its own");
        }
        channel.truncate(0);
        final String pid = Long.toString(ProcessHandle.current().pid());
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
        return lock;
    }

    private static FileLock tryLock(final FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (final OverlappingFileLockException ex) {
            return null;
        }
    }

    private static String owner(final FileChannel channel) throws IOException {
        final ByteBuffer text = ByteBuffer.allocate(32);
        channel.read(text, 0);
        return new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII);
    }

    private static void force(final Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static String bootId() {
        try {
            return Files.readString(BOOT_ID).trim();
        } catch (final IOException ex) {
            return "unknown";
        }
    }
}
