package io.everbook.outcome;

import io.everbook.protocol.ClientOrderIdDecoder;
import io.everbook.protocol.EndReason;
import io.everbook.protocol.EventHeaderDecoder;
import io.everbook.protocol.OrderAcceptedDecoder;
import io.everbook.protocol.OrderAmendedDecoder;
import io.everbook.protocol.OrderAnswerDecoder;
import io.everbook.protocol.OrderExecutedDecoder;
import io.everbook.protocol.OrderType;
import io.everbook.protocol.OutcomeStatus;
import io.everbook.protocol.TimeInForce;

/**
 * How events change an order's status. Stateless.
 */
final class OrderLife {
    private static final byte NO_REASON = (byte) EndReason.NULL_VAL.value();

    private OrderLife() {
    }

    static void accepted(final OrderValue order, final OrderAcceptedDecoder event) {
        begin(order, event.header(), event.instrument(), event.sideRaw(), event.clientOrderId());
        order.price(event.price());
        order.quantity(event.quantity());
        order.leaves(event.quantity());
        order.acceptedSequence(event.header().sequence());
        order.type((byte) event.orderTypeRaw());
        order.timeInForce((byte) event.timeInForceRaw());
        order.execInst((byte) (event.execInst().postOnly() ? 1 : 0));
        order.partial((byte) 0);
        touched(order, event.header(), OutcomeStatus.NEW);
    }

    /** Begins with an order of which the journal tells no earlier event; the caller's event gives the quantities. */
    static void begin(
        final OrderValue order,
        final EventHeaderDecoder header,
        final int instrument,
        final short side,
        final ClientOrderIdDecoder name) {
        order.clientIdHigh(name.high());
        order.clientIdLow(name.low());
        order.session(header.session());
        order.instrument(instrument);
        order.side((byte) side);
        order.price(OrderAnswerDecoder.priceNullValue());
        order.quantity(0);
        order.leaves(0);
        order.executed(0);
        order.notionalHigh(0);
        order.notionalLow(0);
        order.acceptedSequence(0);
        order.type((byte) OrderType.NULL_VAL.value());
        order.timeInForce((byte) TimeInForce.NULL_VAL.value());
        order.execInst((byte) 0);
        order.endReason(NO_REASON);
        order.partial((byte) 1);
    }

    static void amended(final OrderValue order, final OrderAmendedDecoder event) {
        order.price(event.price());
        order.quantity(event.quantity());
        order.leaves(event.leavesQuantity());
        order.executed(event.quantity() - event.leavesQuantity());
        touched(order, event.header(), order.executed() > 0 ? OutcomeStatus.PARTIALLY_FILLED : OutcomeStatus.NEW);
    }

    static void executed(final OrderValue order, final OrderExecutedDecoder event) {
        order.executed(event.executedQuantity());
        order.leaves(event.leavesQuantity());
        order.quantity(event.executedQuantity() + event.leavesQuantity());
        Notional.add(order, event.price(), event.quantity());
        touched(order, event.header(),
            event.leavesQuantity() == 0 ? OutcomeStatus.FILLED : OutcomeStatus.PARTIALLY_FILLED);
    }

    static void ended(
        final OrderValue order,
        final EventHeaderDecoder header,
        final OutcomeStatus status,
        final short reason,
        final long price,
        final long endedQuantity,
        final long executedQuantity) {
        order.price(price);
        order.executed(executedQuantity);
        order.quantity(executedQuantity + endedQuantity);
        order.leaves(0);
        order.endReason((byte) reason);
        touched(order, header, status);
    }

    private static void touched(
        final OrderValue order, final EventHeaderDecoder header, final OutcomeStatus status) {
        order.status((byte) status.value());
        order.lastExecutionId(header.executionId());
        order.lastSequence(header.sequence());
        order.lastTimeNs(header.timeNs());
    }
}
