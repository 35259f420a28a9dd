package io.everbook.outcome;

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
    long clientIdHigh();

    void clientIdHigh(long clientIdHigh);

    long clientIdLow();

    void clientIdLow(long clientIdLow);

    long price();

    void price(long price);

    long quantity();

    void quantity(long quantity);

    long executed();

    void executed(long executed);

    long leaves();

    void leaves(long leaves);

    long notionalHigh();

    void notionalHigh(long notionalHigh);

    long notionalLow();

    void notionalLow(long notionalLow);

    long lastExecutionId();

    void lastExecutionId(long lastExecutionId);

    long acceptedSequence();

    void acceptedSequence(long acceptedSequence);

    long lastSequence();

    void lastSequence(long lastSequence);

    long lastTimeNs();

    void lastTimeNs(long lastTimeNs);

    int session();

    void session(int session);

    int instrument();

    void instrument(int instrument);

    byte side();

    void side(byte side);

    byte type();

    void type(byte type);

    byte timeInForce();

    void timeInForce(byte timeInForce);

    byte execInst();

    void execInst(byte execInst);

    byte status();

    void status(byte status);

    byte endReason();

    void endReason(byte endReason);

    byte partial();

    void partial(byte partial);
}
