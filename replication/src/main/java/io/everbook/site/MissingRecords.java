package io.everbook.site;

import io.everbook.api.EverbookException;
import io.everbook.journal.JournalWriter;

/**
 * Fills a journal that ends before the log's snapshot, from the peers' journals (design rule 10): a record is taken
 * only if its checksum follows from the one before, and the last must have the snapshot's chain. Nothing is dropped.
 */
final class MissingRecords {
    private final SiteConfig config;
    private final JournalWriter journal;

    MissingRecords(final SiteConfig config, final JournalWriter journal) {
        this.config = config;
        this.journal = journal;
    }

    /**
     * Copies what is missing.
     *
     * @param snapshot of the log; null: none, so that nothing is missing.
     * @throws EverbookException if no peer has it all.
     */
    void fill(final ServiceSnapshot snapshot) {
        if (snapshot == null || journal.lastSequence() >= snapshot.sequence()) {
            return;
        }
        final long had = journal.lastSequence();
        for (final SiteMember peer : config.peers()) {
            if (journal.lastSequence() < snapshot.sequence()) {
                copy(peer, snapshot.sequence());
            }
        }
        if (journal.lastSequence() < snapshot.sequence()) {
            throw new EverbookException("the journal ends at sequence " + journal.lastSequence()
                + ", before the snapshot of the log at sequence " + snapshot.sequence()
                + ", and no other site answers with the records between: start them, then this one again");
        }
        journal.force();
        System.err.println("WARN the journal ended at sequence " + had + ", before the snapshot of the log; records to "
            + snapshot.sequence() + " were copied from other sites");
    }

    private void copy(final SiteMember peer, final long toSequence) {
        try (PeerCopy from = new PeerCopy(config, peer)) {
            from.records(journal, toSequence);
        }
    }
}
