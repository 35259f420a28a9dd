package io.everbook.engine.book;

import io.everbook.protocol.InstrumentState;
import io.everbook.protocol.Reason;

/**
 * An instrument: its filters (INS-1), its state (STA-1), its count of trades and its book.
 */
public final class Instrument {
    private final int slot;
    private final int id;
    private final Filters filters;
    private final Book book;
    private InstrumentState state;
    private long lastTradeId;

    Instrument(final int slot, final int id, final Filters filters, final InstrumentState state, final Book book) {
        this.slot = slot;
        this.id = id;
        this.filters = filters;
        this.state = state;
        this.book = book;
    }

    /**
     * The filters an instrument is defined with.
     *
     * @param tickSize    of which every price is a whole number, above 0.
     * @param lotSize     of which every quantity is a whole number, above 0.
     * @param minPrice    inclusive.
     * @param maxPrice    inclusive.
     * @param minQuantity inclusive, above 0.
     * @param maxQuantity inclusive.
     */
    public record Filters(
        long tickSize, long lotSize, long minPrice, long maxPrice, long minQuantity, long maxQuantity) {
        /**
         * Tells whether the filters make sense.
         *
         * @return whether each is in its range and none excludes everything.
         */
        public boolean isValid() {
            return tickSize > 0 && lotSize > 0 && minQuantity > 0 && minPrice <= maxPrice && minQuantity <= maxQuantity;
        }
    }

    /**
     * Its place among the instruments, in the order in which they were defined.
     *
     * @return from 0.
     */
    public int slot() {
        return slot;
    }

    /**
     * Its id.
     *
     * @return above 0.
     */
    public int id() {
        return id;
    }

    /**
     * What its orders must keep to.
     *
     * @return the filters.
     */
    public Filters filters() {
        return filters;
    }

    /**
     * Its resting orders.
     *
     * @return the book.
     */
    public Book book() {
        return book;
    }

    /**
     * Its state.
     *
     * @return the state.
     */
    public InstrumentState state() {
        return state;
    }

    /**
     * Moves it to another state.
     *
     * @param state to enter.
     */
    public void state(final InstrumentState state) {
        this.state = state;
    }

    /**
     * Tells whether orders match.
     *
     * @return whether its state is CONTINUOUS.
     */
    public boolean isContinuous() {
        return state == InstrumentState.CONTINUOUS;
    }

    /**
     * The id of its last trade.
     *
     * @return 0 before the first.
     */
    public long lastTradeId() {
        return lastTradeId;
    }

    /**
     * Sets the id of its last trade, for one made from a snapshot.
     *
     * @param tradeId of the last trade.
     */
    public void lastTradeId(final long tradeId) {
        lastTradeId = tradeId;
    }

    /**
     * Counts a trade.
     *
     * @return its id.
     */
    public long nextTradeId() {
        return ++lastTradeId;
    }

    /**
     * Holds a price against the tick.
     *
     * @param price in price units.
     * @return NONE if it is on the tick.
     */
    public Reason tickFault(final long price) {
        return price % filters.tickSize == 0 ? Reason.NONE : Reason.PRICE_OFF_TICK;
    }

    /**
     * Holds a quantity against the lot.
     *
     * @param quantity in quantity units.
     * @return NONE if it is whole lots.
     */
    public Reason lotFault(final long quantity) {
        return quantity % filters.lotSize == 0 ? Reason.NONE : Reason.QUANTITY_OFF_LOT;
    }

    /**
     * Holds a price against the range.
     *
     * @param price in price units.
     * @return NONE if it is within.
     */
    public Reason priceFault(final long price) {
        if (price < filters.minPrice) {
            return Reason.PRICE_BELOW_MINIMUM;
        }
        return price > filters.maxPrice ? Reason.PRICE_ABOVE_MAXIMUM : Reason.NONE;
    }

    /**
     * Holds a quantity against the range.
     *
     * @param quantity in quantity units.
     * @return NONE if it is within.
     */
    public Reason quantityFault(final long quantity) {
        if (quantity < filters.minQuantity) {
            return Reason.QUANTITY_BELOW_MINIMUM;
        }
        return quantity > filters.maxQuantity ? Reason.QUANTITY_ABOVE_MAXIMUM : Reason.NONE;
    }

    /**
     * Tells whether the notional of an order fits.
     *
     * @param price    in price units.
     * @param quantity in quantity units.
     * @return NONE if price times quantity fits 63 bits and a sign.
     */
    public static Reason notionalFault(final long price, final long quantity) {
        final boolean fits = Math.multiplyHigh(price, quantity) == (price * quantity) >> 63;
        return fits ? Reason.NONE : Reason.NOTIONAL_OVERFLOW;
    }
}
