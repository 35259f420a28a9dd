package io.everbook.outcome;

import io.everbook.api.JournalRecord;
import io.everbook.api.RegisteredReader;
import io.everbook.journal.RegisteredReaders;

import java.nio.file.Path;

/**
 * What the store needs of a journal: its records from one on, as they come, by a registered reader, so that nothing is
 * removed that the store still has to apply. The position by name follows the store's own, and stays on the record last
 * applied, by which the store knows its journal again; where the two can't be brought together it is the store that is
 * made again. Not thread safe.
 */
final class JournalTail implements AutoCloseable {
    private final RegisteredReader reader;

    private JournalTail(final RegisteredReader reader) {
        this.reader = reader;
    }

    static JournalTail open(final Path directory, final String name) {
        return new JournalTail(RegisteredReaders.openKeeping(directory, name));
    }

    /** The first sequence that the journal holds, or will hold. */
    long firstSequence() {
        return Math.max(1, reader.firstSequence());
    }

    long lastSequence() {
        return reader.lastSequence();
    }

    /**
     * Goes behind a record, if the journal holds it.
     *
     * @param chain the record's checksum, by which it is known.
     * @return false if it is not of this journal, or there no more.
     */
    boolean seekBehind(final long sequence, final long chain) {
        if (sequence == 0) {
            return firstSequence() == 1 && seek(1);
        }
        if (sequence < firstSequence() || sequence > lastSequence() || !seek(sequence)) {
            return false;
        }
        final JournalRecord record = reader.next();
        return record != null && record.checksum() == chain;
    }

    private boolean seek(final long sequence) {
        reader.seek(sequence);
        return true;
    }

    /** Goes to the first record, and has all from there on kept. */
    void seekFirst() {
        reader.seek(firstSequence());
        reader.commit();
    }

    /** The next record; null if there is none yet. */
    JournalRecord next() {
        return reader.next();
    }

    /** Has only the record last returned, and those behind it, kept from now on. */
    void commit() {
        reader.commit(0);
    }

    @Override
    public void close() {
        reader.close();
    }
}
