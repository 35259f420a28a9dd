package io.everbook.outcome;

import net.openhft.chronicle.values.Group;

/**
 * What was decided under a command's number. Found under the session and the number's lower bits, so that a command
 * takes the place of the one that is as many older as a session's are kept; {@link #number} tells which of them it is.
 * <pre>
 *   key   session int32 above, number modulo those kept below
 *   value number | sequence | timeNs | orderId | digest, int64 each | template uint16 | status | reason, uint8 each
 * </pre>
 */
interface OutcomeValue {
    @Group(1)
    long number();

    void number(long number);

    @Group(2)
    long sequence();

    void sequence(long sequence);

    @Group(3)
    long timeNs();

    void timeNs(long timeNs);

    @Group(4)
    long orderId();

    void orderId(long orderId);

    @Group(5)
    long digest();

    void digest(long digest);

    @Group(6)
    short template();

    void template(short template);

    @Group(7)
    byte status();

    void status(byte status);

    @Group(8)
    byte reason();

    void reason(byte reason);
}
