package io.everbook.site;

import io.everbook.api.EverbookException;
import io.everbook.embedded.CommandPipeline;
import io.everbook.embedded.SnapshotFollower;
import io.everbook.embedded.SnapshotFollower.Finished;
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
 * <p>Restore (design rule 9): the newest engine snapshot at or below that of the log, an older one if that is damaged,
 * then the journal up to it, then the log, whose commands are compared with what the journal holds already and appended
 * beyond (rule 8). Where the journal ends before the log's snapshot, the records between are copied from a peer, and
 * held to the snapshot's chain (rule 10). Opened and used by one thread, the service's.
 */
final class SiteRecords implements AutoCloseable {
    private final MatchingEngine engine;
    private final JournalWriter journal;
    private final CommandPipeline pipeline;
    private final LogCommands commands;
    private final SnapshotFollower follower;
    private final SiteState state;

    private SiteRecords(
        final SiteConfig config, final JournalWriter journal, final EngineSnapshot start, final SiteParts parts,
        final SnapshotFollower follower, final SiteState state) {
        this.journal = journal;
        this.follower = follower;
        this.state = state;
        commands = new LogCommands(config.engine());
        engine = start.engine();
        pipeline = new CommandPipeline(engine, start.chain(), journal, parts.stopPoints(),
            config.quarantine()::contains);
        follower.restored(start.finished());
        finished(start.finished());
    }

    static SiteRecords open(
        final SiteConfig config,
        final SiteDirectory directory,
        final SiteParts parts,
        final SnapshotFollower follower,
        final SiteState state,
        final ServiceSnapshot snapshot) {
        final JournalWriter journal =
            parts.journals().apply(JournalConfig.builder().directory(directory.journal()).conclude());
        try {
            new MissingRecords(config, journal).fill(snapshot);
            final EngineSnapshot start =
                EngineSnapshot.restore(config, directory.snapshots(), parts.engines(), snapshot);
            final SiteRecords records = new SiteRecords(config, journal, start, parts, follower, state);
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
     * Forces the journal, of which little is left to force where {@link SnapshotFollower#prepare} was called before,
     * has the engine's snapshot written beside this thread, and returns what the log's snapshot is to hold.
     */
    ServiceSnapshot snapshot(final long logPosition) {
        journal.force();
        final Finished newest = follower.newest();
        follower.take(sequence()).thenAccept(this::finished);
        return new ServiceSnapshot(
            sequence(), chain(), engine.epoch(), logPosition, newest.sequence(), newest.fullHash());
    }

    @Override
    public void close() {
        CloseHelper.closeAll(follower, pipeline, journal);
    }

    private void finished(final Finished snapshot) {
        if (snapshot.sequence() > 0) {
            state.hashed(snapshot.sequence(), snapshot.fullHash());
        }
    }

    private void advanceTo(final ServiceSnapshot snapshot, final Path directory) {
        if (snapshot == null) {
            return;
        }
        if (sequence() < snapshot.sequence()) {
            replay(snapshot.sequence(), directory);
        }
        if (chain() != snapshot.chain()) {
            throw new EverbookException("at sequence " + sequence() + " the log's snapshot has chain "
                + Long.toHexString(snapshot.chain()) + ", this site " + Long.toHexString(chain())
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
