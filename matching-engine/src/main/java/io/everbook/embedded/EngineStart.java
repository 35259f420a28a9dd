package io.everbook.embedded;

import io.everbook.api.EverbookException;
import io.everbook.engine.EngineConfig;
import io.everbook.engine.MatchingEngine;
import io.everbook.journal.JournalReader;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * An engine from which a journal's commands can be computed anew: in its genesis state, or restored from a snapshot
 * that is of the journal, as the checksum at its sequence shows. Changes nothing on disk.
 */
public final class EngineStart {
    private final EngineConfig config;
    private final Path snapshots;
    private final List<String> passedOver = new ArrayList<>();

    /**
     * Creates it.
     *
     * @param config    the bounds that the journal's engine had.
     * @param snapshots directory of its snapshots; one that isn't there has none.
     */
    public EngineStart(final EngineConfig config, final Path snapshots) {
        this.config = config;
        this.snapshots = snapshots;
    }

    /**
     * Makes an engine as early in the journal as can be: in its genesis state, unless the journal's beginning was
     * removed. The reader is left where the engine's next command is.
     *
     * @param reader of the journal, at its first record.
     * @return the engine.
     * @throws EverbookException if the journal's beginning was removed and no snapshot leads on.
     */
    public MatchingEngine earliest(final JournalReader reader) {
        final long first = reader.firstSequence();
        if (first <= 1) {
            return new MatchingEngine(config);
        }
        final List<Path> files = usable(first - 1, Long.MAX_VALUE);
        Collections.reverse(files);
        return from(files, reader);
    }

    /**
     * Makes an engine as late in the journal as can be, at or below a sequence. The reader is left where the engine's
     * next command is.
     *
     * @param reader      of the journal.
     * @param maxSequence of the engine.
     * @return the engine.
     * @throws EverbookException if the journal's beginning was removed and no snapshot at or below leads there.
     */
    public MatchingEngine latest(final JournalReader reader, final long maxSequence) {
        return from(usable(reader.firstSequence() - 1, maxSequence), reader);
    }

    /**
     * The snapshots that were of no use.
     *
     * @return in words, with the reason of each.
     */
    public List<String> passedOver() {
        return passedOver;
    }

    private List<Path> usable(final long minSequence, final long maxSequence) {
        final List<Path> files = new ArrayList<>(SnapshotFile.list(snapshots));
        files.removeIf(file ->
            SnapshotFile.sequenceOf(file) < minSequence || SnapshotFile.sequenceOf(file) > maxSequence);
        return files;
    }

    private MatchingEngine from(final List<Path> files, final JournalReader reader) {
        for (final Path file : files) {
            final MatchingEngine engine = restore(file, reader);
            if (engine != null) {
                return engine;
            }
        }
        if (reader.firstSequence() > 1) {
            throw new EverbookException("the journal begins with sequence " + reader.firstSequence()
                + ", and there is no snapshot in " + snapshots + " to begin from " + passedOver);
        }
        if (reader.lastSequence() > 0) {
            reader.seek(1);
        }
        return new MatchingEngine(config);
    }

    private MatchingEngine restore(final Path file, final JournalReader reader) {
        try {
            final SnapshotFile snapshot = SnapshotFile.load(file);
            final boolean isChainKnown = snapshot.sequence() >= reader.firstSequence();
            reader.seek(snapshot.sequence() + 1);
            if (isChainKnown && reader.chain() != snapshot.chain()) {
                throw new EverbookException("the snapshot " + file + " is of another journal");
            }
            return snapshot.restore(config);
        } catch (final EverbookException e) {
            passedOver.add(e.getMessage());
            return null;
        }
    }
}
