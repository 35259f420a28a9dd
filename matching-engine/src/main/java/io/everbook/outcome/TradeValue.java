package io.everbook.outcome;

import net.openhft.chronicle.values.Group;

/**
 * A trade. Found under the instrument and the trade id's lower bits, as {@link OutcomeValue} is under session and
 * number.
 * <pre>
 *   key   instrument int32 above, trade id modulo those kept below
 *   value tradeId | price | quantity | sequence | timeNs | aggressorOrder | makerOrder, int64 each
 *         | aggressorSession | makerSession, int32 each | aggressorSide uint8
 * </pre>
 */
interface TradeValue {
    @Group(1)
    long tradeId();

    void tradeId(long tradeId);

    @Group(2)
    long price();

    void price(long price);

    @Group(3)
    long quantity();

    void quantity(long quantity);

    @Group(4)
    long sequence();

    void sequence(long sequence);

    @Group(5)
    long timeNs();

    void timeNs(long timeNs);

    @Group(6)
    long aggressorOrder();

    void aggressorOrder(long aggressorOrder);

    @Group(7)
    long makerOrder();

    void makerOrder(long makerOrder);

    @Group(8)
    int aggressorSession();

    void aggressorSession(int aggressorSession);

    @Group(9)
    int makerSession();

    void makerSession(int makerSession);

    @Group(10)
    byte aggressorSide();

    void aggressorSide(byte aggressorSide);
}
