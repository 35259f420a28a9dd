package io.everbook.outcome;

import org.agrona.CloseHelper;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * One follower a store: a lock that the operating system gives back when the process ends, however it ends.
 */
final class FollowerLock implements AutoCloseable {
    static final String FILE_NAME = "follower.lock";

    private final FileChannel channel;

    private FollowerLock(final FileChannel channel) {
        this.channel = channel;
    }

    static FollowerLock acquire(final Path directory) {
        final Path file = directory.resolve(FILE_NAME);
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, CREATE, WRITE);
            if (tryLock(channel) == null) {
                throw StoreException.unusable("it has a follower already, which holds " + file, null);
            }
            return new FollowerLock(channel);
        } catch (final IOException e) {
            CloseHelper.quietClose(channel);
            throw StoreException.unusable("cannot lock " + file + ": " + e, e);
        } catch (final StoreException e) {
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
