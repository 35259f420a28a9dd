package io.everbook.outcome;

import io.everbook.journal.JournalReader;
import io.everbook.journal.RecordView;

import java.nio.file.Path;

/**
 * What the store needs of a journal: its records from one on, as they come. Not thread safe.
 */
final class JournalTail implements AutoCloseable {
    private final JournalReader reader;

    private JournalTail(final JournalReader reader) {
        this.reader = reader;
    }

    static JournalTail open(final Path directory) {
        return new JournalTail(JournalReader.open(directory));
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
            return firstSequence() == 1;
        }
        if (sequence < firstSequence() || sequence > lastSequence()) {
            return false;
        }
        reader.seek(sequence + 1);
        return reader.chain() == chain;
    }

    void seekFirst() {
        reader.seek(firstSequence());
    }

    boolean next(final RecordView view) {
        return reader.next(view);
    }

    @Override
    public void close() {
        reader.close();
    }
}
