package io.everbook.feed;

import io.everbook.protocol.FeedTopDecoder;
import io.everbook.protocol.FeedTopEncoder;
import io.everbook.protocol.Side;

/**
 * A best bid and offer, each with quantity and count of orders.
 */
final class Top {
    private static final long NO_PRICE = FeedTopDecoder.bidPriceNullValue();

    private long bidPrice = NO_PRICE;
    private long bidQuantity;
    private int bidOrders;
    private long askPrice = NO_PRICE;
    private long askQuantity;
    private int askOrders;

    /**
     * Has it say what the best levels of a book are; tells whether that is another thing than it said.
     */
    boolean update(final FeedBook book) {
        final boolean bidChanged = updateBid(book, book.levels(Side.BUY) > 0);
        final boolean askChanged = updateAsk(book, book.levels(Side.SELL) > 0);
        return bidChanged || askChanged;
    }

    private boolean updateBid(final FeedBook book, final boolean any) {
        final long price = any ? book.price(Side.BUY, 0) : NO_PRICE;
        final long quantity = any ? book.quantity(Side.BUY, 0) : 0;
        final int orders = any ? book.orders(Side.BUY, 0) : 0;
        final boolean changed = price != bidPrice || quantity != bidQuantity || orders != bidOrders;
        bidPrice = price;
        bidQuantity = quantity;
        bidOrders = orders;
        return changed;
    }

    private boolean updateAsk(final FeedBook book, final boolean any) {
        final long price = any ? book.price(Side.SELL, 0) : NO_PRICE;
        final long quantity = any ? book.quantity(Side.SELL, 0) : 0;
        final int orders = any ? book.orders(Side.SELL, 0) : 0;
        final boolean changed = price != askPrice || quantity != askQuantity || orders != askOrders;
        askPrice = price;
        askQuantity = quantity;
        askOrders = orders;
        return changed;
    }

    void encode(final FeedTopEncoder to) {
        to.bidPrice(bidPrice)
            .bidQuantity(bidQuantity)
            .askPrice(askPrice)
            .askQuantity(askQuantity)
            .bidOrders(bidOrders)
            .askOrders(askOrders);
    }
}
