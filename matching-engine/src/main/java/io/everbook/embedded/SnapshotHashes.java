package io.everbook.embedded;

import io.everbook.api.EverbookException;
import io.everbook.engine.MatchingEngine;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Holds an engine that computes a journal anew against the snapshots that were taken on the way: the hash of its whole
 * state, and the checksum of the record then.
 */
final class SnapshotHashes {
    private final Deque<Path> due = new ArrayDeque<>();
    private final List<String> passedOver;
    private long compared;

    /**
     * Creates it.
     *
     * @param snapshots  directory of the snapshots.
     * @param behind     sequence; only later ones are compared.
     * @param passedOver takes, in words, every one that cannot be read.
     */
    SnapshotHashes(final Path snapshots, final long behind, final List<String> passedOver) {
        this.passedOver = passedOver;
        for (final Path file : SnapshotFile.list(snapshots)) {
            if (SnapshotFile.sequenceOf(file) > behind) {
                due.push(file);
            }
        }
    }

    /**
     * The sequence of the next snapshot.
     *
     * @return {@link Long#MAX_VALUE} if there is none.
     */
    long next() {
        return due.isEmpty() ? Long.MAX_VALUE : SnapshotFile.sequenceOf(due.peek());
    }

    /**
     * Compares the next snapshot.
     *
     * @param engine at its sequence.
     * @param chain  checksum of the record at that sequence.
     * @return what is wrong; null if nothing is.
     */
    JournalFault compare(final MatchingEngine engine, final long chain) {
        final Path file = due.pop();
        try {
            return compare(SnapshotFile.load(file), engine, chain);
        } catch (final EverbookException e) {
            passedOver.add(e.getMessage());
            return null;
        }
    }

    private JournalFault compare(final SnapshotFile snapshot, final MatchingEngine engine, final long chain) {
        compared++;
        if (snapshot.chain() != chain) {
            return JournalFault.ofSnapshot(snapshot.path(), engine.sequence(),
                "the snapshot was taken of other records: a checksum up to this sequence was another",
                snapshot.chain(), chain);
        }
        final long hash = engine.fullHash();
        return hash == snapshot.fullHash() ? null : JournalFault.ofSnapshot(snapshot.path(), engine.sequence(),
            "the snapshot holds another hash of the engine's state than is computed", hash, snapshot.fullHash());
    }

    long compared() {
        return compared;
    }
}
