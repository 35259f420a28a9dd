package io.everbook.feed;

import io.everbook.api.EventListener;
import io.everbook.api.EverbookException;
import io.everbook.protocol.InstrumentDefinedDecoder;
import io.everbook.protocol.InstrumentStateChangedDecoder;
import io.everbook.protocol.Liquidity;
import io.everbook.protocol.OrderAcceptedDecoder;
import io.everbook.protocol.OrderAmendedDecoder;
import io.everbook.protocol.OrderCancelledDecoder;
import io.everbook.protocol.OrderExecutedDecoder;
import io.everbook.protocol.OrderExpiredDecoder;
import io.everbook.protocol.Side;
import io.everbook.protocol.StateReason;
import org.agrona.collections.Int2ObjectHashMap;

import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the books by the events of records, and says on the channels what changes.
 *
 * <p>An order that was accepted, or amended with loss of priority, is not displayed until the record tells no more of
 * it: what it trades on entry comes first, and what is left then joins its price level.
 */
final class BookKeeper implements EventListener {
    private final Int2ObjectHashMap<InstrumentFeed> byId = new Int2ObjectHashMap<>();
    private final List<InstrumentFeed> instruments = new ArrayList<>();
    private final List<InstrumentFeed> touched = new ArrayList<>();
    private final FeedMessages messages = new FeedMessages();
    private final Packer[] channels;
    private final Packer top;
    private final Packer levels;
    private final Packer orders;
    private final Entrant entrant = new Entrant();
    private long sequence;
    private long timeNs;

    /**
     * Creates it without an instrument.
     *
     * @param channels packets of each channel, in the order of the channels' numbers.
     */
    BookKeeper(final Packer[] channels) {
        this.channels = channels;
        top = channels[0];
        levels = channels[1];
        orders = channels[2];
    }

    List<InstrumentFeed> instruments() {
        return instruments;
    }

    void begin(final long newSequence, final long newTimeNs) {
        sequence = newSequence;
        timeNs = newTimeNs;
    }

    /**
     * Says how the levels and the best of every book stand that the record changed.
     */
    void end() {
        display();
        for (int i = 0; i < touched.size(); i++) {
            tell(touched.get(i));
        }
        touched.clear();
    }

    private void tell(final InstrumentFeed feed) {
        tellLevels(feed, Side.BUY);
        tellLevels(feed, Side.SELL);
        if (feed.hasTraded()) {
            messages.statistics(top, feed);
        }
        if (feed.top().update(feed.orders().levels())) {
            messages.top(top, feed);
        }
        feed.endRecord();
    }

    private void tellLevels(final InstrumentFeed feed, final Side side) {
        final InstrumentFeed.Prices prices = feed.touchedPrices(side);
        for (int i = 0; i < prices.count(); i++) {
            tellLevel(feed, side, prices.price(i));
        }
    }

    private void tellLevel(final InstrumentFeed feed, final Side side, final long price) {
        final PriceLevels now = feed.orders().levels().side(side);
        final PriceLevels told = feed.told().side(side);
        final int place = now.find(price);
        final int toldPlace = told.find(price);
        final long quantity = place == PriceLevels.NONE ? 0 : now.quantity(place);
        final int count = place == PriceLevels.NONE ? 0 : now.count(place);
        final boolean same = toldPlace == PriceLevels.NONE
            ? count == 0
            : told.quantity(toldPlace) == quantity && told.count(toldPlace) == count;
        if (!same) {
            told.set(price, quantity, count);
            messages.level(levels, feed, side, price, quantity, count);
        }
    }

    @Override
    public void onInstrumentDefined(final InstrumentDefinedDecoder event) {
        final InstrumentFeed feed = new InstrumentFeed(event.instrument());
        feed.facts().define(event);
        add(feed);
        for (final Packer channel : channels) {
            messages.instrument(channel, feed);
            messages.state(channel, feed);
        }
    }

    InstrumentFeed find(final int instrument) {
        return byId.get(instrument);
    }

    void add(final InstrumentFeed feed) {
        byId.put(feed.facts().id(), feed);
        instruments.add(feed);
    }

    @Override
    public void onInstrumentStateChanged(final InstrumentStateChangedDecoder event) {
        final InstrumentFeed feed = feed(event.instrument());
        feed.facts().state(event.state(), StateReason.OPERATOR);
        for (final Packer channel : channels) {
            messages.state(channel, feed);
        }
    }

    @Override
    public void onOrderAccepted(final OrderAcceptedDecoder event) {
        display();
        entrant.enter(feed(event.instrument()), event.orderId(), event.header().executionId(), event.side(),
            event.price(), event.quantity());
    }

    @Override
    public void onOrderAmended(final OrderAmendedDecoder event) {
        display();
        final InstrumentFeed feed = feed(event.instrument());
        final int order = order(feed, event.orderId());
        if (event.priorityKept() != 0) {
            reduce(feed, order, event.leavesQuantity(), 0);
        } else {
            remove(feed, order, 0);
            entrant.enter(feed, event.orderId(), event.header().executionId(), event.side(), event.price(),
                event.leavesQuantity());
        }
    }

    @Override
    public void onOrderExecuted(final OrderExecutedDecoder event) {
        final InstrumentFeed feed = feed(event.instrument());
        if (event.liquidity() == Liquidity.TAKER) {
            requireEntrant(event.orderId());
            entrant.leaves = event.leavesQuantity();
            trade(feed, event);
        } else {
            final int order = order(feed, event.orderId());
            reduce(feed, order, event.leavesQuantity(), event.tradeId());
        }
    }

    private void trade(final InstrumentFeed feed, final OrderExecutedDecoder taker) {
        feed.facts().statistics().onTrade(timeNs, taker.tradeId(), taker.price(), taker.quantity());
        feed.traded();
        for (final Packer channel : channels) {
            messages.trade(channel, feed, taker);
        }
    }

    @Override
    public void onOrderCancelled(final OrderCancelledDecoder event) {
        final InstrumentFeed feed = feed(event.instrument());
        remove(feed, order(feed, event.orderId()), 0);
    }

    @Override
    public void onOrderExpired(final OrderExpiredDecoder event) {
        if (entrant.is(event.orderId())) {
            entrant.clear();
        } else {
            final InstrumentFeed feed = feed(event.instrument());
            remove(feed, order(feed, event.orderId()), 0);
        }
    }

    private void display() {
        if (entrant.leaves > 0) {
            final InstrumentFeed feed = entrant.feed;
            feed.orders().add(entrant.orderId, entrant.displayId, entrant.side, entrant.price, entrant.leaves);
            messages.added(orders, feed, entrant.displayId, entrant.side, entrant.price, entrant.leaves);
            touch(feed, entrant.side, entrant.price);
        }
        entrant.clear();
    }

    private void reduce(final InstrumentFeed feed, final int order, final long leaves, final long tradeId) {
        final OrderBook book = feed.orders();
        if (leaves == 0) {
            remove(feed, order, tradeId);
        } else if (leaves != book.quantity(order)) {
            touch(feed, book.side(order), book.price(order));
            book.reduce(order, leaves);
            messages.reduced(orders, feed, book.displayId(order), leaves, tradeId);
        }
    }

    private void remove(final InstrumentFeed feed, final int order, final long tradeId) {
        final OrderBook book = feed.orders();
        touch(feed, book.side(order), book.price(order));
        messages.removed(orders, feed, book.displayId(order), tradeId);
        book.remove(order);
    }

    private void touch(final InstrumentFeed feed, final Side side, final long price) {
        if (feed.touch(side, price)) {
            touched.add(feed);
        }
    }

    private InstrumentFeed feed(final int instrument) {
        final InstrumentFeed feed = byId.get(instrument);
        if (feed == null) {
            throw fault("instrument " + instrument + " was never defined");
        }
        return feed;
    }

    private int order(final InstrumentFeed feed, final long orderId) {
        final int order = feed.orders().find(orderId);
        if (order == OrderBook.NONE) {
            throw fault("order " + orderId + " does not rest");
        }
        return order;
    }

    private void requireEntrant(final long orderId) {
        if (!entrant.is(orderId)) {
            throw fault("order " + orderId + " takes liquidity, but did not enter with this record");
        }
    }

    private EverbookException fault(final String what) {
        return new EverbookException("market data ends before sequence " + sequence + ": by the records so far, "
            + what + ". Begin again from the journal's first record, or from a saved state of this journal");
    }

    /**
     * The order that the record is telling of, before it joins the book.
     */
    private static final class Entrant {
        private InstrumentFeed feed;
        private long orderId;
        private long displayId;
        private Side side;
        private long price;
        private long leaves;

        private void enter(
            final InstrumentFeed newFeed,
            final long newOrderId,
            final long newDisplayId,
            final Side newSide,
            final long newPrice,
            final long quantity) {
            feed = newFeed;
            orderId = newOrderId;
            displayId = newDisplayId;
            side = newSide;
            price = newPrice;
            leaves = quantity;
        }

        private boolean is(final long id) {
            return feed != null && orderId == id;
        }

        private void clear() {
            feed = null;
            leaves = 0;
        }
    }
}
