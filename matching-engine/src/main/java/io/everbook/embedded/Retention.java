package io.everbook.embedded;

import io.everbook.api.EverbookException;

/**
 * What of a journal's beginning may be deleted: a file all of whose records are older than a time, once snapshots on
 * the disk cover it and no registered reader needs it
 * ({@link io.everbook.journal.JournalWriter#deleteBelow(long)}).
 *
 * @param keepNs    how long a record is kept at least, in engine time from the newest record, in nanoseconds.
 * @param snapshots how many verified snapshots must cover a record before it may go; as many are kept, older ones are
 *                  deleted. With two, the exchange still opens when the newest is damaged.
 */
public record Retention(long keepNs, int snapshots) {
    /**
     * Checks the rule.
     *
     * @param keepNs    0 or more.
     * @param snapshots 1 or more.
     */
    public Retention {
        if (keepNs < 0 || snapshots < 1) {
            throw new EverbookException(
                "retention needs a time of 0 or more and one snapshot or more, not " + keepNs + " and " + snapshots);
        }
    }
}
