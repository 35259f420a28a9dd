package io.everbook.engine.reference;

import java.util.Comparator;

/**
 * An order as its events tell of it.
 */
final class LedgerOrder {
    static final Comparator<LedgerOrder> PRIORITY = Comparator
        .comparing((LedgerOrder order) -> order.buy ? -order.price : order.price)
        .thenComparing(order -> order.rank);

    final long id;
    final int session;
    final int instrument;
    final boolean buy;
    final String type;
    final String timeInForce;
    final boolean postOnly;
    ClientId clientId;
    long price;
    long original;
    long executed;
    long ended;
    long rank;

    LedgerOrder(final Event accepted, final ClientId clientId, final long rank) {
        this.id = accepted.number("orderId");
        this.session = accepted.integer("session");
        this.instrument = accepted.integer("instrument");
        this.buy = "BUY".equals(accepted.text("side"));
        this.type = accepted.text("orderType");
        this.timeInForce = accepted.text("timeInForce");
        this.postOnly = accepted.flag("execInst");
        this.clientId = clientId;
        this.price = accepted.number("price");
        this.original = accepted.number("quantity");
        this.rank = rank;
    }

    long open() {
        return original - executed - ended;
    }

    boolean isMarket() {
        return "MARKET".equals(type);
    }

    String ownersName() {
        return session + " " + clientId;
    }

    @Override
    public String toString() {
        return Long.toHexString(id) + (buy ? " buy " : " sell ") + open() + " at " + price;
    }
}
