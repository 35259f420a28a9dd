package io.everbook.outcome;

import io.everbook.api.EverbookException;
import io.everbook.protocol.ClientOrderIdDecoder;
import io.everbook.protocol.EventHeaderDecoder;
import io.everbook.protocol.OrderAcceptedDecoder;
import io.everbook.protocol.OrderAmendedDecoder;
import io.everbook.protocol.OrderCancelledDecoder;
import io.everbook.protocol.OrderExecutedDecoder;
import io.everbook.protocol.OrderExpiredDecoder;
import io.everbook.protocol.OutcomeStatus;
import net.openhft.chronicle.core.values.LongValue;
import net.openhft.chronicle.values.Values;

/**
 * Keeps the status of orders, and their names. The order that a record's command accepted or amended is written once,
 * when it ended or the record has. An order that ended is forgotten when it has been kept for long enough by engine
 * time, or when as many as are kept have ended after it; so what is kept is a function of the records.
 *
 * <p>Not thread safe.
 */
final class OrderWriter {
    private final StoreMap<LongValue, OrderValue> orders;
    private final OrderNames names;
    private final EndedOrders ended;
    private final long keptNs;
    private final boolean fromGenesis;
    private final LongValue key = Values.newHeapInstance(LongValue.class);
    private final OrderValue passive = Values.newHeapInstance(OrderValue.class);
    private final OrderValue active = Values.newHeapInstance(OrderValue.class);
    private long activeId;

    /**
     * Creates it.
     *
     * @param fromGenesis whether the journal holds its first record, and so every order's acceptance.
     */
    OrderWriter(
        final Generation generation, final EndedOrders ended, final long keptNs, final boolean fromGenesis) {
        this.orders = generation.orders();
        this.names = new OrderNames(generation.clientIds());
        this.ended = ended;
        this.keptNs = keptNs;
        this.fromGenesis = fromGenesis;
    }

    void accepted(final OrderAcceptedDecoder event) {
        activeId = event.orderId();
        OrderLife.accepted(active, event);
        names.give(activeId, active);
    }

    void amended(final OrderAmendedDecoder event) {
        activeId = event.orderId();
        load(activeId, active, event.header(), event.instrument(), event.sideRaw(), event.clientOrderId());
        names.rename(activeId, active, event.clientOrderId());
        OrderLife.amended(active, event);
    }

    void executed(final OrderExecutedDecoder event) {
        final OrderValue order = find(
            event.orderId(), event.header(), event.instrument(), event.sideRaw(), event.clientOrderId());
        OrderLife.executed(order, event);
        save(event.orderId(), order);
    }

    void cancelled(final OrderCancelledDecoder event) {
        final OrderValue order = find(
            event.orderId(), event.header(), event.instrument(), event.sideRaw(), event.clientOrderId());
        OrderLife.ended(order, event.header(), OutcomeStatus.CANCELLED, event.reasonRaw(),
            event.price(), event.quantity(), event.executedQuantity());
        save(event.orderId(), order);
    }

    void expired(final OrderExpiredDecoder event) {
        final OrderValue order = find(
            event.orderId(), event.header(), event.instrument(), event.sideRaw(), event.clientOrderId());
        OrderLife.ended(order, event.header(), OutcomeStatus.EXPIRED, event.reasonRaw(),
            event.price(), event.quantity(), event.executedQuantity());
        save(event.orderId(), order);
    }

    void endOfRecord(final long timeNs) {
        if (activeId != 0) {
            write(activeId, active);
            activeId = 0;
        }
        while (!ended.isEmpty() && ended.oldestTimeNs() < timeNs - keptNs) {
            forgetOldest();
        }
    }

    private OrderValue find(
        final long orderId,
        final EventHeaderDecoder header,
        final int instrument,
        final short side,
        final ClientOrderIdDecoder name) {
        if (orderId == activeId) {
            return active;
        }
        load(orderId, passive, header, instrument, side, name);
        return passive;
    }

    private void load(
        final long orderId,
        final OrderValue order,
        final EventHeaderDecoder header,
        final int instrument,
        final short side,
        final ClientOrderIdDecoder name) {
        key.setValue(orderId);
        if (!orders.get(key, order)) {
            requireBeforeFirstRecord(orderId, header.sequence());
            OrderLife.begin(order, header, instrument, side, name);
            names.give(orderId, order);
        }
    }

    private void requireBeforeFirstRecord(final long orderId, final long sequence) {
        if (fromGenesis) {
            throw new EverbookException("the record of sequence " + sequence + " tells of order " + orderId
                + ", which the store doesn't hold, though it took every record from the first");
        }
    }

    private void save(final long orderId, final OrderValue order) {
        if (order.leaves() == 0) {
            write(orderId, order);
            keepPastEnd(orderId, order);
        } else if (order != active) {
            write(orderId, order);
        }
    }

    private void keepPastEnd(final long orderId, final OrderValue order) {
        if (orderId == activeId) {
            activeId = 0;
        }
        if (ended.isFull()) {
            forgetOldest();
        }
        ended.add(orderId, order);
    }

    private void forgetOldest() {
        key.setValue(ended.oldestOrder());
        orders.remove(key);
        names.releaseOldest(ended);
        ended.removeOldest();
    }

    private void write(final long orderId, final OrderValue order) {
        key.setValue(orderId);
        orders.put(key, order);
    }
}
