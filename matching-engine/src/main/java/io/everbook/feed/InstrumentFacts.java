package io.everbook.feed;

import io.everbook.protocol.FeedInstrumentDecoder;
import io.everbook.protocol.FeedInstrumentEncoder;
import io.everbook.protocol.InstrumentDefinedDecoder;
import io.everbook.protocol.InstrumentState;
import io.everbook.protocol.StateReason;

/**
 * What is public about an instrument apart from its book: definition, state, statistics. A live view of whoever keeps
 * it.
 */
public final class InstrumentFacts {
    private final int id;
    private final DayStatistics statistics = new DayStatistics();
    private long tickSize;
    private long lotSize;
    private long minPrice;
    private long maxPrice;
    private long minQuantity;
    private long maxQuantity;
    private InstrumentState state = InstrumentState.NULL_VAL;
    private StateReason stateReason = StateReason.NULL_VAL;

    InstrumentFacts(final int id) {
        this.id = id;
    }

    void define(final InstrumentDefinedDecoder from) {
        tickSize = from.tickSize();
        lotSize = from.lotSize();
        minPrice = from.minPrice();
        maxPrice = from.maxPrice();
        minQuantity = from.minQuantity();
        maxQuantity = from.maxQuantity();
        state(from.state(), StateReason.DEFINED);
    }

    void define(final FeedInstrumentDecoder from) {
        tickSize = from.tickSize();
        lotSize = from.lotSize();
        minPrice = from.minPrice();
        maxPrice = from.maxPrice();
        minQuantity = from.minQuantity();
        maxQuantity = from.maxQuantity();
    }

    void encode(final FeedInstrumentEncoder to) {
        to.tickSize(tickSize)
            .lotSize(lotSize)
            .minPrice(minPrice)
            .maxPrice(maxPrice)
            .minQuantity(minQuantity)
            .maxQuantity(maxQuantity);
    }

    void state(final InstrumentState newState, final StateReason reason) {
        state = newState;
        stateReason = reason;
    }

    /**
     * The instrument's id.
     *
     * @return as commands name it.
     */
    public int id() {
        return id;
    }

    /**
     * The tick, of which every price is a whole number.
     *
     * @return in the instrument's price unit.
     */
    public long tickSize() {
        return tickSize;
    }

    /**
     * The lot, of which every quantity is a whole number.
     *
     * @return in the instrument's quantity unit.
     */
    public long lotSize() {
        return lotSize;
    }

    /**
     * The lowest price taken.
     *
     * @return in the instrument's price unit, inclusive.
     */
    public long minPrice() {
        return minPrice;
    }

    /**
     * The highest price taken.
     *
     * @return in the instrument's price unit, inclusive.
     */
    public long maxPrice() {
        return maxPrice;
    }

    /**
     * The smallest quantity taken.
     *
     * @return in the instrument's quantity unit, inclusive.
     */
    public long minQuantity() {
        return minQuantity;
    }

    /**
     * The largest quantity taken.
     *
     * @return in the instrument's quantity unit, inclusive.
     */
    public long maxQuantity() {
        return maxQuantity;
    }

    /**
     * The state it is in.
     *
     * @return the state; NULL_VAL where it is one that this version doesn't know.
     */
    public InstrumentState state() {
        return state;
    }

    /**
     * Why it is in that state.
     *
     * @return the reason; NULL_VAL where it is one that this version doesn't know.
     */
    public StateReason stateReason() {
        return stateReason;
    }

    /**
     * Figures of the day.
     *
     * @return a live view.
     */
    public DayStatistics statistics() {
        return statistics;
    }
}
