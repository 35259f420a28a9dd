package io.everbook.journal;

import io.everbook.api.EverbookException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a journal begins since its beginning was deleted, and the checksum of the record before. So that a file which
 * was deleted on purpose is told from one that was lost, and the first record there is can be verified.
 *
 * @param sequence below which records may be gone; 1 if none was deleted.
 * @param chain    checksum of the record before that sequence.
 */
record JournalBegin(long sequence, long chain) {
    static final String FILE_NAME = "begin.position";

    static JournalBegin read(final Path directory) {
        final Path file = directory.resolve(FILE_NAME);
        if (Files.exists(file)) {
            try (PositionFile position = PositionFile.read(file)) {
                if (position.isPresent()) {
                    return new JournalBegin(position.sequence(), position.chain());
                }
            }
        }
        return new JournalBegin(1, 0);
    }

    /**
     * Puts it on the disk, to be called before anything is deleted.
     */
    void write(final Path directory) throws IOException {
        final Path file = directory.resolve(FILE_NAME);
        try (PositionFile position = PositionFile.open(file)) {
            position.write(sequence, 0, chain);
        }
        FileForcer.forcePath(file);
        FileForcer.forcePath(directory);
    }

    /**
     * Sees to it that nothing is missing that was not deleted on purpose.
     *
     * @param first the first sequence there is; 0 if there is none.
     */
    void requireNothingLost(final Path directory, final long first) {
        if (first > sequence || first == 0 && sequence > 1) {
            throw new JournalException(directory.toFile(), -1, sequence, "the record is not there, and was not deleted"
                + " by the journal's writer: it begins with sequence " + first);
        }
    }

    /**
     * The exception of a reader that asks for what was deleted.
     */
    static EverbookException removedOr(final Path directory, final long wanted, final JournalException other) {
        final JournalBegin begin = read(directory);
        return wanted > 0 && wanted < begin.sequence
            ? new RecordsRemovedException(directory, wanted, begin.sequence) : other;
    }
}
