package io.everbook.outcome;

import io.everbook.protocol.ClientOrderIdDecoder;
import net.openhft.chronicle.core.values.LongValue;
import net.openhft.chronicle.values.Values;

/**
 * Keeps which order a session's client order id names: the newest that was given it. An order is found under its newest
 * name alone. Not thread safe.
 */
final class OrderNames {
    private final StoreMap<ClientKey, LongValue> names;
    private final ClientKey key = Values.newHeapInstance(ClientKey.class);
    private final LongValue id = Values.newHeapInstance(LongValue.class);

    OrderNames(final StoreMap<ClientKey, LongValue> names) {
        this.names = names;
    }

    void give(final long orderId, final OrderValue order) {
        name(order);
        id.setValue(orderId);
        names.put(key, id);
    }

    void rename(final long orderId, final OrderValue order, final ClientOrderIdDecoder name) {
        if (order.clientIdHigh() != name.high() || order.clientIdLow() != name.low()) {
            name(order);
            release(orderId);
            order.clientIdHigh(name.high());
            order.clientIdLow(name.low());
            give(orderId, order);
        }
    }

    void releaseOldest(final EndedOrders ended) {
        ended.oldestName(key);
        release(ended.oldestOrder());
    }

    private void release(final long orderId) {
        if (names.get(key, id) && id.getValue() == orderId) {
            names.remove(key);
        }
    }

    private void name(final OrderValue order) {
        key.high(order.clientIdHigh());
        key.low(order.clientIdLow());
        key.session(order.session());
    }
}
