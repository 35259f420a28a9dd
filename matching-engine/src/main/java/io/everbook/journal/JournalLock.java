package io.everbook.journal;

import io.everbook.api.EverbookException;

import java.io.IOException;
import java.nio.file.Path;

/**
 * One writer a journal: a second is refused at once, and a killed one leaves nothing in the way.
 */
final class JournalLock implements AutoCloseable {
    static final String FILE_NAME = "writer.lock";

    private final OsLock lock;

    private JournalLock(final OsLock lock) {
        this.lock = lock;
    }

    static JournalLock acquire(final Path directory) {
        final Path file = directory.resolve(FILE_NAME);
        try {
            final OsLock lock = OsLock.tryAcquire(file);
            if (lock == null) {
                throw new EverbookException("journal " + directory + " has a writer already, which holds " + file
                    + ": stop it first, or give this one a directory of its own");
            }
            return new JournalLock(lock);
        } catch (final IOException e) {
            throw new EverbookException("cannot lock " + file + ": " + e, e);
        }
    }

    @Override
    public void close() {
        lock.close();
    }
}
