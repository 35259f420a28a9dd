package io.everbook.engine.match;

import io.everbook.engine.book.Instrument;

/**
 * Told of every trade as it happens, in order.
 */
@FunctionalInterface
public interface Executions {
    /**
     * An aggressor traded with a resting order. The open quantities of both are already lower by what traded; neither
     * has ended yet.
     *
     * @param instrument traded.
     * @param tradeId    the instrument's count of its trades.
     * @param aggressor  slot of the order that came.
     * @param maker      slot of the order that rested.
     * @param price      of the trade, the maker's.
     * @param quantity   of the trade.
     */
    void executed(Instrument instrument, long tradeId, int aggressor, int maker, long price, long quantity);
}
