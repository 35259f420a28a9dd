package io.everbook.embedded;

import io.everbook.api.EverbookException;
import io.everbook.journal.JournalReader;

import java.nio.file.Path;

/**
 * Holds snapshots against a journal. Stateless.
 */
final class SnapshotCheck {
    private SnapshotCheck() {
    }

    /**
     * Sees to it that a snapshot is of a journal.
     *
     * @throws EverbookException saying why it isn't.
     */
    static void requireOfJournal(final SnapshotFile snapshot, final Path journal) {
        try (JournalReader reader = JournalReader.open(journal)) {
            requireHeld(snapshot, reader);
            reader.seek(snapshot.sequence() + 1);
            requireSameChain(snapshot, reader.chain());
        }
    }

    private static void requireHeld(final SnapshotFile snapshot, final JournalReader reader) {
        if (snapshot.sequence() > reader.lastSequence()) {
            throw new EverbookException("the snapshot " + snapshot.path() + " is of sequence " + snapshot.sequence()
                + ", but the journal ends at " + reader.lastSequence() + ": the journal has lost its end");
        }
    }

    private static void requireSameChain(final SnapshotFile snapshot, final long chain) {
        if (snapshot.chain() != chain) {
            throw new EverbookException("the snapshot " + snapshot.path() + " is of another journal: its chain is 0x"
                + Long.toHexString(snapshot.chain()) + ", the journal's 0x" + Long.toHexString(chain));
        }
    }
}
