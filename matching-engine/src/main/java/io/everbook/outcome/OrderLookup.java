package io.everbook.outcome;

import io.everbook.protocol.EndReason;
import io.everbook.protocol.OrderAnswerDecoder;
import io.everbook.protocol.OrderAnswerEncoder;
import io.everbook.protocol.OrderType;
import io.everbook.protocol.OutcomeStatus;
import io.everbook.protocol.QueryResult;
import io.everbook.protocol.Side;
import io.everbook.protocol.TimeInForce;
import net.openhft.chronicle.core.values.LongValue;
import net.openhft.chronicle.values.Values;

/**
 * Looks up the status of an order, by its exchange order id or by its session and client order id.
 */
final class OrderLookup extends Lookup {
    private final OrderAnswerEncoder encoder = new OrderAnswerEncoder();
    private final OrderAnswerDecoder decoder = new OrderAnswerDecoder();
    private final OrderValue order = Values.newHeapInstance(OrderValue.class);
    private final ClientKey name = Values.newHeapInstance(ClientKey.class);
    private final LongValue named = Values.newHeapInstance(LongValue.class);
    private long orderId;

    OrderLookup(final StoreView view) {
        super(view);
    }

    OrderAnswerDecoder answer(
        final int participant,
        final long correlationId,
        final long id,
        final int session,
        final long high,
        final long low,
        final long required) {
        orderId = id;
        name.session(session);
        name.high(high);
        name.low(low);
        final QueryResult result = result(participant, required);
        begin(correlationId, result);
        if (result == QueryResult.ANSWERED) {
            encode();
        }
        return decoder.wrapAndApplyHeader(buffer, 0, headerDecoder);
    }

    @Override
    QueryResult find(final int participant) {
        if (orderId == 0) {
            if (!isOf(name.session(), participant)) {
                return refusal();
            }
            orderId = view.maps().clientIds().get(name, named) ? named.getValue() : 0;
        }
        key.setValue(orderId);
        if (!view.maps().orders().get(key, order)) {
            return QueryResult.UNKNOWN;
        }
        return isOf(order.session(), participant) ? QueryResult.ANSWERED : refusal();
    }

    private void begin(final long correlationId, final QueryResult result) {
        encoder.wrapAndApplyHeader(buffer, 0, headerEncoder)
            .correlationId(correlationId)
            .sequence(view.sequence())
            .firstSequence(view.firstSequence())
            .result(result)
            .status(OutcomeStatus.PENDING)
            .endReason(EndReason.NULL_VAL)
            .side(Side.NULL_VAL)
            .orderType(OrderType.NULL_VAL)
            .timeInForce(TimeInForce.NULL_VAL);
    }

    private void encode() {
        encoder.orderId(orderId)
            .price(order.price())
            .quantity(order.quantity())
            .executedQuantity(order.executed())
            .openQuantity(order.leaves())
            .lastExecutionId(order.lastExecutionId())
            .acceptedSequence(order.acceptedSequence())
            .lastSequence(order.lastSequence())
            .lastTimeNs(order.lastTimeNs())
            .session(order.session())
            .instrument(order.instrument());
        encoder.clientOrderId().high(order.clientIdHigh()).low(order.clientIdLow());
        encodeTraits();
        encodeAverage();
    }

    private void encodeTraits() {
        encoder.status(OutcomeStatus.get(unsigned(order.status())))
            .endReason(EndReason.get(unsigned(order.endReason())))
            .side(Side.get(unsigned(order.side())))
            .orderType(OrderType.get(unsigned(order.type())))
            .timeInForce(TimeInForce.get(unsigned(order.timeInForce())));
        encoder.execInst().postOnly(order.execInst() != 0);
    }

    private void encodeAverage() {
        final long executed = order.executed();
        if (executed == 0 || order.partial() != 0) {
            encoder.averagePrice(OrderAnswerEncoder.averagePriceNullValue());
        } else {
            final long average = Notional.average(order.notionalHigh(), order.notionalLow(), executed);
            encoder.averagePrice(average)
                .averageRemainder(Notional.remainder(order.notionalLow(), average, executed));
        }
    }

    private static short unsigned(final byte value) {
        return (short) (value & 0xFF);
    }
}
