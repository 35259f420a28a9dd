package io.everbook.api;

/**
 * Reads a site's journal, in any process of the site, from any place on, and follows it as it grows. Takes no lock and
 * writes nothing there, so that a reader which is slow, stopped or killed slows nobody.
 *
 * <p>One thread at a time. Nothing here blocks; nothing allocates from record to record of a file. What does not verify
 * is never returned: an {@link EverbookException} names file, offset and sequence.
 */
public interface JournalReader extends AutoCloseable {
    /**
     * The sequence of the oldest record that is there.
     *
     * @return 0 if there is none.
     */
    long firstSequence();

    /**
     * The sequence of the newest record that was appended.
     *
     * @return 0 if there is none.
     */
    long lastSequence();

    /**
     * The sequence of the record that {@link #next()} returns next.
     *
     * @return from 1.
     */
    long nextSequence();

    /**
     * Moves so that {@link #next()} returns a given record. Takes microseconds.
     *
     * @param sequence from the first sequence to the last plus one.
     * @throws EverbookException if the journal doesn't hold it, or not any more.
     */
    void seek(long sequence);

    /**
     * Moves so that {@link #next()} returns the first record whose engine time is not before a given one.
     *
     * @param timeNs nanoseconds since the epoch.
     * @return the sequence moved to: the last plus one if every record is before that time.
     */
    long seekTime(long timeNs);

    /**
     * Moves so that {@link #next()} returns the record that holds a numbered event, or the last record if that event is
     * not there yet.
     *
     * @param executionId of the event, from 1.
     * @return the sequence moved to.
     * @throws EverbookException if the journal doesn't hold it any more.
     */
    long seekExecution(long executionId);

    /**
     * Reads the next record, verified.
     *
     * @return the record, valid until the next call of this reader; null if there is none yet.
     */
    JournalRecord next();

    /**
     * Closes the files. The bytes of the last record are no longer valid.
     */
    @Override
    void close();
}
