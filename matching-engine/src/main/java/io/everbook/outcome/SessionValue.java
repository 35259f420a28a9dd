package io.everbook.outcome;

/**
 * What the log says of a session, found under its id.
 * <pre>
 *   key   session int64
 *   value firstNumber | logonNumber | connection | fenceSequence, int64 each | participant int32
 * </pre>
 * The first number is that of the first command whose outcome the journal can tell; outcomes below it are forgotten.
 * The logon number is the last command number that the newest logon told, the connection is that logon's. The fence is
 * the newest logon that came from another connection than the one before it: what was sent under a logon before the
 * fence, and lies above the logon number, was not sequenced and never will be (design rule 14). The participant is 0
 * while nothing has told it.
 */
interface SessionValue {
    long firstNumber();

    void firstNumber(long firstNumber);

    long logonNumber();

    void logonNumber(long logonNumber);

    long connection();

    void connection(long connection);

    long fenceSequence();

    void fenceSequence(long fenceSequence);

    int participant();

    void participant(int participant);
}
