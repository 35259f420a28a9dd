package io.everbook.site;

import io.everbook.api.EverbookException;

/**
 * When a site's state is written out and how much is kept, by key {@code snapshot.<name>}.
 *
 * @param intervalMs between snapshots of all sites, taken at its multiples of the clock; 0: only when an operator asks.
 * @param keep       how many snapshots stay, of the engine and of the log; the log is deleted below the oldest of them.
 */
public record SnapshotRule(long intervalMs, int keep) {
    /** Every hour, of which the last three are kept. */
    public static final SnapshotRule DEFAULT = new SnapshotRule(3_600_000, 3);

    private static final long INTERVAL_MIN_MS = 10_000;

    /**
     * Checks the rule.
     *
     * @param intervalMs 0, or at least ten seconds.
     * @param keep       at least 2: the newest may turn out damaged.
     */
    public SnapshotRule {
        if (intervalMs != 0 && intervalMs < INTERVAL_MIN_MS || keep < 2) {
            throw new EverbookException("snapshot.interval=" + intervalMs + " must be 0 or at least " + INTERVAL_MIN_MS
                + ", snapshot.keep=" + keep + " at least 2");
        }
    }
}
