package io.everbook.outcome;

import io.everbook.protocol.Liquidity;
import io.everbook.protocol.OrderExecutedDecoder;
import net.openhft.chronicle.core.values.LongValue;
import net.openhft.chronicle.values.Values;

/**
 * Keeps trades, each put together from the events of its two sides, of which the aggressor's comes first. Not thread
 * safe.
 */
final class TradeWriter {
    private final StoreMap<LongValue, TradeValue> trades;
    private final long kept;
    private final LongValue key = Values.newHeapInstance(LongValue.class);
    private final TradeValue value = Values.newHeapInstance(TradeValue.class);

    TradeWriter(final StoreMap<LongValue, TradeValue> trades, final long kept) {
        this.trades = trades;
        this.kept = kept;
    }

    void executed(final OrderExecutedDecoder event) {
        if (event.liquidity() == Liquidity.TAKER) {
            value.aggressorOrder(event.orderId());
            value.aggressorSession(event.header().session());
            value.aggressorSide((byte) event.sideRaw());
        } else {
            value.makerOrder(event.orderId());
            value.makerSession(event.header().session());
            traded(event);
        }
    }

    private void traded(final OrderExecutedDecoder event) {
        value.tradeId(event.tradeId());
        value.price(event.price());
        value.quantity(event.quantity());
        value.sequence(event.header().sequence());
        value.timeNs(event.header().timeNs());
        key.setValue(StoreKeys.slot(event.instrument(), event.tradeId(), kept));
        trades.put(key, value);
    }
}
