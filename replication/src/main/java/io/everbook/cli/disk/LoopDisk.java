package io.everbook.cli.disk;

import io.everbook.api.EverbookException;
import io.everbook.cli.SystemCommand;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A disk of one site: an ext4 file system in a sparse image, mounted at a directory. What a process writes there stays
 * in the kernel's memory until it is forced or the kernel finds time, as on any disk; a power cut keeps the image and
 * loses that memory:
 *
 * <ol>
 * <li>stop the processes that write (SIGSTOP) or kill them,
 * <li>{@link #cutPower()}: what had reached the image by then is what the power cut leaves,
 * <li>end those processes,
 * <li>{@link #restorePower()} or {@link #restorePower(long)}, and start them anew.
 * </ol>
 *
 * <p>Needs Linux, the superuser and a free loop device: {@link #unavailable}. Not thread safe.
 */
public final class LoopDisk implements AutoCloseable {
    private static final Path CONTROL = Path.of("/dev/loop-control");
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final long MEBIBYTE = 1L << 20;
    private static final int COPIES = 50;
    private static final int BLOCK = 4_096;
    private static final String FILLER = "filler";
    private final Path images;
    private final Path directory;
    private final int number = COUNT.incrementAndGet();
    private int turn;
    private Path image;
    private Path survivor;

    private LoopDisk(final Path images, final Path directory) {
        this.images = images;
        this.directory = directory;
        this.image = nextImage();
    }

    /**
     * Why there can be no such disk here.
     *
     * @return the reason and what to do about it, or null if there can be one.
     */
    public static String unavailable() {
        if (!SystemCommand.isRoot()) {
            return "mounting a disk needs the superuser: run this as root";
        }
        for (final String program : List.of("mount", "umount", "losetup", "fallocate", "mkfs.ext4", "e2fsck")) {
            if (!SystemCommand.exists(program)) {
                return "no " + program + " on the path: install mount, util-linux and e2fsprogs";
            }
        }
        if (!Files.exists(CONTROL)) {
            return "no " + CONTROL + ": the kernel's module loop is not loaded, or the container lacks the device";
        }
        return SystemCommand.succeeds("losetup", "--find") ? null : "this process gets no loop device";
    }

    /**
     * Makes a disk and mounts it, after removing what dead processes left of theirs.
     *
     * @param images    directory of the image, best in memory ({@code /dev/shm}); made if it is not there.
     * @param directory where the disk is mounted; made if it is not there.
     * @param mebibytes of the disk.
     * @return the empty disk, but for {@code lost+found}.
     * @throws EverbookException if it cannot be made.
     */
    public static LoopDisk create(final Path images, final Path directory, final int mebibytes) {
        LoopMount.removeLeftovers();
        try {
            Files.createDirectories(images);
            Files.createDirectories(directory);
            final LoopDisk disk = new LoopDisk(images, directory);
            disk.format(mebibytes * MEBIBYTE);
            return disk;
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot make a disk at " + directory, e);
        }
    }

    /**
     * Where it is mounted.
     *
     * @return the directory.
     */
    public Path directory() {
        return directory;
    }

    /**
     * Has the kernel write what it has in memory, as it does by itself every so many seconds.
     */
    public void flush() {
        SystemCommand.run("sync", "-f", directory.toString());
    }

    /**
     * Takes the instant of the power cut: what is in the image now is kept. The mounted disk goes on until power is
     * restored, for nothing.
     *
     * @throws EverbookException if so much is being written that no instant can be told; stop the writers first.
     */
    public void cutPower() {
        survivor = nextImage();
        for (int copy = 0; copy < COPIES; copy++) {
            SystemCommand.run("cp", "--sparse=always", "--reflink=never", image.toString(), survivor.toString());
            if (isSame(image, survivor)) {
                return;
            }
        }
        throw new EverbookException(image + " changes all the time; stop what writes to " + directory);
    }

    /**
     * Comes back with what was in the image when power was cut: whatever was not forced is lost, unless the kernel had
     * written it by itself. Processes that use the disk must have ended or be about to.
     */
    public void restorePower() {
        final Path old = swap();
        delete(old);
    }

    /**
     * Comes back as {@link #restorePower()} does, but for torn writes: of the pages of 4 KiB that were not in the image
     * when power was cut, a random half is there, in no order, as a disk may have been about to write them.
     *
     * @param seed of the choice.
     * @return how many pages that were not forced are there.
     */
    public int restorePower(final long seed) {
        final Path old = swap();
        final Path aside = images.resolve(old.getFileName() + ".mount");
        try {
            Files.createDirectories(aside);
            LoopMount.mount(old, aside, ",ro");
            final int torn = new TornWrites(seed).mix(aside, directory);
            LoopMount.unmount(aside);
            Files.delete(aside);
            return torn;
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot tear the writes of " + directory, e);
        } finally {
            delete(old);
        }
    }

    /**
     * Fills the disk.
     *
     * @param leavingBytes that stay free, to the size of a block of 4 KiB; 0 for none.
     * @throws EverbookException if more stays free.
     */
    public void fill(final long leavingBytes) {
        final long length = usableBytes() - leavingBytes;
        if (length > 0) {
            SystemCommand.succeeds("fallocate", "-l", Long.toString(length), directory.resolve(FILLER).toString());
        }
        if (usableBytes() > leavingBytes + BLOCK) {
            throw new EverbookException(directory + " has " + usableBytes() + " bytes free after filling it");
        }
    }

    /**
     * Frees what was filled.
     */
    public void free() {
        delete(directory.resolve(FILLER));
    }

    /**
     * Fails as ext4 does after an error of the device: reading goes on, nothing can be written any more, and what was
     * not forced is lost.
     */
    public void failReadOnly() {
        SystemCommand.run("mount", "-o", "remount,abort", directory.toString());
    }

    /**
     * Repairs a disk that failed. Processes that use it must have ended or be about to.
     */
    public void repair() {
        LoopMount.unmount(directory);
        SystemCommand.run("sh", "-c", "e2fsck -f -p \"$0\" || [ $? -eq 1 ]", image.toString());
        LoopMount.mount(image, directory, "");
    }

    /**
     * Unmounts and removes the disk; processes that use it must have ended or be about to. Closing it again does
     * nothing.
     */
    @Override
    public void close() {
        if (Files.exists(image)) {
            LoopMount.unmount(directory);
            delete(image);
        }
        if (survivor != null) {
            delete(survivor);
        }
    }

    private void format(final long length) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(length);
        }
        LoopMount.format(image);
        LoopMount.mount(image, directory, "");
    }

    private Path swap() {
        if (survivor == null) {
            throw new IllegalStateException("power was not cut");
        }
        LoopMount.unmount(directory);
        LoopMount.mount(survivor, directory, "");
        final Path old = image;
        image = survivor;
        survivor = null;
        return old;
    }

    private long usableBytes() {
        return directory.toFile().getUsableSpace();
    }

    private Path nextImage() {
        return images.resolve("everbook-" + ProcessHandle.current().pid() + "-" + number + "-" + ++turn + ".img");
    }

    private static boolean isSame(final Path one, final Path other) {
        try {
            return Files.mismatch(one, other) < 0;
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot compare " + one + " and " + other, e);
        }
    }

    private static void delete(final Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        }
    }
}
