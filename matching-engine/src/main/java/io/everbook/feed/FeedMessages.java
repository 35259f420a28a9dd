package io.everbook.feed;

import io.everbook.protocol.FeedHeaderEncoder;
import io.everbook.protocol.FeedInstrumentEncoder;
import io.everbook.protocol.FeedLevelEncoder;
import io.everbook.protocol.FeedOrderAddedEncoder;
import io.everbook.protocol.FeedOrderReducedEncoder;
import io.everbook.protocol.FeedOrderRemovedEncoder;
import io.everbook.protocol.FeedStateEncoder;
import io.everbook.protocol.FeedStatisticsEncoder;
import io.everbook.protocol.FeedTopEncoder;
import io.everbook.protocol.FeedTradeEncoder;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.OrderExecutedDecoder;
import io.everbook.protocol.Side;

/**
 * Encodes the messages about instruments into packets. Every byte is written, padding too, since the packets of all
 * sites are equal byte by byte.
 */
final class FeedMessages {
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final FeedInstrumentEncoder instrument = new FeedInstrumentEncoder();
    private final FeedStateEncoder state = new FeedStateEncoder();
    private final FeedTradeEncoder trade = new FeedTradeEncoder();
    private final FeedStatisticsEncoder statistics = new FeedStatisticsEncoder();
    private final FeedTopEncoder top = new FeedTopEncoder();
    private final FeedLevelEncoder level = new FeedLevelEncoder();
    private final FeedOrderAddedEncoder added = new FeedOrderAddedEncoder();
    private final FeedOrderReducedEncoder reduced = new FeedOrderReducedEncoder();
    private final FeedOrderRemovedEncoder removed = new FeedOrderRemovedEncoder();

    void instrument(final Packer out, final InstrumentFeed feed) {
        final int offset = out.claim(FeedInstrumentEncoder.BLOCK_LENGTH);
        instrument.wrapAndApplyHeader(out.buffer(), offset, messageHeader);
        header(instrument.header(), out, feed);
        feed.facts().encode(instrument);
    }

    void state(final Packer out, final InstrumentFeed feed) {
        final int offset = out.claim(FeedStateEncoder.BLOCK_LENGTH);
        state.wrapAndApplyHeader(out.buffer(), offset, messageHeader)
            .state(feed.facts().state())
            .reason(feed.facts().stateReason())
            .pad1(0)
            .pad2(0);
        header(state.header(), out, feed);
    }

    void trade(final Packer out, final InstrumentFeed feed, final OrderExecutedDecoder taker) {
        final int offset = out.claim(FeedTradeEncoder.BLOCK_LENGTH);
        trade.wrapAndApplyHeader(out.buffer(), offset, messageHeader)
            .tradeId(taker.tradeId())
            .price(taker.price())
            .quantity(taker.quantity())
            .aggressorSide(taker.side())
            .pad1((short) 0)
            .pad2(0)
            .pad3(0);
        header(trade.header(), out, feed);
    }

    void statistics(final Packer out, final InstrumentFeed feed) {
        final DayStatistics day = feed.facts().statistics();
        final int offset = out.claim(FeedStatisticsEncoder.BLOCK_LENGTH);
        statistics.wrapAndApplyHeader(out.buffer(), offset, messageHeader)
            .dayStartNs(day.dayStartNs())
            .openPrice(day.open())
            .highPrice(day.high())
            .lowPrice(day.low())
            .closePrice(day.close())
            .volume(day.volume())
            .lastTradeId(day.lastTradeId());
        header(statistics.header(), out, feed);
    }

    void top(final Packer out, final InstrumentFeed feed) {
        final int offset = out.claim(FeedTopEncoder.BLOCK_LENGTH);
        top.wrapAndApplyHeader(out.buffer(), offset, messageHeader);
        header(top.header(), out, feed);
        feed.top().encode(top);
    }

    void level(
        final Packer out,
        final InstrumentFeed feed,
        final Side side,
        final long price,
        final long quantity,
        final int orders) {
        final int offset = out.claim(FeedLevelEncoder.BLOCK_LENGTH);
        level.wrapAndApplyHeader(out.buffer(), offset, messageHeader)
            .price(price)
            .quantity(quantity)
            .orders(orders)
            .side(side)
            .pad1((short) 0)
            .pad2(0);
        header(level.header(), out, feed);
    }

    void added(
        final Packer out,
        final InstrumentFeed feed,
        final long displayId,
        final Side side,
        final long price,
        final long quantity) {
        final int offset = out.claim(FeedOrderAddedEncoder.BLOCK_LENGTH);
        added.wrapAndApplyHeader(out.buffer(), offset, messageHeader)
            .displayId(displayId)
            .price(price)
            .quantity(quantity)
            .side(side)
            .pad1((short) 0)
            .pad2(0)
            .pad3(0);
        header(added.header(), out, feed);
    }

    void reduced(
        final Packer out, final InstrumentFeed feed, final long displayId, final long quantity, final long tradeId) {
        final int offset = out.claim(FeedOrderReducedEncoder.BLOCK_LENGTH);
        reduced.wrapAndApplyHeader(out.buffer(), offset, messageHeader)
            .displayId(displayId)
            .quantity(quantity)
            .tradeId(tradeId);
        header(reduced.header(), out, feed);
    }

    void removed(final Packer out, final InstrumentFeed feed, final long displayId, final long tradeId) {
        final int offset = out.claim(FeedOrderRemovedEncoder.BLOCK_LENGTH);
        removed.wrapAndApplyHeader(out.buffer(), offset, messageHeader)
            .displayId(displayId)
            .tradeId(tradeId);
        header(removed.header(), out, feed);
    }

    private static void header(final FeedHeaderEncoder header, final Packer out, final InstrumentFeed feed) {
        header.instrumentSequence(out.sequence(feed)).instrument(feed.facts().id()).reserved(0);
    }
}
