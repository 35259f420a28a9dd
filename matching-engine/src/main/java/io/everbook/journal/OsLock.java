package io.everbook.journal;

import org.agrona.CloseHelper;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * A lock that the operating system holds for the process, and gives back when the process ends, however it ends; so
 * that nothing waits for one which a killed process left, whatever process has its id now.
 *
 * <p>The system gives such a lock back as soon as the process closes any handle of the file, even one that was opened
 * only to find the lock held (POSIX, {@code fcntl}). So this process keeps the names of those it holds and never opens
 * them twice, and the file is for the lock alone. Any thread may close it.
 */
final class OsLock implements AutoCloseable {
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private OsLock(final Path file, final FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock if nobody holds it; doesn't wait.
     *
     * @param file made if it isn't there; its directory is.
     * @return null if this process or another holds it.
     */
    static OsLock tryAcquire(final Path file) throws IOException {
        final Path name = file.toAbsolutePath().getParent().toRealPath().resolve(file.getFileName());
        if (!HELD.add(name)) {
            return null;
        }
        FileChannel channel = null;
        boolean locked = false;
        try {
            channel = FileChannel.open(name, CREATE, WRITE);
            locked = channel.tryLock() != null;
            return locked ? new OsLock(name, channel) : null;
        } finally {
            if (!locked) {
                CloseHelper.quietClose(channel);
                HELD.remove(name);
            }
        }
    }

    @Override
    public void close() {
        if (channel.isOpen()) {
            CloseHelper.close(channel);
            HELD.remove(file);
        }
    }
}
