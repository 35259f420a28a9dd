package io.everbook.embedded;

import io.everbook.engine.EventBuffer;
import io.everbook.engine.MatchingEngine;
import io.everbook.journal.JournalReader;
import io.everbook.journal.RecordView;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.function.LongPredicate;

/**
 * Computes a journal's records anew, from their commands, and compares what comes of each with what was recorded.
 * Changes nothing and takes no lock. One thread; allocates nothing from record to record.
 */
public final class JournalReplay {
    private final EventBuffer events = new EventBuffer();
    private final UnsafeBuffer recorded = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer computed = new UnsafeBuffer(0, 0);
    private final MatchingEngine engine;
    private final JournalReader reader;
    private final LongPredicate skipped;
    private long firstExecutionId;

    /**
     * Creates it.
     *
     * @param engine  in the state of the sequence before the reader's next.
     * @param reader  of the journal; the caller's to close.
     * @param skipped whether the command of a sequence is quarantined.
     */
    public JournalReplay(final MatchingEngine engine, final JournalReader reader, final LongPredicate skipped) {
        this.engine = engine;
        this.reader = reader;
        this.skipped = skipped;
    }

    /**
     * Computes the next record.
     *
     * @param record to hold it.
     * @return false if there is none.
     * @throws DivergenceException if something else was recorded.
     */
    public boolean next(final RecordView record) {
        if (!reader.next(record)) {
            return false;
        }
        firstExecutionId = engine.nextExecutionId();
        decide(record);
        require(record, "epoch", record.epoch(), engine.epoch());
        require(record, "time", record.timeNs(), engine.timeNs());
        require(record, "first execution id", record.firstExecutionId(), firstExecutionId);
        require(record, "count of events", record.eventCount(), events.count());
        recorded.wrap(record.buffer(), record.eventsOffset(), record.eventsLength());
        computed.wrap(events.buffer(), events.eventsOffset(), events.eventsLength());
        if (!recorded.equals(computed)) {
            throw new DivergenceException(reader.place(), record.sequence(), "the events' bytes differ");
        }
        return true;
    }

    /**
     * The engine, in the state after the last record computed.
     *
     * @return the same in every call.
     */
    public MatchingEngine engine() {
        return engine;
    }

    /**
     * The events that were computed for the last record.
     *
     * @return valid until the next.
     */
    public EventBuffer events() {
        return events;
    }

    /**
     * The first execution id that was computed for the last record.
     *
     * @return the id.
     */
    public long firstExecutionId() {
        return firstExecutionId;
    }

    private void decide(final RecordView record) {
        if (skipped.test(record.sequence())) {
            engine.quarantine(record.sequence(), record.timeNs(), record.connection(), record.buffer(),
                record.commandOffset(), record.commandLength(), events);
        } else {
            engine.apply(record.sequence(), record.timeNs(), record.connection(), record.buffer(),
                record.commandOffset(), record.commandLength(), events);
        }
    }

    private void require(final RecordView record, final String what, final long recordedValue, final long value) {
        if (recordedValue != value) {
            throw new DivergenceException(reader.place(), record.sequence(),
                what + " recorded " + recordedValue + ", computed " + value);
        }
    }
}
