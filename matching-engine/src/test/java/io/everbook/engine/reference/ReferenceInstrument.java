package io.everbook.engine.reference;

import io.everbook.protocol.InstrumentState;
import io.everbook.protocol.Side;

import java.util.ArrayList;
import java.util.List;

/**
 * An instrument and its book: two lists, best order first, each price in time order.
 */
final class ReferenceInstrument {
    final int id;
    final List<ReferenceOrder> bids = new ArrayList<>();
    final List<ReferenceOrder> asks = new ArrayList<>();
    long tickSize;
    long lotSize;
    long minPrice;
    long maxPrice;
    long minQuantity;
    long maxQuantity;
    long lastTradeId;
    InstrumentState state;

    ReferenceInstrument(final int id) {
        this.id = id;
    }

    List<ReferenceOrder> side(final Side side) {
        return side == Side.BUY ? bids : asks;
    }

    List<ReferenceOrder> opposite(final Side side) {
        return side == Side.BUY ? asks : bids;
    }
}
