package io.everbook.engine.book;

import io.everbook.protocol.Side;

/**
 * The resting orders of one instrument: two sides of levels, each level in time order.
 */
public final class Book {
    private static final int BUY = Side.BUY.value();

    private final OrderSlab orders;
    private final BookSide bids;
    private final BookSide asks;

    Book(final OrderSlab orders, final LevelSlab levels) {
        this.orders = orders;
        bids = new BookSide(Side.BUY, orders, levels);
        asks = new BookSide(Side.SELL, orders, levels);
    }

    /**
     * The side that orders of a side rest on.
     *
     * @param side as the schema numbers it.
     * @return bids or asks.
     */
    public BookSide side(final int side) {
        return side == BUY ? bids : asks;
    }

    /**
     * The side that orders of a side trade with.
     *
     * @param side as the schema numbers it.
     * @return asks or bids.
     */
    public BookSide opposite(final int side) {
        return side == BUY ? asks : bids;
    }

    /**
     * Lets an order rest, behind all others of its price.
     *
     * @param order with side, price and open quantity set.
     */
    public void rest(final int order) {
        side(orders.side(order)).append(order);
    }

    /**
     * Takes a resting order out.
     *
     * @param order that rests, its open quantity as it was.
     */
    public void remove(final int order) {
        side(orders.side(order)).remove(order);
    }

    /**
     * Takes a fill off a resting order, which stays where it is.
     *
     * @param order    that rests.
     * @param quantity at most what is open.
     */
    public void fill(final int order, final long quantity) {
        orders.fill(order, quantity);
        side(orders.side(order)).decrease(order, quantity);
    }

    /**
     * Lowers the total quantity of a resting order, which keeps its priority.
     *
     * @param order    that rests.
     * @param quantity the new total, above what has filled and at most what it was.
     */
    public void lower(final int order, final long quantity) {
        final long less = orders.quantity(order) - quantity;
        orders.terms(order, orders.price(order), quantity, orders.leaves(order) - less);
        side(orders.side(order)).decrease(order, less);
    }
}
