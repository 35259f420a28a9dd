package io.everbook.feed;

import io.everbook.protocol.FeedChannel;
import io.everbook.protocol.Side;

import java.util.Arrays;

/**
 * An instrument as its market data is made: the book as it is, and what the channels have told of it.
 */
final class InstrumentFeed {
    private static final int CHANNELS = 4;

    private final InstrumentFacts facts;
    private final OrderBook orders = new OrderBook();
    private final Levels told = new Levels();
    private final Top top = new Top();
    private final Prices touchedBids = new Prices();
    private final Prices touchedAsks = new Prices();
    private final long[] sequences = new long[CHANNELS];
    private boolean touched;
    private boolean traded;

    InstrumentFeed(final int id) {
        facts = new InstrumentFacts(id);
    }

    InstrumentFacts facts() {
        return facts;
    }

    OrderBook orders() {
        return orders;
    }

    /**
     * The levels as the channel LEVELS has told them.
     */
    Levels told() {
        return told;
    }

    /**
     * The best bid and offer as the channel TOP has told them.
     */
    Top top() {
        return top;
    }

    long sequence(final FeedChannel channel) {
        return sequences[channel.value()];
    }

    long nextSequence(final FeedChannel channel) {
        return ++sequences[channel.value()];
    }

    void sequence(final FeedChannel channel, final long sequence) {
        sequences[channel.value()] = sequence;
    }

    /**
     * Takes it that the channels have told the book as it is.
     */
    void takeAsTold() {
        takeAsTold(Side.BUY);
        takeAsTold(Side.SELL);
        top.update(told);
    }

    private void takeAsTold(final Side side) {
        final PriceLevels levels = orders.levels().side(side);
        for (int place = 0; place < levels.depth(); place++) {
            told.side(side).set(levels.price(place), levels.quantity(place), levels.count(place));
        }
    }

    /**
     * Notes that a level changed; tells whether it is the first change that the record brings.
     */
    boolean touch(final Side side, final long price) {
        touchedPrices(side).add(price);
        final boolean first = !touched;
        touched = true;
        return first;
    }

    void traded() {
        traded = true;
    }

    boolean hasTraded() {
        return traded;
    }

    Prices touchedPrices(final Side side) {
        return side == Side.BUY ? touchedBids : touchedAsks;
    }

    void endRecord() {
        touchedBids.clear();
        touchedAsks.clear();
        touched = false;
        traded = false;
    }

    /**
     * Prices in the order in which they came, a repeat of the last one left out. Grows by doubling.
     */
    static final class Prices {
        private long[] prices = new long[8];
        private int count;

        private void add(final long price) {
            if (count > 0 && prices[count - 1] == price) {
                return;
            }
            if (count == prices.length) {
                prices = Arrays.copyOf(prices, 2 * count);
            }
            prices[count++] = price;
        }

        int count() {
            return count;
        }

        long price(final int index) {
            return prices[index];
        }

        private void clear() {
            count = 0;
        }
    }
}
