package io.everbook.feed;

import io.everbook.protocol.Side;

/**
 * The price levels of both sides of a book.
 */
final class Levels implements FeedBook {
    private final PriceLevels bids = new PriceLevels(Side.BUY);
    private final PriceLevels asks = new PriceLevels(Side.SELL);

    PriceLevels side(final Side side) {
        return side == Side.BUY ? bids : asks;
    }

    void clear() {
        bids.clear();
        asks.clear();
    }

    @Override
    public int levels(final Side side) {
        return side(side).depth();
    }

    @Override
    public long price(final Side side, final int level) {
        final PriceLevels levels = side(side);
        return levels.price(levels.fromBest(level));
    }

    @Override
    public long quantity(final Side side, final int level) {
        final PriceLevels levels = side(side);
        return levels.quantity(levels.fromBest(level));
    }

    @Override
    public int orders(final Side side, final int level) {
        final PriceLevels levels = side(side);
        return levels.count(levels.fromBest(level));
    }
}
