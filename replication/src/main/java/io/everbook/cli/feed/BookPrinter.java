package io.everbook.cli.feed;

import io.everbook.cli.Report;
import io.everbook.feed.FeedBook;
import io.everbook.feed.FollowedInstrument;
import io.everbook.feed.MarketDataListener;
import io.everbook.feed.ReceiverState;
import io.everbook.protocol.FeedInstrumentDecoder;
import io.everbook.protocol.FeedTradeDecoder;
import io.everbook.protocol.Side;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Prints books as they stand at the end of an event, best prices in the middle, at most once in a while. One thread.
 */
final class BookPrinter implements MarketDataListener {
    private final Map<Integer, FollowedInstrument> instruments = new TreeMap<>();
    private final Report report;
    private final Integer only;
    private final int depth;
    private final long intervalNs;
    private boolean changed;
    private boolean whole;
    private long nextNs = System.nanoTime();
    private long sequence;
    private long trades;

    BookPrinter(final Report report, final Integer only, final int depth, final long intervalNs) {
        this.report = report;
        this.only = only;
        this.depth = depth;
        this.intervalNs = intervalNs;
    }

    void poll(final long nowNs) {
        if (changed && whole && nowNs - nextNs >= 0) {
            nextNs = nowNs + intervalNs;
            print();
        }
    }

    void print() {
        changed = false;
        instruments.values().forEach(this::print);
    }

    private void print(final FollowedInstrument instrument) {
        report.line("%ninstrument %d  %s  sequence %d  trades %d", instrument.facts().id(),
            instrument.facts().state(), sequence, trades);
        final FeedBook book = instrument.book();
        for (int level = Math.min(depth, book.levels(Side.SELL)) - 1; level >= 0; level--) {
            report.line("%30s %12d x %-10d", "", book.price(Side.SELL, level), book.quantity(Side.SELL, level));
        }
        for (int level = 0; level < Math.min(depth, book.levels(Side.BUY)); level++) {
            report.line("%12d x %-14d", book.quantity(Side.BUY, level), book.price(Side.BUY, level));
        }
    }

    /** Every book, each side's levels as price, quantity and count of orders. */
    Map<String, Object> books() {
        final Map<String, Object> books = new TreeMap<>();
        instruments.forEach((id, instrument) -> books.put(String.valueOf(id), Map.of(
            "bids", levels(instrument.book(), Side.BUY), "asks", levels(instrument.book(), Side.SELL))));
        return books;
    }

    private List<List<Long>> levels(final FeedBook book, final Side side) {
        final List<List<Long>> levels = new ArrayList<>();
        for (int level = 0; level < Math.min(depth, book.levels(side)); level++) {
            levels.add(List.of(
                book.price(side, level), book.quantity(side, level), (long) book.orders(side, level)));
        }
        return levels;
    }

    long trades() {
        return trades;
    }

    @Override
    public void onReceiverState(final ReceiverState before, final ReceiverState now, final String why) {
        report.line("%s: %s", now, why);
    }

    @Override
    public void onBooksReset() {
        instruments.clear();
        whole = false;
    }

    @Override
    public void onInstrument(final FollowedInstrument instrument, final FeedInstrumentDecoder message) {
        if (only == null || only == instrument.facts().id()) {
            instruments.put(instrument.facts().id(), instrument);
        }
    }

    @Override
    public void onTrade(final FollowedInstrument instrument, final FeedTradeDecoder message) {
        trades++;
    }

    @Override
    public void onEndOfEvent(final long newSequence, final long timeNs) {
        sequence = newSequence;
        changed = true;
        whole = true;
    }
}
