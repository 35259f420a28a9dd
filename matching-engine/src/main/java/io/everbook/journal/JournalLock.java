package io.everbook.journal;

import io.everbook.api.EverbookException;
import org.agrona.CloseHelper;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * One writer a journal: a lock that the operating system holds for the process, and gives back when the process ends,
 * however it ends. So that a second writer is refused at once, and a killed one leaves nothing in the way.
 */
final class JournalLock implements AutoCloseable {
    static final String FILE_NAME = "writer.lock";

    private final FileChannel channel;

    private JournalLock(final FileChannel channel) {
        this.channel = channel;
    }

    static JournalLock acquire(final Path directory) {
        final Path file = directory.resolve(FILE_NAME);
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, CREATE, WRITE);
            if (tryLock(channel) == null) {
                throw new EverbookException("journal " + directory + " has a writer already, which holds " + file
                    + ": stop it first, or give this one a directory of its own");
            }
            return new JournalLock(channel);
        } catch (final IOException e) {
            CloseHelper.quietClose(channel);
            throw new EverbookException("cannot lock " + file + ": " + e, e);
        } catch (final EverbookException e) {
            CloseHelper.quietClose(channel);
            throw e;
        }
    }

    private static FileLock tryLock(final FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (final OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        CloseHelper.close(channel);
    }
}
