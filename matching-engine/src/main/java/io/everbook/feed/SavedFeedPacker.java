package io.everbook.feed;

import io.everbook.api.Xxh64;
import io.everbook.protocol.FeedChannel;
import io.everbook.protocol.FeedSavedEncoder;
import io.everbook.protocol.FeedSavedInstrumentEncoder;
import io.everbook.protocol.FeedSavedOrderEncoder;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.Side;
import org.agrona.ExpandableArrayBuffer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Encodes what a {@link SavedFeed} file holds.
 */
final class SavedFeedPacker extends Packer {
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final FeedSavedEncoder saved = new FeedSavedEncoder();
    private final FeedSavedInstrumentEncoder sequences = new FeedSavedInstrumentEncoder();
    private final FeedSavedOrderEncoder order = new FeedSavedOrderEncoder();
    private final FeedMessages messages = new FeedMessages();
    private final ExpandableArrayBuffer bytes = new ExpandableArrayBuffer(1 << 16);
    private final MarketDataBuilder builder;
    private final RecordPacker top;
    private final RecordPacker levels;
    private final RecordPacker orders;
    private int end;

    SavedFeedPacker(final MarketDataBuilder builder) {
        super(FeedChannel.ORDERS, FeedSavedEncoder.BLOCK_LENGTH);
        this.builder = builder;
        top = builder.channel(FeedChannel.TOP);
        levels = builder.channel(FeedChannel.LEVELS);
        orders = builder.channel(FeedChannel.ORDERS);
    }

    ByteBuffer pack() {
        builder.instruments().forEach(this::add);
        flush(true);
        bytes.putLong(end, Xxh64.hash(bytes, 0, end, 0), ByteOrder.LITTLE_ENDIAN);
        return ByteBuffer.wrap(bytes.byteArray(), 0, end + Long.BYTES);
    }

    private void add(final InstrumentFeed feed) {
        messages.instrument(this, feed);
        messages.state(this, feed);
        messages.statistics(this, feed);
        addSequences(feed);
        addOrders(feed, Side.BUY);
        addOrders(feed, Side.SELL);
    }

    private void addSequences(final InstrumentFeed feed) {
        final int offset = claim(FeedSavedInstrumentEncoder.BLOCK_LENGTH);
        sequences.wrapAndApplyHeader(buffer(), offset, messageHeader)
            .topSequence(feed.sequence(FeedChannel.TOP))
            .levelsSequence(feed.sequence(FeedChannel.LEVELS))
            .ordersSequence(feed.sequence(FeedChannel.ORDERS))
            .instrument(feed.facts().id())
            .pad1(0);
    }

    private void addOrders(final InstrumentFeed feed, final Side side) {
        final OrderBook book = feed.orders();
        final PriceLevels prices = book.levels().side(side);
        for (int place = prices.depth() - 1; place >= 0; place--) {
            for (int slot = prices.head(place); slot != OrderBook.NONE; slot = book.next(slot)) {
                addOrder(feed, book, slot);
            }
        }
    }

    private void addOrder(final InstrumentFeed feed, final OrderBook book, final int slot) {
        final int offset = claim(FeedSavedOrderEncoder.BLOCK_LENGTH);
        order.wrapAndApplyHeader(buffer(), offset, messageHeader)
            .orderId(book.id(slot))
            .displayId(book.displayId(slot))
            .price(book.price(slot))
            .quantity(book.quantity(slot))
            .instrument(feed.facts().id())
            .side(book.side(slot))
            .pad1((short) 0)
            .pad2(0);
    }

    @Override
    long sequence(final InstrumentFeed instrument) {
        return instrument.sequence(channel());
    }

    @Override
    void complete(final int length, final boolean last) {
        saved.wrapAndApplyHeader(buffer(), 0, messageHeader)
            .sequence(builder.sequence())
            .chain(builder.chain())
            .timeNs(orders.timeNs())
            .epoch(orders.epoch())
            .topPacket(top.packetNumber())
            .levelsPacket(levels.packetNumber())
            .ordersPacket(orders.packetNumber())
            .topGeneration(top.generationPacket())
            .levelsGeneration(levels.generationPacket())
            .ordersGeneration(orders.generationPacket())
            .partition(builder.partition())
            .length(length);
        bytes.putBytes(end, buffer(), 0, length);
        end += length;
    }
}
