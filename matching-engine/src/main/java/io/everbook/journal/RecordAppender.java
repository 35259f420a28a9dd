package io.everbook.journal;

import java.io.File;

/**
 * Where a {@link JournalWriter} puts the bytes of its records.
 */
interface RecordAppender extends AutoCloseable {
    /**
     * Appends the bytes of one record.
     *
     * @return the cycle of the file that holds it.
     */
    int append(long timeNs, long address, int length);

    /**
     * The file that holds the record last appended, or the last one found at the start; null before the first.
     */
    File currentFile();

    /**
     * Learns of files that were deleted.
     */
    default void refresh() {
    }

    @Override
    void close();
}
