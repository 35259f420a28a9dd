package io.everbook.embedded;

import io.everbook.journal.JournalException;

import java.nio.file.Path;

/**
 * The first thing that is wrong with a journal.
 *
 * @param file     that holds it.
 * @param offset   of the record in the file, in bytes; -1 where it could not be told.
 * @param sequence of the record.
 * @param what     is wrong, in words.
 * @param expected what should be there; null where {@code what} says all.
 * @param found    what is there instead; null where {@code what} says all.
 */
public record JournalFault(String file, long offset, long sequence, String what, String expected, String found) {
    private static final long NO_OFFSET = -1;

    /**
     * A record that does not verify.
     *
     * @param damage as its reader named it.
     * @return the fault.
     */
    public static JournalFault of(final JournalException damage) {
        return new JournalFault(damage.file(), damage.offset(), damage.sequence(), damage.what(), damage.expected(),
            damage.found());
    }

    static JournalFault ofSnapshot(
        final Path file, final long sequence, final String what, final long expected, final long found) {
        return new JournalFault(file.toString(), NO_OFFSET, sequence, what,
            "0x" + Long.toHexString(expected), "0x" + Long.toHexString(found));
    }

    /**
     * The same with what the fields say.
     *
     * @param expectedFields what should be there.
     * @param foundFields    what is there instead.
     * @return the fault.
     */
    public JournalFault with(final String expectedFields, final String foundFields) {
        return new JournalFault(file, offset, sequence, what, expectedFields, foundFields);
    }
}
