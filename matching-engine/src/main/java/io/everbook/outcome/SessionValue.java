package io.everbook.outcome;

import net.openhft.chronicle.values.Group;

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
    @Group(1)
    long firstNumber();

    void firstNumber(long firstNumber);

    @Group(2)
    long logonNumber();

    void logonNumber(long logonNumber);

    @Group(3)
    long connection();

    void connection(long connection);

    @Group(4)
    long fenceSequence();

    void fenceSequence(long fenceSequence);

    @Group(5)
    int participant();

    void participant(int participant);
}
