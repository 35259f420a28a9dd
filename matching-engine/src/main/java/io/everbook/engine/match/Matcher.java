package io.everbook.engine.match;

import io.everbook.engine.book.Book;
import io.everbook.engine.book.BookSide;
import io.everbook.engine.book.Instrument;
import io.everbook.engine.book.OrderSlab;
import io.everbook.engine.book.Orders;

/**
 * Matches an aggressor with the opposite side by price, then time (LIM-1): the best level first, in it the oldest order
 * first, each trade at the resting order's price. A resting order that fills ends.
 */
public final class Matcher {
    private final Orders orders;
    private final OrderSlab slab;
    private final Executions executions;

    /**
     * Creates a matcher.
     *
     * @param orders     live orders.
     * @param executions told of every trade.
     */
    public Matcher(final Orders orders, final Executions executions) {
        this.orders = orders;
        this.slab = orders.slab();
        this.executions = executions;
    }

    /**
     * Tells whether an order at a limit would trade.
     *
     * @param instrument of the order.
     * @param side       of the order, as the schema numbers it.
     * @param price      its limit.
     * @return whether the best opposite price is at the limit or better.
     */
    public boolean wouldTrade(final Instrument instrument, final int side, final long price) {
        final BookSide opposite = instrument.book().opposite(side);
        return opposite.isReachedBy(opposite.key(price));
    }

    /**
     * Tells whether an order could fill at once and in full (FOK-1).
     *
     * @param instrument of the order.
     * @param order      its slot.
     * @return whether what it may trade with is at least its open quantity.
     */
    public boolean canFill(final Instrument instrument, final int order) {
        final BookSide opposite = instrument.book().opposite(slab.side(order));
        return opposite.holds(limitKey(opposite, order), slab.leaves(order));
    }

    /**
     * Trades an order as far as its limit and its open quantity go. What is left of it is the caller's to deal with.
     *
     * @param instrument of the order.
     * @param aggressor  its slot; it doesn't rest.
     */
    public void match(final Instrument instrument, final int aggressor) {
        final Book book = instrument.book();
        final BookSide opposite = book.opposite(slab.side(aggressor));
        final long limitKey = limitKey(opposite, aggressor);
        while (slab.leaves(aggressor) > 0 && opposite.isReachedBy(limitKey)) {
            trade(instrument, book, aggressor, opposite.bestOrder());
        }
    }

    private void trade(final Instrument instrument, final Book book, final int aggressor, final int maker) {
        final long quantity = Math.min(slab.leaves(aggressor), slab.leaves(maker));
        slab.fill(aggressor, quantity);
        book.fill(maker, quantity);
        executions.executed(instrument, instrument.nextTradeId(), aggressor, maker, slab.price(maker), quantity);
        if (slab.leaves(maker) == 0) {
            book.remove(maker);
            orders.end(maker);
        }
    }

    private long limitKey(final BookSide opposite, final int order) {
        return slab.isMarket(order) ? BookSide.ANY_PRICE : opposite.key(slab.price(order));
    }
}
