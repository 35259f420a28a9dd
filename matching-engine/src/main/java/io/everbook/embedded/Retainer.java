package io.everbook.embedded;

import io.everbook.api.EverbookException;
import io.everbook.journal.JournalReader;
import io.everbook.journal.JournalWriter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Deletes what a {@link Retention} lets go. Reading snapshots and deleting files takes its time, so this is done beside
 * matching. Any thread, one at a time.
 */
final class Retainer {
    private final Retention rule;
    private final JournalWriter journal;
    private final Path snapshots;
    private final Consumer<String> messages;

    Retainer(final EmbeddedConfig config, final JournalWriter journal) {
        rule = config.retention();
        this.journal = journal;
        snapshots = config.snapshots();
        messages = config.messages();
    }

    /**
     * Deletes files of the journal, then snapshots, as far as the rule lets; says so if it can't.
     *
     * @param nowNs engine time.
     */
    synchronized void apply(final long nowNs) {
        try {
            if (rule != null) {
                delete(nowNs);
            }
        } catch (final EverbookException e) {
            messages.accept("what snapshots cover was not deleted: " + e.getMessage());
        }
    }

    private void delete(final long nowNs) {
        final List<Path> files = SnapshotFile.list(snapshots);
        final List<Path> kept = files.stream().filter(this::covers).limit(rule.snapshots()).toList();
        if (kept.size() == rule.snapshots()) {
            deleteBelow(kept.get(kept.size() - 1), nowNs, files);
        }
    }

    private boolean covers(final Path file) {
        try {
            SnapshotCheck.requireOfJournal(SnapshotFile.load(file), journal.directory());
            return true;
        } catch (final EverbookException e) {
            return false;
        }
    }

    private void deleteBelow(final Path oldestKept, final long nowNs, final List<Path> files) {
        final long covered = SnapshotFile.sequenceOf(oldestKept);
        journal.deleteBelow(Math.min(covered + 1, firstYoung(nowNs)));
        for (final Path file : files.subList(files.indexOf(oldestKept) + 1, files.size())) {
            delete(file);
        }
    }

    private long firstYoung(final long nowNs) {
        try (JournalReader reader = JournalReader.open(journal.directory())) {
            return reader.seekTime(nowNs - rule.keepNs());
        }
    }

    private static void delete(final Path file) {
        try {
            Files.delete(file);
        } catch (final IOException e) {
            throw new EverbookException("cannot delete the snapshot " + file + ": " + e, e);
        }
    }
}
