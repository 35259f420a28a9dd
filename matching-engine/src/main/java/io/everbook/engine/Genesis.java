package io.everbook.engine;

/**
 * What an engine holds before its first command: one participant and one session that can define all others. Every
 * other participant, session and instrument is defined by a command.
 */
public final class Genesis {
    /** The participant that operates the exchange. */
    public static final int OPERATOR_PARTICIPANT = 1;

    /** Its session, with the roles RISK, MARKET_OPS and SYSTEM, and not TRADER. */
    public static final int OPERATOR_SESSION = 1;

    /** As which the connections of the sites themselves are known to the log: no participant, and of no session. */
    public static final int SITES = -1;

    /** The decided commands remembered for it, which is its in-flight limit. */
    public static final int OPERATOR_WINDOW = 64;

    private Genesis() {
    }
}
