package io.everbook.api;

import io.everbook.protocol.CommandHeaderEncoder;
import io.everbook.protocol.DefineInstrumentEncoder;
import io.everbook.protocol.InstrumentState;
import io.everbook.protocol.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * Defines an instrument, whose id is the command's instrument (INS-1). Answered by InstrumentDefined or
 * CommandRejected. Needs the MARKET_OPS role. Price and quantity units are the instrument's smallest; a tick and a
 * lot are whole numbers of them, so that a book can take prices off its tick and reject them by name.
 */
public final class DefineInstrument extends Command<DefineInstrument> {
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final DefineInstrumentEncoder encoder = new DefineInstrumentEncoder();
    private long tickSize = 1;
    private long lotSize = 1;
    private long minPrice = 1;
    private long maxPrice = Long.MAX_VALUE;
    private long minQuantity = 1;
    private long maxQuantity = Long.MAX_VALUE;
    private InstrumentState state = InstrumentState.CONTINUOUS;

    /**
     * Creates the command with every field at its default.
     */
    public DefineInstrument() {
    }

    /**
     * Sets the tick, of which every price is a whole number.
     *
     * @param tickSize in price units, above 0.
     * @return this.
     */
    public DefineInstrument tickSize(final long tickSize) {
        this.tickSize = tickSize;
        return this;
    }

    /**
     * Sets the lot, of which every quantity is a whole number.
     *
     * @param lotSize in quantity units, above 0.
     * @return this.
     */
    public DefineInstrument lotSize(final long lotSize) {
        this.lotSize = lotSize;
        return this;
    }

    /**
     * Sets the range of prices.
     *
     * @param minPrice the lowest price taken, inclusive.
     * @param maxPrice the highest price taken, inclusive.
     * @return this.
     */
    public DefineInstrument priceRange(final long minPrice, final long maxPrice) {
        this.minPrice = minPrice;
        this.maxPrice = maxPrice;
        return this;
    }

    /**
     * Sets the range of quantities.
     *
     * @param minQuantity the smallest quantity taken, inclusive, above 0.
     * @param maxQuantity the largest quantity taken, inclusive.
     * @return this.
     */
    public DefineInstrument quantityRange(final long minQuantity, final long maxQuantity) {
        this.minQuantity = minQuantity;
        this.maxQuantity = maxQuantity;
        return this;
    }

    /**
     * Sets the state it starts in; CONTINUOUS is the default.
     *
     * @param state the state.
     * @return this.
     */
    public DefineInstrument state(final InstrumentState state) {
        this.state = state;
        return this;
    }

    @Override
    public int templateId() {
        return DefineInstrumentEncoder.TEMPLATE_ID;
    }

    @Override
    int blockLength() {
        return DefineInstrumentEncoder.BLOCK_LENGTH;
    }

    @Override
    CommandHeaderEncoder encodeBody(final MutableDirectBuffer buffer, final int offset) {
        encoder.wrapAndApplyHeader(buffer, offset, messageHeader)
            .tickSize(tickSize)
            .lotSize(lotSize)
            .minPrice(minPrice)
            .maxPrice(maxPrice)
            .minQuantity(minQuantity)
            .maxQuantity(maxQuantity)
            .state(state);
        return encoder.header();
    }

    @Override
    DefineInstrument self() {
        return this;
    }
}
