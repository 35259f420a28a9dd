package io.everbook.feed;

import io.everbook.protocol.FeedChannel;
import io.everbook.protocol.FeedHeaderDecoder;
import io.everbook.protocol.FeedInstrumentDecoder;
import io.everbook.protocol.FeedLevelDecoder;
import io.everbook.protocol.FeedOrderAddedDecoder;
import io.everbook.protocol.FeedOrderReducedDecoder;
import io.everbook.protocol.FeedOrderRemovedDecoder;
import io.everbook.protocol.FeedStateDecoder;
import io.everbook.protocol.FeedStatisticsDecoder;
import io.everbook.protocol.FeedTopDecoder;
import io.everbook.protocol.FeedTradeDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.Side;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * The books of one channel as its messages tell them. Messages of templates it doesn't know are passed over, so that an
 * older receiver stays usable; what doesn't fit the books is refused, and they are to be taken anew.
 */
final class FeedBooks {
    private final Int2ObjectHashMap<FollowedInstrument> instruments = new Int2ObjectHashMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final FeedInstrumentDecoder instrument = new FeedInstrumentDecoder();
    private final FeedStateDecoder state = new FeedStateDecoder();
    private final FeedTradeDecoder trade = new FeedTradeDecoder();
    private final FeedStatisticsDecoder statistics = new FeedStatisticsDecoder();
    private final FeedTopDecoder top = new FeedTopDecoder();
    private final FeedLevelDecoder level = new FeedLevelDecoder();
    private final FeedOrderAddedDecoder added = new FeedOrderAddedDecoder();
    private final FeedOrderReducedDecoder reduced = new FeedOrderReducedDecoder();
    private final FeedOrderRemovedDecoder removed = new FeedOrderRemovedDecoder();
    private final FeedChannel channel;
    private final MarketDataListener listener;
    private FollowedInstrument current;
    private boolean isSnapshot;
    private long timeNs;

    FeedBooks(final FeedChannel channel, final MarketDataListener listener) {
        this.channel = channel;
        this.listener = listener;
    }

    FollowedInstrument instrument(final int id) {
        return instruments.get(id);
    }

    Int2ObjectHashMap<FollowedInstrument> instruments() {
        return instruments;
    }

    void reset() {
        instruments.clear();
        listener.onBooksReset();
    }

    /**
     * Applies the messages of a snapshot's part.
     *
     * @return whether they could be read and fit the books.
     */
    boolean applySnapshot(final DirectBuffer buffer, final int offset, final int end, final long snapshotTimeNs) {
        isSnapshot = true;
        timeNs = snapshotTimeNs;
        return applyAll(buffer, offset, end);
    }

    /**
     * Applies the messages of a packet.
     *
     * @return whether they could be read and fit the books.
     */
    boolean apply(final DirectBuffer buffer, final int offset, final int end, final long packetTimeNs) {
        isSnapshot = false;
        timeNs = packetTimeNs;
        return applyAll(buffer, offset, end);
    }

    private boolean applyAll(final DirectBuffer buffer, final int offset, final int end) {
        int position = offset;
        boolean fits = true;
        while (fits && position < end) {
            fits = FeedInput.isMessage(header, buffer, position, end - position);
            final int length = MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
            fits = fits && apply(buffer, position);
            position += length;
        }
        return fits;
    }

    private boolean apply(final DirectBuffer buffer, final int offset) {
        return switch (header.templateId()) {
            case FeedInstrumentDecoder.TEMPLATE_ID -> isAtLeast(FeedInstrumentDecoder.BLOCK_LENGTH)
                && apply(instrument.wrapAndApplyHeader(buffer, offset, header));
            case FeedStateDecoder.TEMPLATE_ID -> isAtLeast(FeedStateDecoder.BLOCK_LENGTH)
                && apply(state.wrapAndApplyHeader(buffer, offset, header));
            case FeedTradeDecoder.TEMPLATE_ID -> isAtLeast(FeedTradeDecoder.BLOCK_LENGTH)
                && apply(trade.wrapAndApplyHeader(buffer, offset, header));
            case FeedStatisticsDecoder.TEMPLATE_ID -> isAtLeast(FeedStatisticsDecoder.BLOCK_LENGTH)
                && apply(statistics.wrapAndApplyHeader(buffer, offset, header));
            default -> applyToBook(buffer, offset);
        };
    }

    private boolean applyToBook(final DirectBuffer buffer, final int offset) {
        return switch (header.templateId()) {
            case FeedTopDecoder.TEMPLATE_ID -> isAtLeast(FeedTopDecoder.BLOCK_LENGTH)
                && apply(top.wrapAndApplyHeader(buffer, offset, header));
            case FeedLevelDecoder.TEMPLATE_ID -> isAtLeast(FeedLevelDecoder.BLOCK_LENGTH)
                && apply(level.wrapAndApplyHeader(buffer, offset, header));
            case FeedOrderAddedDecoder.TEMPLATE_ID -> isAtLeast(FeedOrderAddedDecoder.BLOCK_LENGTH)
                && apply(added.wrapAndApplyHeader(buffer, offset, header));
            case FeedOrderReducedDecoder.TEMPLATE_ID -> isAtLeast(FeedOrderReducedDecoder.BLOCK_LENGTH)
                && apply(reduced.wrapAndApplyHeader(buffer, offset, header));
            case FeedOrderRemovedDecoder.TEMPLATE_ID -> isAtLeast(FeedOrderRemovedDecoder.BLOCK_LENGTH)
                && apply(removed.wrapAndApplyHeader(buffer, offset, header));
            default -> true;
        };
    }

    private boolean isAtLeast(final int blockLength) {
        return header.blockLength() >= blockLength;
    }

    private boolean apply(final FeedInstrumentDecoder message) {
        final int id = message.header().instrument();
        if (!instruments.containsKey(id)) {
            instruments.put(id, new FollowedInstrument(id, channel));
        }
        if (!follows(message.header())) {
            return false;
        }
        current.facts().define(message);
        listener.onInstrument(current, message);
        return true;
    }

    private boolean apply(final FeedStateDecoder message) {
        if (!follows(message.header())) {
            return false;
        }
        current.facts().state(FeedInput.state(message.stateRaw()), FeedInput.reason(message.reasonRaw()));
        listener.onState(current, message);
        return true;
    }

    private boolean apply(final FeedTradeDecoder message) {
        if (!follows(message.header())) {
            return false;
        }
        current.facts().statistics().onTrade(timeNs, message.tradeId(), message.price(), message.quantity());
        listener.onTrade(current, message);
        return true;
    }

    private boolean apply(final FeedStatisticsDecoder message) {
        if (!follows(message.header())) {
            return false;
        }
        current.facts().statistics().set(message);
        listener.onStatistics(current, message);
        return true;
    }

    private boolean apply(final FeedTopDecoder message) {
        if (!follows(message.header())) {
            return false;
        }
        current.levels().clear();
        set(Side.BUY, message.bidPrice(), message.bidQuantity(), message.bidOrders());
        set(Side.SELL, message.askPrice(), message.askQuantity(), message.askOrders());
        listener.onTop(current, message);
        return true;
    }

    private boolean apply(final FeedLevelDecoder message) {
        if (!follows(message.header())) {
            return false;
        }
        set(FeedInput.side(message.sideRaw()), message.price(), message.quantity(), message.orders());
        listener.onLevel(current, message);
        return true;
    }

    private void set(final Side side, final long price, final long quantity, final int orders) {
        current.levels().side(side).set(price, quantity, orders);
    }

    private boolean apply(final FeedOrderAddedDecoder message) {
        final long id = message.displayId();
        if (!follows(message.header()) || current.orders().find(id) != OrderBook.NONE) {
            return false;
        }
        current.orders().add(id, id, FeedInput.side(message.sideRaw()), message.price(), message.quantity());
        listener.onOrderAdded(current, message);
        return true;
    }

    private boolean apply(final FeedOrderReducedDecoder message) {
        if (!follows(message.header()) || current.orders().find(message.displayId()) == OrderBook.NONE) {
            return false;
        }
        current.orders().reduce(current.orders().find(message.displayId()), message.quantity());
        listener.onOrderReduced(current, message);
        return true;
    }

    private boolean apply(final FeedOrderRemovedDecoder message) {
        if (!follows(message.header()) || current.orders().find(message.displayId()) == OrderBook.NONE) {
            return false;
        }
        current.orders().remove(current.orders().find(message.displayId()));
        listener.onOrderRemoved(current, message);
        return true;
    }

    private boolean follows(final FeedHeaderDecoder message) {
        current = instruments.get(message.instrument());
        final boolean follows = current != null
            && (isSnapshot || message.instrumentSequence() == current.sequence() + 1);
        if (follows) {
            current.sequence(message.instrumentSequence());
        }
        return follows;
    }
}
