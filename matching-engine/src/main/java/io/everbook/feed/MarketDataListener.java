package io.everbook.feed;

import io.everbook.protocol.FeedInstrumentDecoder;
import io.everbook.protocol.FeedLevelDecoder;
import io.everbook.protocol.FeedOrderAddedDecoder;
import io.everbook.protocol.FeedOrderReducedDecoder;
import io.everbook.protocol.FeedOrderRemovedDecoder;
import io.everbook.protocol.FeedStateDecoder;
import io.everbook.protocol.FeedStatisticsDecoder;
import io.everbook.protocol.FeedTopDecoder;
import io.everbook.protocol.FeedTradeDecoder;

/**
 * Told what a {@link MarketDataReceiver} receives, one method a template, after the book has it; each does nothing
 * unless overridden. Between the messages of a record a book may be crossed: it is to be read when
 * {@link #onEndOfEvent} says so.
 *
 * <p>Called on the receiver's thread. Decoders and instruments are valid during the call.
 */
public interface MarketDataListener {
    /**
     * The receiver does something else from now on.
     *
     * @param before what it did.
     * @param now    what it does.
     * @param why    in words.
     */
    default void onReceiverState(final ReceiverState before, final ReceiverState now, final String why) {
    }

    /**
     * A snapshot is about to be applied: every book is empty now.
     */
    default void onBooksReset() {
    }

    /**
     * The books are as they were after a record: it is told whole, or a snapshot ends with it.
     *
     * @param sequence of the record.
     * @param timeNs   its engine time.
     */
    default void onEndOfEvent(final long sequence, final long timeNs) {
    }

    /**
     * An instrument is defined, or a snapshot begins to tell of it.
     *
     * @param instrument concerned.
     * @param message    as received.
     */
    default void onInstrument(final FollowedInstrument instrument, final FeedInstrumentDecoder message) {
    }

    /**
     * The state of an instrument.
     *
     * @param instrument concerned.
     * @param message    as received.
     */
    default void onState(final FollowedInstrument instrument, final FeedStateDecoder message) {
    }

    /**
     * A trade.
     *
     * @param instrument concerned.
     * @param message    as received.
     */
    default void onTrade(final FollowedInstrument instrument, final FeedTradeDecoder message) {
    }

    /**
     * Statistics of the day.
     *
     * @param instrument concerned.
     * @param message    as received.
     */
    default void onStatistics(final FollowedInstrument instrument, final FeedStatisticsDecoder message) {
    }

    /**
     * The best bid and offer.
     *
     * @param instrument concerned.
     * @param message    as received.
     */
    default void onTop(final FollowedInstrument instrument, final FeedTopDecoder message) {
    }

    /**
     * A price level.
     *
     * @param instrument concerned.
     * @param message    as received.
     */
    default void onLevel(final FollowedInstrument instrument, final FeedLevelDecoder message) {
    }

    /**
     * An order joins the end of its price level.
     *
     * @param instrument concerned.
     * @param message    as received.
     */
    default void onOrderAdded(final FollowedInstrument instrument, final FeedOrderAddedDecoder message) {
    }

    /**
     * An order displays less.
     *
     * @param instrument concerned.
     * @param message    as received.
     */
    default void onOrderReduced(final FollowedInstrument instrument, final FeedOrderReducedDecoder message) {
    }

    /**
     * An order is displayed no more.
     *
     * @param instrument concerned.
     * @param message    as received.
     */
    default void onOrderRemoved(final FollowedInstrument instrument, final FeedOrderRemovedDecoder message) {
    }
}
