package io.everbook.embedded;

/**
 * A named place in the way of a command or of a snapshot, at which a test or a rehearsal can stop the process.
 */
public enum StopPoint {
    /** The engine has decided the command; the journal does not hold it yet. */
    BEFORE_APPEND,
    /** The journal holds the command; nobody has been told. */
    AFTER_APPEND,
    /** The snapshot's file is written in part and does not have its name yet. */
    MID_SNAPSHOT,
    /** A site holds the command as committed and journaled; nothing was sent to its session. */
    AFTER_COMMIT_BEFORE_EGRESS
}
