package io.everbook.site;

import io.everbook.api.EverbookException;
import io.everbook.embedded.SnapshotFile;
import io.everbook.embedded.SnapshotFollower.Finished;
import io.everbook.engine.MatchingEngine;

import java.nio.file.Path;

/**
 * The engine that a site starts with.
 *
 * @param engine   restored, or of genesis.
 * @param chain    checksum of the record at its sequence.
 * @param finished the snapshot it was restored from.
 */
record EngineSnapshot(MatchingEngine engine, long chain, Finished finished) {
    /**
     * Restores the newest engine snapshot at or below the log's, passing over those that are damaged; without one, the
     * engine is that of genesis.
     *
     * @throws EverbookException if the log's snapshot names it with another hash.
     */
    static EngineSnapshot restore(
        final SiteConfig config, final Path directory, final Engines engines, final ServiceSnapshot snapshot) {
        final long newest = snapshot == null ? 0 : snapshot.sequence();
        for (final Path file : SnapshotFile.list(directory)) {
            final EngineSnapshot restored =
                SnapshotFile.sequenceOf(file) > newest ? null : load(config, file, engines, snapshot);
            if (restored != null) {
                return restored;
            }
        }
        return new EngineSnapshot(engines.genesis(config.engine()), 0, Finished.NONE);
    }

    private static EngineSnapshot load(
        final SiteConfig config, final Path path, final Engines engines, final ServiceSnapshot snapshot) {
        try {
            final SnapshotFile file = SnapshotFile.load(path);
            requireNamed(file, snapshot);
            return new EngineSnapshot(file.restore(source -> engines.restore(config.engine(), source)), file.chain(),
                new Finished(file.sequence(), file.fullHash(), path));
        } catch (final EverbookException ex) {
            System.err.println("WARN an engine snapshot is passed over: " + ex.getMessage());
            return null;
        }
    }

    private static void requireNamed(final SnapshotFile file, final ServiceSnapshot snapshot) {
        if (file.sequence() == snapshot.engineSequence() && file.fullHash() != snapshot.engineHash()) {
            throw new EverbookException("the snapshot " + file.path() + " has the full hash 0x"
                + Long.toHexString(file.fullHash()) + ", the log's snapshot says 0x"
                + Long.toHexString(snapshot.engineHash()));
        }
    }
}
