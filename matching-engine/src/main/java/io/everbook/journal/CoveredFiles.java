package io.everbook.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Deletes the files of a journal's beginning, as far as no registered reader needs them. A kill in the middle leaves a
 * journal that begins somewhere below where it was to begin.
 */
final class CoveredFiles {
    private CoveredFiles() {
    }

    /**
     * Deletes every file of which all records are below a sequence and below every registered reader's position; never
     * the last file.
     *
     * @return how many were deleted.
     */
    static int delete(final Path directory, final JournalReader reader, final long sequence) throws IOException {
        final List<Path> files = reader.index().filesBelow(Math.min(sequence, neededFrom(directory)));
        if (!files.isEmpty()) {
            final long first = reader.index().firstSequenceOfFile(files.size());
            reader.seek(first);
            new JournalBegin(first, reader.chain()).write(directory);
            for (final Path file : files) {
                Files.delete(file);
            }
            FileForcer.forcePath(directory);
        }
        return files.size();
    }

    private static long neededFrom(final Path directory) {
        return RegisteredReaders.positions(directory).stream()
            .mapToLong(RegisteredReaders.Position::sequence).min().orElse(Long.MAX_VALUE);
    }
}
