package io.everbook.journal;

import io.everbook.api.Xxh64;
import io.everbook.journal.JournalException.Finding;

/**
 * Holds a record against what its place in the journal demands: its lengths, its sequence, and its checksum chained to
 * the record before.
 */
final class RecordCheck {
    private RecordCheck() {
    }

    /**
     * Finds what is wrong with the length alone, before anything in the record is looked at.
     *
     * @return null if it is long enough.
     */
    static Finding tooShort(final int length) {
        return length >= RecordLayout.LENGTH_MIN ? null
            : new Finding("a record of " + length + " bytes is shorter than its header and checksum",
                "at least " + RecordLayout.LENGTH_MIN + " bytes", length + " bytes");
    }

    /**
     * What is wrong with a record whose file ends before it does.
     */
    static Finding cut(final int length) {
        return new Finding("the file ends inside the record", "a record of " + length + " bytes", "less of it");
    }

    /**
     * Finds what is wrong but for the checksum.
     *
     * @return null if nothing is.
     */
    static Finding form(final RecordView view, final long sequence) {
        final String wrongLengths = RecordLayout.fault(view.header(), view.length());
        if (wrongLengths != null) {
            return new Finding(wrongLengths, "lengths that make " + view.length() + " bytes",
                "commandLength " + view.commandLength() + ", eventsLength " + view.eventsLength());
        }
        return view.sequence() == sequence ? null : new Finding(
            "the record there says sequence " + view.sequence(), "sequence " + sequence, "sequence " + view.sequence());
    }

    /**
     * Finds whether the checksum is wrong.
     *
     * @param chain checksum of the record before.
     * @return null if it is right.
     */
    static Finding checksum(final RecordView view, final long chain) {
        final long computed =
            Xxh64.hash(view.buffer(), view.offset(), view.length() - RecordLayout.CHECKSUM_LENGTH, chain);
        return computed == view.checksum() ? null : wrongChecksum(hex(computed), hex(view.checksum()));
    }

    private static Finding wrongChecksum(final String computed, final String held) {
        return new Finding("the checksum is " + held + ", but " + computed
            + " follows from the record's bytes and from the checksum before it",
            "checksum " + computed, "checksum " + held);
    }

    private static String hex(final long checksum) {
        return "0x" + Long.toHexString(checksum);
    }
}
