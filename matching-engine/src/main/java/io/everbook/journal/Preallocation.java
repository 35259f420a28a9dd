package io.everbook.journal;

import net.openhft.posix.OpenFlag;
import net.openhft.posix.PosixAPI;

import java.io.File;
import java.io.IOException;

/**
 * Has the file system give a file its blocks before they are written to, so that a disk which is full shows as an
 * exception here and not as a fault in the middle of a record. Where the file system can't, nothing is done.
 */
final class Preallocation {
    private static final int KEEP_SIZE = 1;
    private static final int ENOSPC = 28;
    private static final int EDQUOT = 122;

    private Preallocation() {
    }

    /**
     * Gives a range of a file its blocks; what it holds stays as it is, and so does its length.
     *
     * @throws IOException if the disk is full.
     */
    static void of(final File file, final long offset, final long length) throws IOException {
        final PosixAPI posix = PosixAPI.posix();
        final int descriptor = posix.open(file.getPath(), OpenFlag.O_RDWR, 0);
        if (descriptor >= 0) {
            try {
                require(error(posix, descriptor, offset, length), file);
            } finally {
                posix.close(descriptor);
            }
        }
    }

    private static int error(final PosixAPI posix, final int descriptor, final long offset, final long length) {
        try {
            return posix.fallocate(descriptor, KEEP_SIZE, offset, length) == 0 ? 0 : posix.lastError();
        } catch (final RuntimeException unsupported) {
            return 0;
        }
    }

    private static void require(final int error, final File file) throws IOException {
        if (error == ENOSPC || error == EDQUOT) {
            throw new IOException("no space is left on the disk of " + file);
        }
    }
}
