package io.everbook.outcome;

import net.openhft.chronicle.values.Group;

/**
 * An order's status, found under its exchange order id.
 * <pre>
 *   key   order id int64
 *   value clientIdHigh | clientIdLow | price | quantity | executed | leaves | notionalHigh | notionalLow
 *         | lastExecutionId | acceptedSequence | lastSequence | lastTimeNs, int64 each
 *         | session | instrument, int32 each
 *         | side | type | timeInForce | execInst | status | endReason | partial, uint8 each
 * </pre>
 * The notional is 128 bits wide, since a market order's fills may add up to more than 63. An order is partial if its
 * acceptance lies before the journal's first record: what only that would tell is not known.
 */
interface OrderValue {
    @Group(1)
    long clientIdHigh();

    void clientIdHigh(long clientIdHigh);

    @Group(2)
    long clientIdLow();

    void clientIdLow(long clientIdLow);

    @Group(3)
    long price();

    void price(long price);

    @Group(4)
    long quantity();

    void quantity(long quantity);

    @Group(5)
    long executed();

    void executed(long executed);

    @Group(6)
    long leaves();

    void leaves(long leaves);

    @Group(7)
    long notionalHigh();

    void notionalHigh(long notionalHigh);

    @Group(8)
    long notionalLow();

    void notionalLow(long notionalLow);

    @Group(9)
    long lastExecutionId();

    void lastExecutionId(long lastExecutionId);

    @Group(10)
    long acceptedSequence();

    void acceptedSequence(long acceptedSequence);

    @Group(11)
    long lastSequence();

    void lastSequence(long lastSequence);

    @Group(12)
    long lastTimeNs();

    void lastTimeNs(long lastTimeNs);

    @Group(13)
    int session();

    void session(int session);

    @Group(14)
    int instrument();

    void instrument(int instrument);

    @Group(15)
    byte side();

    void side(byte side);

    @Group(16)
    byte type();

    void type(byte type);

    @Group(17)
    byte timeInForce();

    void timeInForce(byte timeInForce);

    @Group(18)
    byte execInst();

    void execInst(byte execInst);

    @Group(19)
    byte status();

    void status(byte status);

    @Group(20)
    byte endReason();

    void endReason(byte endReason);

    @Group(21)
    byte partial();

    void partial(byte partial);
}
