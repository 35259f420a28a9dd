package io.everbook.embedded;

import io.everbook.api.EverbookException;
import io.everbook.engine.MatchingEngine;
import io.everbook.journal.JournalReader;
import io.everbook.journal.RecordView;
import org.agrona.CloseHelper;

import java.nio.file.Path;

/**
 * An engine that follows a journal: it begins with the newest snapshot that verifies and is of the journal, an older
 * one if that is damaged, genesis if there is none, and decides each command anew, comparing the events. One thread.
 */
final class FollowedEngine implements AutoCloseable {
    private final RecordView record = new RecordView();
    private final FollowerSettings settings;
    private final JournalReader reader;
    private final MatchingEngine engine;
    private final JournalReplay replay;

    FollowedEngine(final FollowerSettings settings) {
        this.settings = settings;
        reader = JournalReader.open(settings.journal());
        try {
            engine = start();
            replay = new JournalReplay(engine, reader, settings.skipped());
        } catch (final Throwable t) {
            CloseHelper.quietClose(reader);
            throw t;
        }
    }

    /** The journal's last sequence by now. */
    long lastSequence() {
        return reader.lastSequence();
    }

    long sequence() {
        return engine.sequence();
    }

    /** The checksum of the record at the engine's sequence. */
    long chain() {
        return reader.chain();
    }

    MatchingEngine engine() {
        return engine;
    }

    /**
     * Decides the next command.
     *
     * @return false if there is none yet.
     * @throws DivergenceException if something else was recorded.
     */
    boolean next() {
        return replay.next(record);
    }

    @Override
    public void close() {
        reader.close();
    }

    private MatchingEngine start() {
        for (final Path file : SnapshotFile.list(settings.snapshots())) {
            final MatchingEngine restored = SnapshotFile.sequenceOf(file) > lastSequence() ? null : restore(file);
            if (restored != null) {
                return restored;
            }
        }
        if (lastSequence() > 0) {
            reader.seek(1);
        }
        return settings.engines().genesis();
    }

    private MatchingEngine restore(final Path file) {
        try {
            final SnapshotFile snapshot = SnapshotFile.load(file);
            reader.seek(snapshot.sequence() + 1);
            if (reader.chain() != snapshot.chain()) {
                throw new EverbookException("the snapshot " + file + " is of another journal");
            }
            return snapshot.restore(settings.engines()::restore);
        } catch (final EverbookException ex) {
            settings.messages().accept("snapshot passed over: " + ex.getMessage());
            return null;
        }
    }
}
