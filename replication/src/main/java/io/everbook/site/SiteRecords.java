package io.everbook.site;

import io.everbook.api.EverbookException;
import io.everbook.embedded.StopPoint;
import io.everbook.embedded.StopPoints;
import io.everbook.engine.EventBuffer;
import io.everbook.engine.MatchingEngine;
import io.everbook.journal.JournalConfig;
import io.everbook.journal.JournalWriter;
import io.everbook.journal.RecordLayout;
import io.everbook.protocol.RecordHeaderEncoder;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

/**
 * The engine of a site and the journal its records go to. One thread.
 */
final class SiteRecords implements AutoCloseable {
    private final RecordHeaderEncoder header = new RecordHeaderEncoder();
    private final EventBuffer events = new EventBuffer();
    private final MatchingEngine engine;
    private final JournalWriter journal;
    private final LogCommands commands;
    private final StopPoints stopPoints;

    private SiteRecords(final SiteConfig config, final SiteDirectory directory, final StopPoints stopPoints) {
        this.stopPoints = stopPoints;
        engine = new MatchingEngine(config.engine());
        commands = new LogCommands(config.engine());
        journal = JournalWriter.open(JournalConfig.builder().directory(directory.journal()).conclude());
    }

    static SiteRecords open(
        final SiteConfig config,
        final SiteDirectory directory,
        final StopPoints stopPoints,
        final ServiceSnapshot snapshot) {
        if (snapshot != null) {
            throw new EverbookException("snapshots can't be restored yet");
        }
        return new SiteRecords(config, directory, stopPoints);
    }

    MatchingEngine engine() {
        return engine;
    }

    LogCommands commands() {
        return commands;
    }

    void process(
        final long timeNs,
        final long logPosition,
        final long connection,
        final DirectBuffer command,
        final int offset,
        final int length) {
        final long sequence = engine.sequence() + 1;
        final long firstExecutionId = engine.nextExecutionId();
        engine.apply(sequence, timeNs, connection, command, offset, length, events);
        if (sequence > journal.lastSequence()) {
            final int start = events.eventsOffset() - RecordLayout.length(length, 0);
            header.wrap(events.buffer(), start)
                .sequence(sequence)
                .epoch(engine.epoch())
                .timeNs(engine.timeNs())
                .logPosition(logPosition)
                .connection(connection)
                .firstExecutionId(firstExecutionId)
                .commandLength(length)
                .eventsLength(events.eventsLength())
                .eventCount(events.count())
                .reserved(0);
            RecordLayout.putCommand(events.buffer(), start, command, offset, length);
            append(sequence, start, RecordLayout.length(length, events.eventsLength()));
        }
    }

    long sequence() {
        return engine.sequence();
    }

    long chain() {
        return journal.chain();
    }

    EventBuffer events() {
        return events;
    }

    ServiceSnapshot snapshot(final long logPosition) {
        throw new EverbookException("snapshots can't be taken yet, at log position " + logPosition);
    }

    @Override
    public void close() {
        CloseHelper.close(journal);
    }

    private void append(final long sequence, final int offset, final int length) {
        stopPoints.reached(StopPoint.BEFORE_APPEND, sequence);
        journal.append(events.buffer(), offset, length);
        stopPoints.reached(StopPoint.AFTER_APPEND, sequence);
    }

    @FunctionalInterface
    interface Factory {
        /**
         * Opens the records.
         *
         * @param snapshot to start from, null to start from the log's beginning.
         * @return the records.
         */
        SiteRecords open(ServiceSnapshot snapshot);
    }
}
