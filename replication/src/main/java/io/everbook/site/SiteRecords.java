package io.everbook.site;

import io.everbook.api.EverbookException;
import io.everbook.embedded.CommandPipeline;
import io.everbook.embedded.SnapshotFile;
import io.everbook.embedded.StopPoints;
import io.everbook.engine.EventBuffer;
import io.everbook.engine.MatchingEngine;
import io.everbook.journal.JournalConfig;
import io.everbook.journal.JournalReader;
import io.everbook.journal.JournalWriter;
import io.everbook.journal.RecordView;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

import java.nio.file.Path;

/**
 * The engine of a site, the journal its records go to, and the snapshots it starts from.
 *
 * <p>Restore (design rule 9): the newest engine snapshot at or below that of the log, then the journal up to it, then
 * the log, whose commands are compared with what the journal holds already and appended beyond (rule 8). Opened and
 * used by one thread, the service's.
 */
final class SiteRecords implements AutoCloseable {
    private final MatchingEngine engine;
    private final JournalWriter journal;
    private final CommandPipeline pipeline;
    private final LogCommands commands;
    private final Path snapshots;
    private final StopPoints stopPoints;

    private SiteRecords(
        final SiteConfig config,
        final Path snapshots,
        final JournalWriter journal,
        final ServiceSnapshot snapshot,
        final SiteParts parts) {
        this.journal = journal;
        this.snapshots = snapshots;
        stopPoints = parts.stopPoints();
        commands = new LogCommands(config.engine());
        final Path newest = snapshot == null ? null : SnapshotFile.newest(snapshots, snapshot.sequence());
        final SnapshotFile file = newest == null ? null : SnapshotFile.load(newest);
        engine = file == null ? parts.engines().genesis(config.engine())
            : file.restore(source -> parts.engines().restore(config.engine(), source));
        pipeline = new CommandPipeline(engine, file == null ? 0 : file.chain(), journal, stopPoints,
            config.quarantine()::contains);
    }

    static SiteRecords open(
        final SiteConfig config,
        final SiteDirectory directory,
        final SiteParts parts,
        final ServiceSnapshot snapshot) {
        final JournalWriter journal =
            parts.journals().apply(JournalConfig.builder().directory(directory.journal()).conclude());
        try {
            requireReaches(journal, snapshot);
            final SiteRecords records =
                new SiteRecords(config, directory.snapshots(), journal, snapshot, parts);
            records.advanceTo(snapshot, directory.journal());
            return records;
        } catch (final Throwable ex) {
            CloseHelper.quietClose(journal);
            throw ex;
        }
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
        pipeline.process(timeNs, logPosition, connection, command, offset, length);
    }

    long sequence() {
        return pipeline.sequence();
    }

    long chain() {
        return pipeline.chain();
    }

    EventBuffer events() {
        return pipeline.events();
    }

    /**
     * Forces the journal, writes the engine's snapshot, and returns what the log's snapshot is to hold.
     */
    ServiceSnapshot snapshot(final long logPosition) {
        journal.force();
        SnapshotFile.write(engine, chain(), snapshots, stopPoints);
        return new ServiceSnapshot(sequence(), chain(), engine.epoch(), logPosition, engine.fullHash());
    }

    @Override
    public void close() {
        CloseHelper.closeAll(pipeline, journal);
    }

    private static void requireReaches(final JournalWriter journal, final ServiceSnapshot snapshot) {
        if (snapshot != null && journal.lastSequence() < snapshot.sequence()) {
            throw new EverbookException("the journal ends at sequence " + journal.lastSequence()
                + ", before the snapshot of the log at sequence " + snapshot.sequence()
                + "; copy a peer's journal and start again");
        }
    }

    private void advanceTo(final ServiceSnapshot snapshot, final Path directory) {
        if (snapshot == null) {
            return;
        }
        if (sequence() < snapshot.sequence()) {
            replay(snapshot.sequence(), directory);
        }
        if (chain() != snapshot.chain() || engine.fullHash() != snapshot.fullHash()) {
            throw new EverbookException("at sequence " + sequence() + " the log's snapshot has chain "
                + Long.toHexString(snapshot.chain()) + " and hash " + Long.toHexString(snapshot.fullHash())
                + ", this site " + Long.toHexString(chain()) + " and " + Long.toHexString(engine.fullHash())
                + "; keep its directory as evidence and start it from a peer's copy");
        }
    }

    private void replay(final long toSequence, final Path directory) {
        final RecordView record = new RecordView();
        try (JournalReader reader = JournalReader.open(directory)) {
            reader.seek(sequence() + 1);
            while (sequence() < toSequence && reader.next(record)) {
                process(record.timeNs(), record.logPosition(), record.connection(),
                    record.buffer(), record.commandOffset(), record.commandLength());
            }
        }
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
