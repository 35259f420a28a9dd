package io.everbook.cli.replay;

import io.everbook.protocol.OrderExecutedDecoder;
import org.agrona.collections.Long2LongHashMap;

/**
 * What a trader must know of its own live orders to amend them: the total and what has executed, by client order id.
 * An unknown order has neither.
 */
final class OwnOrders {
    private final Long2LongHashMap totals = new Long2LongHashMap(0);
    private final Long2LongHashMap executed = new Long2LongHashMap(0);

    void total(final long order, final long quantity) {
        totals.put(order, quantity);
    }

    void executed(final OrderExecutedDecoder fill) {
        final long order = fill.clientOrderId().low();
        if (fill.leavesQuantity() == 0) {
            ended(order);
        } else {
            executed.put(order, fill.executedQuantity());
        }
    }

    void ended(final long order) {
        totals.remove(order);
        executed.remove(order);
    }

    long total(final long order) {
        return totals.get(order);
    }

    long executed(final long order) {
        return executed.get(order);
    }

    long open(final long order) {
        return total(order) - executed(order);
    }
}
