package io.everbook.feed;

import io.everbook.protocol.FeedStatisticsDecoder;

import java.util.concurrent.TimeUnit;

/**
 * Open, high, low, close and volume of an instrument's trades of one day in UTC, by engine time. Prices are
 * {@link #NO_PRICE} before the day's first trade. A live view of whoever keeps it.
 */
public final class DayStatistics {
    /** Stands where there is no price. */
    public static final long NO_PRICE = FeedStatisticsDecoder.openPriceNullValue();

    private static final long DAY_NS = TimeUnit.DAYS.toNanos(1);

    private long dayStartNs;
    private long open = NO_PRICE;
    private long high = NO_PRICE;
    private long low = NO_PRICE;
    private long close = NO_PRICE;
    private long volume;
    private long lastTradeId;

    DayStatistics() {
    }

    void onTrade(final long timeNs, final long tradeId, final long price, final long quantity) {
        beginDay(timeNs);
        open = open == NO_PRICE ? price : open;
        high = high == NO_PRICE ? price : Math.max(high, price);
        low = low == NO_PRICE ? price : Math.min(low, price);
        close = price;
        volume = volume + quantity < 0 ? Long.MAX_VALUE : volume + quantity;
        lastTradeId = tradeId;
    }

    private void beginDay(final long timeNs) {
        final long start = Math.floorDiv(timeNs, DAY_NS) * DAY_NS;
        if (start != dayStartNs) {
            set(start, NO_PRICE, NO_PRICE, NO_PRICE, NO_PRICE, 0, lastTradeId);
        }
    }

    void set(final FeedStatisticsDecoder from) {
        set(from.dayStartNs(), from.openPrice(), from.highPrice(), from.lowPrice(), from.closePrice(), from.volume(),
            from.lastTradeId());
    }

    private void set(
        final long dayStartNs,
        final long open,
        final long high,
        final long low,
        final long close,
        final long volume,
        final long lastTradeId) {
        this.dayStartNs = dayStartNs;
        this.open = open;
        this.high = high;
        this.low = low;
        this.close = close;
        this.volume = volume;
        this.lastTradeId = lastTradeId;
    }

    /**
     * The day that the figures are of.
     *
     * @return its first nanosecond since the epoch; 0 before the instrument's first trade.
     */
    public long dayStartNs() {
        return dayStartNs;
    }

    /**
     * The price of the day's first trade.
     *
     * @return in the instrument's price unit.
     */
    public long open() {
        return open;
    }

    /**
     * The highest price of the day.
     *
     * @return in the instrument's price unit.
     */
    public long high() {
        return high;
    }

    /**
     * The lowest price of the day.
     *
     * @return in the instrument's price unit.
     */
    public long low() {
        return low;
    }

    /**
     * The price of the day's newest trade.
     *
     * @return in the instrument's price unit.
     */
    public long close() {
        return close;
    }

    /**
     * What traded on the day.
     *
     * @return in the instrument's quantity unit; Long.MAX_VALUE where the sum is larger.
     */
    public long volume() {
        return volume;
    }

    /**
     * The instrument's newest trade, of whatever day.
     *
     * @return 0: none.
     */
    public long lastTradeId() {
        return lastTradeId;
    }
}
