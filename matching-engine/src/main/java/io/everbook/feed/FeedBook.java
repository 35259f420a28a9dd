package io.everbook.feed;

import io.everbook.protocol.Side;

/**
 * One instrument's book as market data shows it, by price level, best first: level 0 is the best bid or offer. A live
 * view, to be read on the thread of whoever keeps it. A level at or beyond {@link #levels(Side)} gives an
 * IndexOutOfBoundsException.
 */
public interface FeedBook {
    /**
     * How many price levels hold orders; on the channel TOP the best one counts alone.
     *
     * @param side bids or asks.
     * @return the count.
     */
    int levels(Side side);

    /**
     * The price of a level.
     *
     * @param side  bids or asks.
     * @param level from 0, the best.
     * @return in the instrument's price unit.
     */
    long price(Side side, int level);

    /**
     * The displayed quantity of all orders of a level; Long.MAX_VALUE where the sum is larger.
     *
     * @param side  bids or asks.
     * @param level from 0, the best.
     * @return in the instrument's quantity unit.
     */
    long quantity(Side side, int level);

    /**
     * How many orders are displayed at a level.
     *
     * @param side  bids or asks.
     * @param level from 0, the best.
     * @return the count.
     */
    int orders(Side side, int level);
}
