package io.everbook.publish;

import io.everbook.api.EverbookException;
import org.agrona.CloseHelper;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * One process of readers a directory: a lock that the operating system gives back when the process ends, however it
 * ends. So the media driver's directory may be emptied at a start.
 */
final class ReadersLock implements AutoCloseable {
    private final FileChannel channel;

    private ReadersLock(final FileChannel channel) {
        this.channel = channel;
    }

    static ReadersLock acquire(final Path directory) {
        final Path file = directory.resolve("readers.lock");
        FileChannel channel = null;
        try {
            Files.createDirectories(directory);
            channel = FileChannel.open(file, CREATE, WRITE);
            if (channel.tryLock() != null) {
                return new ReadersLock(channel);
            }
        } catch (final IOException e) {
            CloseHelper.quietClose(channel);
            throw new EverbookException("cannot lock " + file + ": " + e, e);
        } catch (final OverlappingFileLockException heldByThisProcess) {
            CloseHelper.quietClose(channel);
            throw new EverbookException("readers run already in this process, and hold " + file, heldByThisProcess);
        }
        CloseHelper.quietClose(channel);
        throw new EverbookException("another process runs readers, and holds " + file + ": end it first");
    }

    @Override
    public void close() {
        CloseHelper.quietClose(channel);
    }
}
