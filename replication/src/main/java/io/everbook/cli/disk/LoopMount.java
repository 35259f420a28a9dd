package io.everbook.cli.disk;

import io.everbook.api.EverbookException;
import io.everbook.cli.SystemCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Images, and the mounting of them. An image's name carries the process that made it:
 * {@code everbook-PID-COUNT-TURN.img}.
 */
final class LoopMount {
    private static final Path DEVICES = Path.of("/sys/block");
    private static final Path MOUNTS = Path.of("/proc/self/mounts");
    private static final Pattern IMAGE = Pattern.compile("everbook-(\\d+)-\\d+-\\d+\\.img( \\(deleted\\))?");
    private static final long BUSY_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private LoopMount() {
    }

    static void format(final Path image) {
        SystemCommand.run("mkfs.ext4", "-q", "-F", "-b", "4096", "-m", "0",
            "-E", "lazy_itable_init=0,lazy_journal_init=0", image.toString());
    }

    static void mount(final Path image, final Path directory, final String options) {
        SystemCommand.run(
            "mount", "-t", "ext4", "-o", "loop,noatime" + options, image.toString(), directory.toString());
    }

    /**
     * Unmounts, and waits a while for those that still use it to be gone.
     *
     * @param directory where it is mounted.
     * @throws EverbookException if it stays in use.
     */
    static void unmount(final Path directory) {
        final long deadlineNs = System.nanoTime() + BUSY_NS;
        while (!SystemCommand.succeeds("umount", directory.toString())) {
            if (System.nanoTime() - deadlineNs > 0) {
                SystemCommand.run("umount", directory.toString());
                return;
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    /**
     * Unmounts and removes the images of processes that are no more.
     */
    static void removeLeftovers() {
        try (Stream<Path> devices = Files.list(DEVICES)) {
            devices.filter(LoopMount::isLeftover).forEach(LoopMount::removeLeftover);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot list " + DEVICES, e);
        }
    }

    private static boolean isLeftover(final Path device) {
        final Path image = image(device);
        final Matcher matcher = IMAGE.matcher(image.getFileName().toString());
        return matcher.matches() && ProcessHandle.of(Long.parseLong(matcher.group(1))).isEmpty();
    }

    private static void removeLeftover(final Path device) {
        final Path image = image(device);
        mountsOf("/dev/" + device.getFileName())
            .forEach(directory -> SystemCommand.succeeds("umount", "-l", directory));
        try {
            Files.deleteIfExists(image);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot remove " + image, e);
        }
    }

    private static Path image(final Path device) {
        try {
            return Path.of(Files.readString(device.resolve("loop/backing_file")).strip());
        } catch (final IOException e) {
            return Path.of("none");
        }
    }

    private static List<String> mountsOf(final String device) {
        try {
            final List<String> directories = new ArrayList<>();
            for (final String line : Files.readAllLines(MOUNTS)) {
                if (line.startsWith(device + " ")) {
                    directories.add(line.split(" ")[1].replace("\\040", " "));
                }
            }
            return directories;
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + MOUNTS, e);
        }
    }
}
