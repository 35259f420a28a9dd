package io.everbook.embedded;

import io.everbook.api.EverbookException;

/**
 * What the engine computed for a command is not what the journal recorded for it: the engine, its configuration or the
 * record is another than it was. Nothing was changed on disk.
 */
public final class DivergenceException extends EverbookException {
    private static final long serialVersionUID = 1L;

    private final long sequence;
    private final String difference;

    private DivergenceException(final long sequence, final String difference, final String message) {
        super(message);
        this.sequence = sequence;
        this.difference = difference;
    }

    DivergenceException(final String where, final long sequence, final String difference) {
        super("FATAL: what was computed differs from what is recorded, first at sequence " + sequence + ": "
            + difference + " (" + where + "). Keep the directory as evidence; start the version and configuration that"
            + " wrote it, or rebuild from a peer");
        this.sequence = sequence;
        this.difference = difference;
    }

    static DivergenceException journalAhead(final String where, final long sequence, final String difference) {
        return new DivergenceException(sequence, difference, "FATAL: the journal is ahead of the log: from sequence "
            + sequence + " on it holds records of commands that the log doesn't have (" + difference + "; " + where
            + "). Nothing was changed. See who was told what, and go on without them, by ./everbook journal cut --to "
            + (sequence - 1) + " JOURNAL --out NEW, then NEW in JOURNAL's place");
    }

    /**
     * The first record that differs.
     *
     * @return its sequence.
     */
    public long sequence() {
        return sequence;
    }

    /**
     * The first field or byte of the record that differs, with both its values.
     *
     * @return in words.
     */
    public String difference() {
        return difference;
    }
}
