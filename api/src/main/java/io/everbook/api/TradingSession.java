package io.everbook.api;

/**
 * A logged-on trading session: commands go in numbered, each is decided exactly once, and every event to the session
 * reaches its listener once and in order, whatever fails in between.
 *
 * <p>One thread uses a session. Nothing here blocks: the owner calls {@link #poll()} in its duty cycle, and the
 * listener is called from there or from {@link #submit(Command)}.
 */
public interface TradingSession extends AutoCloseable {
    /** {@link #submit(Command)}: as many commands are unanswered as the session's window holds; poll and try again. */
    long WINDOW_FULL = -1;
    /** {@link #submit(Command)}: not connected or not logged on at the moment; poll and try again. */
    long NOT_CONNECTED = -2;
    /** {@link #submit(Command)}: the transport takes no more at the moment; poll and try again. */
    long BACK_PRESSURED = -3;
    /** {@link #submit(Command)}: the session is closed for good. */
    long CLOSED = -4;
    /**
     * {@link #submit(Command)}: the disk of an exchange in the same process is short of space; what ends orders or
     * halts trading is still taken, anything else is not.
     */
    long NO_SPACE = -5;

    /**
     * The session's id.
     *
     * @return the id.
     */
    int session();

    /**
     * Submits a command. What returns a number will be decided exactly once, or is answered by the listener as not
     * sequenced; what returns a negative value was not taken and consumed no number.
     *
     * @param command to encode and send; the caller may reuse it at once.
     * @return the command's number, above 0; or one of the negative values above.
     */
    long submit(Command<?> command);

    /**
     * Does what is due: receives, delivers events, reconnects, fills gaps.
     *
     * @return the amount of work done, 0 when idle.
     */
    int poll();

    /**
     * The number of submitted commands whose outcome is not known yet.
     *
     * @return the count, from 0 to the session's window.
     */
    int unanswered();

    /**
     * Ends the use of the session on this side. Its orders stay; its numbers go on with the next logon.
     */
    @Override
    void close();
}
