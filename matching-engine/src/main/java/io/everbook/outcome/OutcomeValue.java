package io.everbook.outcome;

/**
 * What was decided under a command's number. Found under the session and the number's lower bits, so that a command
 * takes the place of the one that is as many older as a session's are kept; {@link #number} tells which of them it is.
 * <pre>
 *   key   session int32 above, number modulo those kept below
 *   value number | sequence | timeNs | orderId | digest, int64 each | template uint16 | status | reason, uint8 each
 * </pre>
 */
interface OutcomeValue {
    long number();

    void number(long number);

    long sequence();

    void sequence(long sequence);

    long timeNs();

    void timeNs(long timeNs);

    long orderId();

    void orderId(long orderId);

    long digest();

    void digest(long digest);

    short template();

    void template(short template);

    byte status();

    void status(byte status);

    byte reason();

    void reason(byte reason);
}
