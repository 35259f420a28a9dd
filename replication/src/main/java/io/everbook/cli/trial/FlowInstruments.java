package io.everbook.cli.trial;

import io.everbook.api.DefineInstrument;

/**
 * The instruments of the flows. Those of the generated flow have a coarse tick and lot, so that a price can be off the
 * one and a quantity off the other.
 */
public final class FlowInstruments {
    /** The first instrument of the generated flow. */
    public static final int GENERATED_FIRST = 1;
    /** How many instruments the generated flow has. */
    public static final int GENERATED = 3;
    /** The instrument of recorded orders. */
    public static final int RECORDED = 9;
    /** The lot size of the generated flow's instruments. */
    public static final long LOT = 10;
    static final int UNKNOWN = 77;
    static final long TICK = 5;
    static final long MAX_QUANTITY = 100_000;

    private FlowInstruments() {
    }

    /**
     * Defines an instrument of the generated flow.
     *
     * @param instrument its id.
     * @return the command.
     */
    public static DefineInstrument generated(final int instrument) {
        return new DefineInstrument().instrument(instrument).tickSize(TICK).lotSize(LOT)
            .priceRange(TICK, 10_000_000).quantityRange(LOT, MAX_QUANTITY);
    }

    /**
     * Defines the instrument of recorded orders.
     *
     * @return the command.
     */
    public static DefineInstrument recorded() {
        return new DefineInstrument().instrument(RECORDED).priceRange(1, 1_000_000_000).quantityRange(1, 10_000_000);
    }
}
