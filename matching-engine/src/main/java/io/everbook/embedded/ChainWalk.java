package io.everbook.embedded;

import io.everbook.journal.JournalException;
import io.everbook.journal.JournalReader;
import io.everbook.journal.RecordView;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * Verifies lengths, sequences and chained checksums of a journal on a thread of its own, ahead of whoever makes use of
 * the records.
 */
final class ChainWalk implements Runnable, AutoCloseable {
    private static final int PUBLISH_EVERY = 1 << 9;
    private static final int MAX_IDLE_NS = 200_000;

    private final Thread thread = new Thread(this, "chain-walk");
    private final JournalReader reader;
    private final long last;
    private volatile long verified;
    private volatile boolean ended;
    private volatile boolean stopped;
    private volatile JournalException damage;

    /**
     * Creates it.
     *
     * @param reader where to begin; used by the walk's thread alone from {@link #start} to {@link #close}.
     * @param last   sequence to verify; a journal that cannot tell its end is read until it fails.
     */
    ChainWalk(final JournalReader reader, final long last) {
        this.reader = reader;
        this.last = last;
        verified = reader.nextSequence() - 1;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        final RecordView record = new RecordView();
        try {
            while (!stopped && reader.nextSequence() <= last && reader.next(record)) {
                if (record.sequence() % PUBLISH_EVERY == 0) {
                    verified = record.sequence();
                }
            }
        } catch (final JournalException e) {
            damage = e;
        } finally {
            verified = reader.nextSequence() - 1;
            ended = true;
        }
    }

    /**
     * Waits until a record behind a given one is verified, or none will be.
     *
     * @param sequence of the record.
     * @return the last sequence verified: the given one if the walk has ended there.
     */
    long awaitBehind(final long sequence) {
        final IdleStrategy idle = new BackoffIdleStrategy(100, 10, 1_000, MAX_IDLE_NS);
        while (verified <= sequence && !ended && thread.isAlive()) {
            idle.idle();
        }
        return verified;
    }

    /**
     * What is wrong with the record where the walk ended, once {@link #awaitBehind} has told no more.
     *
     * @return null if the walk found nothing, or could not tell.
     */
    JournalException damage() {
        return damage;
    }

    /** Ends the walk and waits for it. */
    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
