package io.everbook.embedded;

import io.everbook.api.EverbookException;
import io.everbook.engine.MatchingEngine;
import io.everbook.journal.JournalWriter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Brings an engine back to where it was: the newest snapshot that verifies, is not above the journal's last sequence
 * and has the journal's own checksum at its sequence; else the next older one; else genesis. Every one passed over is
 * reported. What lies above it comes from the journal.
 */
final class Recovery {
    private static final String ENGINE_FILE = "engine.config";

    private final EmbeddedConfig config;
    private final JournalWriter journal;
    private MatchingEngine engine;
    private long chain;

    Recovery(final EmbeddedConfig config, final JournalWriter journal) {
        this.config = config;
        this.journal = journal;
    }

    CommandPipeline recover() {
        requireSameEngineConfig();
        deleteUnfinished();
        for (final Path file : SnapshotFile.list(config.snapshots())) {
            if (engine == null) {
                tryRestore(file);
            }
        }
        if (engine == null) {
            engine = new MatchingEngine(config.engine());
        }
        return new CommandPipeline(engine, chain, journal, config.stopPoints());
    }

    MatchingEngine engine() {
        return engine;
    }

    private void tryRestore(final Path file) {
        try {
            final SnapshotFile snapshot = SnapshotFile.load(file);
            SnapshotCheck.requireOfJournal(snapshot, journal.directory());
            engine = snapshot.restore(config.engine());
            chain = snapshot.chain();
        } catch (final EverbookException e) {
            config.messages().accept("snapshot passed over, an older one or the journal alone is used: "
                + e.getMessage());
        }
    }

    private void requireSameEngineConfig() {
        final Path file = config.directory().resolve(ENGINE_FILE);
        try {
            final String wanted = config.engine().canonical();
            if (!Files.exists(file)) {
                Files.writeString(file, wanted, StandardOpenOption.CREATE, StandardOpenOption.DSYNC);
            } else if (!Files.readString(file).equals(wanted)) {
                throw new EverbookException("the engine's settings are not those that the exchange in "
                    + config.directory() + " began with; wanted:\n" + wanted + file + " holds:\n"
                    + Files.readString(file));
            }
        } catch (final IOException e) {
            throw new EverbookException("cannot read or write " + file + ": " + e, e);
        }
    }

    private void deleteUnfinished() {
        final Path directory = config.snapshots();
        if (Files.isDirectory(directory)) {
            try (var stream = Files.newDirectoryStream(directory, "*" + SnapshotFile.UNFINISHED)) {
                for (final Path file : stream) {
                    Files.delete(file);
                }
            } catch (final IOException e) {
                throw new EverbookException("cannot clear unfinished snapshots from " + directory + ": " + e, e);
            }
        }
    }
}
