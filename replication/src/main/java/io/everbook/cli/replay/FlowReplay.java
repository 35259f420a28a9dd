package io.everbook.cli.replay;

import io.everbook.api.AmendOrder;
import io.everbook.api.CancelOrder;
import io.everbook.api.Command;
import io.everbook.api.NewOrder;
import io.everbook.cli.Progress;
import io.everbook.cli.replay.FlowReport.Line;
import io.everbook.protocol.AmendOrderDecoder;
import io.everbook.protocol.CancelOrderDecoder;
import io.everbook.protocol.CommandRejectedDecoder;
import io.everbook.protocol.OrderAcceptedDecoder;
import io.everbook.protocol.OrderAmendedDecoder;
import io.everbook.protocol.OrderCancelledDecoder;
import io.everbook.protocol.OrderExpiredDecoder;
import io.everbook.protocol.Reason;
import io.everbook.protocol.Side;
import io.everbook.protocol.TimeInForce;

import java.util.List;

/**
 * Replays a flow file and makes the canonical report of what the exchange answered.
 */
final class FlowReplay extends TradeListener {
    private final NewOrder newOrder = new NewOrder();
    private final CancelOrder cancelOrder = new CancelOrder();
    private final AmendOrder amendOrder = new AmendOrder();
    private final FlowReport report = new FlowReport();
    private final List<FlowRow> rows;
    private int sequence;

    FlowReplay(final List<FlowRow> rows, final Differences differences) {
        super(differences);
        this.rows = rows;
    }

    /**
     * Sends everything.
     *
     * @param exchange whose trader's events come to this.
     */
    void run(final ReplayExchange exchange) {
        try (Progress progress = Progress.of("messages", rows.size())) {
            for (sequence = 0; sequence < rows.size(); sequence++) {
                exchange.send(command(rows.get(sequence)));
                report.endOfSequence();
                progress.at(sequence);
            }
        }
    }

    FlowReport report() {
        return report;
    }

    @Override
    void onTrade(final long price, final long quantity, final long resting, final long aggressor) {
        report.add(Line.TRADE, sequence, price, quantity, resting, aggressor);
    }

    @Override
    public void onOrderAccepted(final OrderAcceptedDecoder event) {
        super.onOrderAccepted(event);
        report.add(Line.NEW, sequence, digit(event.side()), event.clientOrderId().low(), event.price(),
            event.quantity());
    }

    @Override
    public void onOrderAmended(final OrderAmendedDecoder event) {
        super.onOrderAmended(event);
        report.add(Line.MODIFIED, sequence, digit(event.side()), event.clientOrderId().low(), event.price(),
            event.leavesQuantity());
    }

    @Override
    public void onOrderCancelled(final OrderCancelledDecoder event) {
        super.onOrderCancelled(event);
        report.add(Line.CANCELLED, sequence, digit(event.side()), event.clientOrderId().low(), event.price());
    }

    @Override
    public void onOrderExpired(final OrderExpiredDecoder event) {
        super.onOrderExpired(event);
        report.add(Line.CANCELLED, sequence, digit(event.side()), event.clientOrderId().low(), event.price());
    }

    @Override
    public void onCommandRejected(final CommandRejectedDecoder event) {
        if (event.reason() == Reason.UNKNOWN_ORDER && event.commandTemplate() == CancelOrderDecoder.TEMPLATE_ID) {
            report.add(Line.CANCEL_REJECTED, sequence, event.clientOrderId().low());
        } else if (event.reason() == Reason.UNKNOWN_ORDER && event.commandTemplate() == AmendOrderDecoder.TEMPLATE_ID) {
            report.add(Line.MODIFY_REJECTED, sequence, event.clientOrderId().low());
        } else {
            super.onCommandRejected(event);
        }
    }

    private Command<?> command(final FlowRow row) {
        return switch (row.type()) {
            case N -> newOrder(row);
            case C -> cancelOrder.instrument(ReplayExchange.INSTRUMENT)
                .clientOrderId(ReplayExchange.CLIENT_ORDER_ID_HIGH, row.orderId());
            case M -> amendOrder.instrument(ReplayExchange.INSTRUMENT)
                .clientOrderId(ReplayExchange.CLIENT_ORDER_ID_HIGH, row.orderId())
                .price(row.price())
                .quantity(row.quantity() + orders().executed(row.orderId()));
        };
    }

    private Command<?> newOrder(final FlowRow row) {
        return newOrder.instrument(ReplayExchange.INSTRUMENT)
            .clientOrderId(ReplayExchange.CLIENT_ORDER_ID_HIGH, row.orderId())
            .side(row.side())
            .limit(row.price())
            .quantity(row.quantity())
            .timeInForce(row.immediateOrCancel() ? TimeInForce.IOC : TimeInForce.GTC);
    }

    private static int digit(final Side side) {
        return side == Side.BUY ? 0 : 1;
    }
}
