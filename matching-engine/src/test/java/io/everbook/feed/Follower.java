package io.everbook.feed;

import io.everbook.engine.BookView;
import io.everbook.protocol.FeedChannel;
import io.everbook.protocol.FeedLevelDecoder;
import io.everbook.protocol.FeedOrderReducedDecoder;
import io.everbook.protocol.FeedOrderRemovedDecoder;
import io.everbook.protocol.FeedTradeDecoder;
import io.everbook.protocol.Side;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A receiver behind a lossy network, which compares its books with the market's at the end of every event, and sees
 * that each trade is with the oldest order of the best price.
 */
final class Follower implements MarketDataListener {
    private final List<String> states = new ArrayList<>();
    private final Set<String> levelsOfEvent = new HashSet<>();
    private final FeedMarket market;
    private final FeedChannel channel;
    private final MarketDataReceiver receiver;
    private long compared;
    private long trades;
    private long resets;
    private long volume;
    private long expectedMaker;

    Follower(final FeedMarket market, final FeedChannel channel, final PacketSink requests) {
        this(market, channel, ReceiverTimes.DEFAULT, requests);
    }

    Follower(
        final FeedMarket market, final FeedChannel channel, final ReceiverTimes times, final PacketSink requests) {
        this.market = market;
        this.channel = channel;
        receiver = new MarketDataReceiver(1, channel, times, this, requests);
    }

    MarketDataReceiver receiver() {
        return receiver;
    }

    long compared() {
        return compared;
    }

    long trades() {
        return trades;
    }

    /** What traded of instrument 1 since it joined. */
    long volume() {
        return volume;
    }

    long resets() {
        return resets;
    }

    List<String> states() {
        return states;
    }

    @Override
    public void onReceiverState(final ReceiverState before, final ReceiverState now, final String why) {
        states.add(now + ": " + why);
    }

    @Override
    public void onBooksReset() {
        resets++;
    }

    @Override
    public void onEndOfEvent(final long sequence, final long timeNs) {
        levelsOfEvent.clear();
        final long expected = channel == FeedChannel.TOP ? market.topsAt(sequence) : market.levelsAt(sequence);
        if (expected != FeedMarket.MISSING) {
            compared++;
            final long actual = digest();
            if (actual != expected) {
                throw new AssertionError(channel + " differs from the engine's books at sequence " + sequence);
            }
        }
    }

    long digest() {
        return channel == FeedChannel.TOP ? FeedMarket.topDigest(this::book) : FeedMarket.digest(this::book);
    }

    private BookView book(final int instrument) {
        return new View(receiver.instrument(instrument).book());
    }

    @Override
    public void onLevel(final FollowedInstrument instrument, final FeedLevelDecoder message) {
        if (!levelsOfEvent.add(instrument.facts().id() + " " + message.side() + ' ' + message.price())) {
            throw new AssertionError("a level is told twice by one event: " + message);
        }
    }

    @Override
    public void onTrade(final FollowedInstrument instrument, final FeedTradeDecoder message) {
        trades++;
        volume += instrument.facts().id() == 1 ? message.quantity() : 0;
        expectedMaker = 0;
        if (channel == FeedChannel.ORDERS) {
            final Side resting = message.aggressorSide() == Side.BUY ? Side.SELL : Side.BUY;
            instrument.forEachOrder(resting, (displayId, price, quantity) -> {
                expectedMaker = expectedMaker == 0 ? displayId : expectedMaker;
            });
        }
    }

    @Override
    public void onOrderReduced(final FollowedInstrument instrument, final FeedOrderReducedDecoder message) {
        requireMaker(message.displayId(), message.tradeId());
    }

    @Override
    public void onOrderRemoved(final FollowedInstrument instrument, final FeedOrderRemovedDecoder message) {
        requireMaker(message.displayId(), message.tradeId());
    }

    private void requireMaker(final long displayId, final long tradeId) {
        if (tradeId != 0 && displayId != expectedMaker) {
            throw new AssertionError("trade " + tradeId + " is with " + displayId + ", not with " + expectedMaker);
        }
    }

    /** A feed's book as the engine shows its own. */
    private record View(FeedBook book) implements BookView {
        @Override
        public int levels(final Side side) {
            return book.levels(side);
        }

        @Override
        public long price(final Side side, final int level) {
            return book.price(side, level);
        }

        @Override
        public long quantity(final Side side, final int level) {
            return book.quantity(side, level);
        }

        @Override
        public int orders(final Side side, final int level) {
            return book.orders(side, level);
        }
    }
}
