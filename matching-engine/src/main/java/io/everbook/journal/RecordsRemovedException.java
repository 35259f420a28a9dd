package io.everbook.journal;

import io.everbook.api.EverbookException;

import java.nio.file.Path;

/**
 * A reader asks for records that were deleted because a snapshot covers them: it says where the journal begins now.
 */
public final class RecordsRemovedException extends EverbookException {
    private static final long serialVersionUID = 1L;

    private final long sequence;
    private final long firstSequence;

    RecordsRemovedException(final Path directory, final long sequence, final long firstSequence) {
        super("sequence " + sequence + " of the journal in " + directory + " was deleted, since a snapshot covers it:"
            + " the journal begins with " + firstSequence + ". Start from a snapshot or another copy of the journal;"
            + " and register a reader by name, so that what it needs is kept");
        this.sequence = sequence;
        this.firstSequence = firstSequence;
    }

    /**
     * What was asked for.
     *
     * @return the sequence.
     */
    public long sequence() {
        return sequence;
    }

    /**
     * The oldest record that is there.
     *
     * @return its sequence.
     */
    public long firstSequence() {
        return firstSequence;
    }
}
