package io.everbook.engine;

import io.everbook.protocol.Side;

/**
 * One instrument's resting orders by price level, best first: level 0 is the best bid or offer. A live view, to be read
 * between commands on the engine's thread. A level at or beyond {@link #levels(Side)} gives an
 * IndexOutOfBoundsException.
 */
public interface BookView {
    /**
     * How many price levels hold orders.
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
     * The open quantity of all orders of a level; Long.MAX_VALUE where the sum is larger.
     *
     * @param side  bids or asks.
     * @param level from 0, the best.
     * @return in the instrument's quantity unit.
     */
    long quantity(Side side, int level);

    /**
     * How many orders rest at a level.
     *
     * @param side  bids or asks.
     * @param level from 0, the best.
     * @return the count.
     */
    int orders(Side side, int level);
}
