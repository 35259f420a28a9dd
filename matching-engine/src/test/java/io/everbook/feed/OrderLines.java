package io.everbook.feed;

import io.everbook.api.EventDispatcher;
import io.everbook.api.EventListener;
import io.everbook.api.JournalRecord;
import io.everbook.journal.JournalReader;
import io.everbook.protocol.CommandRejectedDecoder;
import io.everbook.protocol.EventHeaderDecoder;
import io.everbook.protocol.ExecType;
import io.everbook.protocol.ExecutionReportDecoder;
import io.everbook.protocol.OrderAcceptedDecoder;
import io.everbook.protocol.OrderAmendedDecoder;
import io.everbook.protocol.OrderCancelledDecoder;
import io.everbook.protocol.OrderExecutedDecoder;
import io.everbook.protocol.OrderExpiredDecoder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A line for every order event and reject, from the journal's events or from execution reports, and alike if these say
 * the same.
 */
final class OrderLines implements EventListener {
    private final List<String> lines = new ArrayList<>();
    private final Set<Integer> sessions;
    private final long fromExecutionId;

    private OrderLines(final Set<Integer> sessions, final long fromExecutionId) {
        this.sessions = sessions;
        this.fromExecutionId = fromExecutionId;
    }

    /** What the journal holds for some sessions, from an execution id on. */
    static List<String> ofJournal(final Path journal, final Set<Integer> sessions, final long fromExecutionId) {
        final OrderLines lines = new OrderLines(sessions, fromExecutionId);
        final EventDispatcher dispatcher = new EventDispatcher();
        try (JournalReader reader = JournalReader.open(journal)) {
            for (JournalRecord record = reader.next(); record != null; record = reader.next()) {
                dispatcher.dispatchAll(record.buffer(), record.eventsOffset(), record.eventsLength(), lines);
            }
        }
        return lines.lines;
    }

    static String of(final ExecutionReportDecoder report) {
        final String what = switch (report.execType()) {
            case NEW -> " " + report.side() + ' ' + report.price() + ' ' + report.quantity();
            case TRADE -> " " + report.side() + ' ' + report.lastPrice() + ' ' + report.lastQuantity() + " left "
                + report.leavesQuantity() + " executed " + report.executedQuantity() + ' ' + report.liquidity()
                + " trade " + report.tradeId();
            case AMENDED -> " " + report.side() + ' ' + report.price() + ' ' + report.quantity() + " left "
                + report.leavesQuantity();
            case CANCELLED, EXPIRED -> " " + report.side() + ' ' + report.price() + ' ' + report.lastQuantity()
                + " executed " + report.executedQuantity() + ' ' + report.endReason();
            case REJECTED -> " " + report.commandTemplate() + ' ' + report.reason();
            default -> throw new AssertionError(report.execType());
        };
        return line(report.execType(), report.executionId(), report.sequence(), report.timeNs(), report.eventNumber(),
            report.session(), report.orderId(), report.clientOrderId().low(), report.commandNumber()) + what;
    }

    private static String line(
        final ExecType type,
        final long executionId,
        final long sequence,
        final long timeNs,
        final long eventNumber,
        final int session,
        final long orderId,
        final long clientOrderId,
        final long commandNumber) {
        return executionId + " at " + sequence + ' ' + timeNs + ' ' + type + " event " + eventNumber + " of " + session
            + " order " + orderId + ' ' + clientOrderId + " command " + commandNumber;
    }

    private void add(
        final ExecType type,
        final EventHeaderDecoder header,
        final long orderId,
        final long clientOrderId,
        final long commandNumber,
        final String what) {
        if (sessions.contains(header.session()) && header.executionId() >= fromExecutionId) {
            lines.add(line(type, header.executionId(), header.sequence(), header.timeNs(), header.eventNumber(),
                header.session(), orderId, clientOrderId, commandNumber) + what);
        }
    }

    @Override
    public void onOrderAccepted(final OrderAcceptedDecoder e) {
        add(ExecType.NEW, e.header(), e.orderId(), e.clientOrderId().low(), e.commandNumber(),
            " " + e.side() + ' ' + e.price() + ' ' + e.quantity());
    }

    @Override
    public void onOrderExecuted(final OrderExecutedDecoder e) {
        add(ExecType.TRADE, e.header(), e.orderId(), e.clientOrderId().low(), 0,
            " " + e.side() + ' ' + e.price() + ' ' + e.quantity() + " left " + e.leavesQuantity() + " executed "
                + e.executedQuantity() + ' ' + e.liquidity() + " trade " + e.tradeId());
    }

    @Override
    public void onOrderAmended(final OrderAmendedDecoder e) {
        add(ExecType.AMENDED, e.header(), e.orderId(), e.clientOrderId().low(), e.commandNumber(),
            " " + e.side() + ' ' + e.price() + ' ' + e.quantity() + " left " + e.leavesQuantity());
    }

    @Override
    public void onOrderCancelled(final OrderCancelledDecoder e) {
        add(ExecType.CANCELLED, e.header(), e.orderId(), e.clientOrderId().low(), e.commandNumber(),
            " " + e.side() + ' ' + e.price() + ' ' + e.quantity() + " executed " + e.executedQuantity() + ' '
                + e.reason());
    }

    @Override
    public void onOrderExpired(final OrderExpiredDecoder e) {
        add(ExecType.EXPIRED, e.header(), e.orderId(), e.clientOrderId().low(), 0,
            " " + e.side() + ' ' + e.price() + ' ' + e.quantity() + " executed " + e.executedQuantity() + ' '
                + e.reason());
    }

    @Override
    public void onCommandRejected(final CommandRejectedDecoder e) {
        add(ExecType.REJECTED, e.header(), e.orderId(), e.clientOrderId().low(), e.commandNumber(),
            " " + e.commandTemplate() + ' ' + e.reason());
    }
}
