package io.everbook.feed;

import io.everbook.protocol.FeedChannel;
import io.everbook.protocol.FeedSnapshotPacketEncoder;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.Side;

import java.util.List;

/**
 * Takes snapshots of one channel, at the end of a record.
 */
final class SnapshotPacker extends Packer {
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final FeedSnapshotPacketEncoder packet = new FeedSnapshotPacketEncoder();
    private final FeedMessages messages = new FeedMessages();
    private final RecordPacker state;
    private final List<InstrumentFeed> instruments;
    private FrozenSnapshot to;

    /**
     * Prepares snapshots.
     *
     * @param state       of the channel.
     * @param instruments all there are, in the order of their definition.
     */
    SnapshotPacker(final RecordPacker state, final List<InstrumentFeed> instruments) {
        super(state.channel(), FeedSnapshotPacketEncoder.BLOCK_LENGTH);
        this.state = state;
        this.instruments = instruments;
    }

    void take(final FrozenSnapshot snapshot) {
        to = snapshot;
        to.begin();
        for (int i = 0; i < instruments.size(); i++) {
            add(instruments.get(i));
        }
        flush(true);
        to.conclude(state.packetNumber());
    }

    private void add(final InstrumentFeed feed) {
        messages.instrument(this, feed);
        messages.state(this, feed);
        messages.statistics(this, feed);
        if (channel() == FeedChannel.TOP) {
            messages.top(this, feed);
        } else if (channel() == FeedChannel.LEVELS) {
            addLevels(feed, Side.BUY);
            addLevels(feed, Side.SELL);
        } else {
            addOrders(feed, Side.BUY);
            addOrders(feed, Side.SELL);
        }
    }

    private void addLevels(final InstrumentFeed feed, final Side side) {
        final PriceLevels levels = feed.told().side(side);
        for (int place = levels.depth() - 1; place >= 0; place--) {
            messages.level(this, feed, side, levels.price(place), levels.quantity(place), levels.count(place));
        }
    }

    private void addOrders(final InstrumentFeed feed, final Side side) {
        final OrderBook book = feed.orders();
        final PriceLevels levels = book.levels().side(side);
        for (int place = levels.depth() - 1; place >= 0; place--) {
            for (int order = levels.head(place); order != OrderBook.NONE; order = book.next(order)) {
                messages.added(
                    this, feed, book.displayId(order), side, book.price(order), book.quantity(order));
            }
        }
    }

    @Override
    long sequence(final InstrumentFeed instrument) {
        return instrument.sequence(channel());
    }

    @Override
    void complete(final int length, final boolean last) {
        packet.wrapAndApplyHeader(buffer(), 0, messageHeader)
            .packetNumber(state.packetNumber())
            .sequence(state.sequence())
            .timeNs(state.timeNs())
            .epoch(state.epoch())
            .generationPacket(state.generationPacket())
            .index(to.count())
            .count(0)
            .partition(state.partition())
            .channel(channel())
            .pad1((short) 0)
            .pad2(0);
        to.add(buffer(), length);
    }
}
