package io.everbook.feed;

import io.everbook.api.EventListener;
import io.everbook.protocol.ClientOrderIdDecoder;
import io.everbook.protocol.CommandRejectedDecoder;
import io.everbook.protocol.EndReason;
import io.everbook.protocol.EventHeaderDecoder;
import io.everbook.protocol.ExecType;
import io.everbook.protocol.ExecutionReportEncoder;
import io.everbook.protocol.Liquidity;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.OrderAcceptedDecoder;
import io.everbook.protocol.OrderAmendedDecoder;
import io.everbook.protocol.OrderCancelledDecoder;
import io.everbook.protocol.OrderExecutedDecoder;
import io.everbook.protocol.OrderExpiredDecoder;
import io.everbook.protocol.Reason;
import io.everbook.protocol.Side;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes an event of an order, or a reject, as an execution report. An event that is neither leaves no report.
 */
final class ExecutionReports implements EventListener {
    static final int LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + ExecutionReportEncoder.BLOCK_LENGTH;

    private static final long NO_PRICE = ExecutionReportEncoder.priceNullValue();

    private final UnsafeBuffer buffer = new UnsafeBuffer(BufferUtil.allocateDirectAligned(LENGTH, 64));
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final ExecutionReportEncoder report = new ExecutionReportEncoder();
    private long previousExecutionId;
    private int participant;
    private int initiator;
    private boolean isPresent;

    /**
     * What the next event's report says beyond the event.
     */
    void begin(final long newPreviousExecutionId, final int newParticipant, final int newInitiator) {
        previousExecutionId = newPreviousExecutionId;
        participant = newParticipant;
        initiator = newInitiator;
        isPresent = false;
    }

    /**
     * Whether the event since {@link #begin} left a report.
     */
    boolean isPresent() {
        return isPresent;
    }

    DirectBuffer buffer() {
        return buffer;
    }

    @Override
    public void onOrderAccepted(final OrderAcceptedDecoder event) {
        start(ExecType.NEW, event.header(), event.clientOrderId(), event.instrument())
            .commandNumber(event.commandNumber())
            .orderId(event.orderId())
            .price(event.price())
            .quantity(event.quantity())
            .leavesQuantity(event.quantity())
            .side(event.side());
    }

    @Override
    public void onOrderExecuted(final OrderExecutedDecoder event) {
        start(ExecType.TRADE, event.header(), event.clientOrderId(), event.instrument())
            .orderId(event.orderId())
            .tradeId(event.tradeId())
            .quantity(event.executedQuantity() + event.leavesQuantity())
            .leavesQuantity(event.leavesQuantity())
            .executedQuantity(event.executedQuantity())
            .lastPrice(event.price())
            .lastQuantity(event.quantity())
            .initiator(0)
            .side(event.side())
            .liquidity(event.liquidity());
    }

    @Override
    public void onOrderAmended(final OrderAmendedDecoder event) {
        start(ExecType.AMENDED, event.header(), event.clientOrderId(), event.instrument())
            .commandNumber(event.commandNumber())
            .orderId(event.orderId())
            .price(event.price())
            .quantity(event.quantity())
            .leavesQuantity(event.leavesQuantity())
            .executedQuantity(event.quantity() - event.leavesQuantity())
            .side(event.side());
    }

    @Override
    public void onOrderCancelled(final OrderCancelledDecoder event) {
        start(ExecType.CANCELLED, event.header(), event.clientOrderId(), event.instrument())
            .commandNumber(event.commandNumber())
            .orderId(event.orderId())
            .price(event.price())
            .quantity(event.executedQuantity() + event.quantity())
            .executedQuantity(event.executedQuantity())
            .lastQuantity(event.quantity())
            .side(event.side())
            .endReason(event.reason());
    }

    @Override
    public void onOrderExpired(final OrderExpiredDecoder event) {
        start(ExecType.EXPIRED, event.header(), event.clientOrderId(), event.instrument())
            .orderId(event.orderId())
            .price(event.price())
            .quantity(event.executedQuantity() + event.quantity())
            .executedQuantity(event.executedQuantity())
            .lastQuantity(event.quantity())
            .side(event.side())
            .endReason(event.reason());
    }

    @Override
    public void onCommandRejected(final CommandRejectedDecoder event) {
        start(ExecType.REJECTED, event.header(), event.clientOrderId(), event.instrument())
            .commandNumber(event.commandNumber())
            .orderId(event.orderId())
            .reason(event.reason())
            .commandTemplate(event.commandTemplate());
    }

    private ExecutionReportEncoder start(
        final ExecType type,
        final EventHeaderDecoder header,
        final ClientOrderIdDecoder clientOrderId,
        final int instrument) {
        isPresent = true;
        buffer.setMemory(0, LENGTH, (byte) 0);
        report.wrapAndApplyHeader(buffer, 0, messageHeader)
            .executionId(header.executionId())
            .previousExecutionId(previousExecutionId)
            .sequence(header.sequence())
            .timeNs(header.timeNs())
            .eventNumber(header.eventNumber())
            .price(NO_PRICE)
            .quantity(ExecutionReportEncoder.quantityNullValue())
            .lastPrice(NO_PRICE)
            .instrument(instrument)
            .session(header.session())
            .participant(participant)
            .initiator(initiator)
            .execType(type)
            .side(Side.NULL_VAL)
            .liquidity(Liquidity.NULL_VAL)
            .endReason(EndReason.NULL_VAL)
            .reason(Reason.NONE);
        report.clientOrderId().high(clientOrderId.high()).low(clientOrderId.low());
        return report;
    }
}
