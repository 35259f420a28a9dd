package io.everbook.api;

/**
 * A reader of the journal whose position is kept by name beside the journal, so that whoever opens the name again goes
 * on where the last one left off, and nothing it still needs is removed meanwhile.
 *
 * <p>A position is a sequence and an index: all records below that sequence, and so many of the events of that one, are
 * processed. It is where the last {@link #commit()} left it, and survives the death of the process; after a power cut
 * it may be an older one. So every event is processed at least once; who keeps sequence and index together with the
 * result of processing, and skips what isn't above them, processes each exactly once.
 *
 * <p>One open reader a name. Seeking moves the reader, not the position.
 */
public interface RegisteredReader extends JournalReader {
    /**
     * The name the position is kept by.
     *
     * @return letters, digits, dots, dashes and underscores, 64 at most.
     */
    String name();

    /**
     * How many events of the record last returned were processed already, as the position says that the reader was
     * opened at.
     *
     * @return 0 but on the first record after opening; the events from this index on are to be processed.
     */
    int eventsProcessed();

    /**
     * Moves the position behind every record returned so far.
     */
    void commit();

    /**
     * Moves the position into the record that the last call of {@link #next()} returned.
     *
     * @param events of that record that are processed, from 0 to its count.
     */
    void commit(int events);
}
