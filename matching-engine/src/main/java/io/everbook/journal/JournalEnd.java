package io.everbook.journal;

import io.everbook.journal.JournalException.Finding;

/**
 * How far a journal went when it was opened, so that one that can be read less far is not taken for a shorter one.
 *
 * @param lastSequence that its index then told.
 * @param damage       why it cannot be told; null if it can.
 */
record JournalEnd(long lastSequence, JournalException damage) {
    /**
     * Finds the end.
     *
     * @param index   of the journal.
     * @param damaged whether one that cannot be found is kept for when the records end, and not thrown.
     * @throws JournalException if the end is damaged, or if nothing can be read.
     */
    static JournalEnd find(final JournalIndex index, final boolean damaged) {
        try {
            final long last = index.lastSequence();
            index.requireEveryFileRead(last);
            return new JournalEnd(last, null);
        } catch (final JournalException e) {
            if (!damaged || index.firstSequence() == 0) {
                throw e;
            }
            return new JournalEnd(0, e);
        }
    }

    /**
     * What is wrong where no record follows.
     *
     * @param sequence that would follow.
     * @return null if nothing is.
     */
    Finding missing(final long sequence) {
        if (damage == null && sequence > lastSequence) {
            return null;
        }
        final String why = damage != null ? damage.what()
            : "the file ends here, though the journal went to sequence " + lastSequence + " when it was opened";
        return new Finding(why, "sequence " + sequence, "no record");
    }
}
