package io.everbook.journal;

import io.everbook.api.EverbookException;

import java.io.File;

/**
 * The free space of a journal's disk, and the floor below which nothing is appended: a full disk under a mapped file
 * shows too late, after records that were acknowledged.
 */
final class FreeSpace {
    private final File directory;
    private final long floor;

    FreeSpace(final JournalConfig config) {
        directory = config.directory().toFile();
        floor = config.freeSpaceFloor();
    }

    void require() {
        final long free = directory.getUsableSpace();
        if (free < floor) {
            throw new EverbookException("the disk of " + directory + " has " + free + " bytes free, below the floor of "
                + floor + ": make room, then start again");
        }
    }
}
