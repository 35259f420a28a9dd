package io.everbook.journal;

import io.everbook.api.EverbookException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

import static java.nio.file.StandardOpenOption.READ;

/**
 * Forces a journal's files to the disk beside its writer, through handles of its own, which covers whatever was
 * appended before the call. Acknowledges nothing: after a failure it is the writer's own force that counts. Stateless.
 */
public final class JournalForce {
    private JournalForce() {
    }

    /**
     * Forces every file, and the directory. One that is on the disk already costs next to nothing.
     *
     * @param directory of the journal.
     * @throws EverbookException    if one can't be opened.
     * @throws UncheckedIOException if the disk failed, after which nothing is known of what was appended before.
     */
    public static void all(final Path directory) {
        final List<Path> files = QueueFiles.cycleFiles(directory);
        files.add(directory.resolve(QueueFiles.METADATA));
        files.add(directory);
        files.forEach(JournalForce::force);
    }

    /**
     * Forces the newest file.
     *
     * @param directory of the journal.
     * @throws EverbookException    if it can't be opened.
     * @throws UncheckedIOException if the disk failed, after which nothing is known of what was appended before.
     */
    public static void newest(final Path directory) {
        final List<Path> files = QueueFiles.cycleFiles(directory);
        if (!files.isEmpty()) {
            force(files.get(files.size() - 1));
        }
    }

    private static void force(final Path file) {
        try (FileChannel channel = FileChannel.open(file, READ)) {
            force(channel);
        } catch (final IOException e) {
            throw new EverbookException("cannot open " + file + ", to force it to the disk: " + e, e);
        }
    }

    private static void force(final FileChannel channel) {
        try {
            channel.force(true);
        } catch (final IOException e) {
            throw new UncheckedIOException("the disk failed", e);
        }
    }
}
