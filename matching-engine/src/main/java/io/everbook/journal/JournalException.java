package io.everbook.journal;

import io.everbook.api.EverbookException;

import java.io.File;

/**
 * A journal is not what its writer left: names the file, the offset in it, the sequence, and what is wrong there.
 */
public final class JournalException extends EverbookException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final long offset;
    private final long sequence;
    private final String what;
    private final String expected;
    private final String found;

    JournalException(final File file, final long offset, final long sequence, final String what) {
        this(file, offset, sequence, new Finding(what, null, null), null);
    }

    JournalException(
        final File file, final long offset, final long sequence, final Finding finding, final Throwable cause) {
        super("journal file " + file + ", offset " + offset + ", sequence " + sequence + ": " + finding.what
            + ". Nothing at or after this sequence is served. Keep the directory as evidence; start from a copy that"
            + " verifies, or rebuild it from a peer", cause);
        this.file = String.valueOf(file);
        this.offset = offset;
        this.sequence = sequence;
        what = finding.what;
        expected = finding.expected;
        found = finding.found;
    }

    /**
     * What is wrong, and both what should be there and what is; the latter two null where words must do.
     */
    record Finding(String what, String expected, String found) {
    }

    /**
     * The file that holds it.
     *
     * @return its path.
     */
    public String file() {
        return file;
    }

    /**
     * Where in the file.
     *
     * @return offset of the record's first byte; -1 where it could not be told.
     */
    public long offset() {
        return offset;
    }

    /**
     * The record concerned.
     *
     * @return the sequence that was expected there.
     */
    public long sequence() {
        return sequence;
    }

    /**
     * What is wrong, in words.
     *
     * @return without file, offset and sequence.
     */
    public String what() {
        return what;
    }

    /**
     * What should be there.
     *
     * @return in words or digits; null where {@link #what()} says all.
     */
    public String expected() {
        return expected;
    }

    /**
     * What is there instead.
     *
     * @return in words or digits; null where {@link #what()} says all.
     */
    public String found() {
        return found;
    }
}
