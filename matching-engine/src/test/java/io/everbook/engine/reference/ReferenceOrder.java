package io.everbook.engine.reference;

import io.everbook.protocol.OrderType;
import io.everbook.protocol.Side;
import io.everbook.protocol.TimeInForce;

/**
 * An order as the reference keeps it: plain fields, nothing derived but what is left.
 */
final class ReferenceOrder {
    long id;
    int slot;
    ClientId clientId;
    ReferenceSession session;
    ReferenceInstrument instrument;
    Side side;
    OrderType type;
    TimeInForce timeInForce;
    boolean postOnly;
    long price;
    long quantity;
    long executed;

    long leaves() {
        return quantity - executed;
    }

    boolean crosses(final ReferenceOrder maker) {
        if (type == OrderType.MARKET) {
            return true;
        }
        return side == Side.BUY ? price >= maker.price : price <= maker.price;
    }

    boolean betterThan(final ReferenceOrder other) {
        return side == Side.BUY ? price > other.price : price < other.price;
    }
}
