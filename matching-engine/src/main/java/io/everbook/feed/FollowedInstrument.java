package io.everbook.feed;

import io.everbook.protocol.FeedChannel;
import io.everbook.protocol.Side;

/**
 * An instrument as a {@link MarketDataReceiver} follows it. A live view, to be read on the receiver's thread.
 */
public final class FollowedInstrument {
    private final InstrumentFacts facts;
    private final OrderBook orders = new OrderBook();
    private final Levels levels;
    private long sequence;

    FollowedInstrument(final int id, final FeedChannel channel) {
        facts = new InstrumentFacts(id);
        levels = channel == FeedChannel.ORDERS ? orders.levels() : new Levels();
    }

    /**
     * Takes displayed orders.
     */
    @FunctionalInterface
    public interface OrderConsumer {
        /**
         * Takes one order.
         *
         * @param displayId as the schema defines it.
         * @param price     in the instrument's price unit.
         * @param quantity  displayed, in the instrument's quantity unit.
         */
        void order(long displayId, long price, long quantity);
    }

    /**
     * What is public about it apart from its book.
     *
     * @return a live view.
     */
    public InstrumentFacts facts() {
        return facts;
    }

    /**
     * Its book; of the channel TOP one level a side.
     *
     * @return a live view.
     */
    public FeedBook book() {
        return levels;
    }

    /**
     * The number of the last message about it on the channel.
     *
     * @return from 1.
     */
    public long sequence() {
        return sequence;
    }

    /**
     * Tells every displayed order of a side, best price first and oldest first within a price; none but on the channel
     * ORDERS.
     *
     * @param side     bids or asks.
     * @param consumer takes them.
     */
    public void forEachOrder(final Side side, final OrderConsumer consumer) {
        final PriceLevels prices = orders.levels().side(side);
        for (int place = prices.depth() - 1; place >= 0; place--) {
            for (int order = prices.head(place); order != OrderBook.NONE; order = orders.next(order)) {
                consumer.order(orders.displayId(order), orders.price(order), orders.quantity(order));
            }
        }
    }

    OrderBook orders() {
        return orders;
    }

    Levels levels() {
        return levels;
    }

    void sequence(final long newSequence) {
        sequence = newSequence;
    }
}
