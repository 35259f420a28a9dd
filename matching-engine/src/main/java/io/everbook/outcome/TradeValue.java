package io.everbook.outcome;

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
    long tradeId();

    void tradeId(long tradeId);

    long price();

    void price(long price);

    long quantity();

    void quantity(long quantity);

    long sequence();

    void sequence(long sequence);

    long timeNs();

    void timeNs(long timeNs);

    long aggressorOrder();

    void aggressorOrder(long aggressorOrder);

    long makerOrder();

    void makerOrder(long makerOrder);

    int aggressorSession();

    void aggressorSession(int aggressorSession);

    int makerSession();

    void makerSession(int makerSession);

    byte aggressorSide();

    void aggressorSide(byte aggressorSide);
}
