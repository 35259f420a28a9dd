package io.everbook.embedded;

/**
 * A named place in the way of a command or of a snapshot, at which a test or a rehearsal can stop the process.
 */
public enum StopPoint {
    /** A journal's end was found and nothing locks it; what it holds isn't forced yet. The sequence told is 0. */
    JOURNAL_OPEN,
    /** The engine has decided the command; the journal does not hold it yet. */
    BEFORE_APPEND,
    /** The journal holds the command; nobody has been told. */
    AFTER_APPEND,
    /** A new file of the journal was made, which holds no record yet; the sequence told is 0. */
    MID_ROLL,
    /** The snapshot's file is written in part and does not have its name yet. */
    MID_SNAPSHOT,
    /** A site holds a command as committed and journaled; of what it has to tell of it, nothing was sent. */
    AFTER_COMMIT_BEFORE_EGRESS
}
