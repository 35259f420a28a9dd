package io.everbook.cli.demo;

import io.everbook.api.AmendOrder;
import io.everbook.api.CancelOrder;
import io.everbook.api.Command;
import io.everbook.api.NewOrder;
import io.everbook.cli.demo.RecordedOrders.Row;
import io.everbook.cli.trial.FlowInstruments;
import io.everbook.cli.trial.OrderFlow;
import io.everbook.protocol.Side;
import io.everbook.protocol.TimeInForce;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A session's share of recorded orders: those whose id falls to it, with everything that names them, in the order of
 * the file and again from its start when it ends. Sessions go through the file side by side, each at its own pace, so
 * the book is not the recorded one; the flow is.
 */
final class RecordedFlow implements OrderFlow {
    private final NewOrder newOrder = new NewOrder();
    private final CancelOrder cancel = new CancelOrder();
    private final AmendOrder amend = new AmendOrder();
    private final Map<Long, Entered> entered = new HashMap<>();
    private final List<Row> rows;
    private final int session;
    private int next;
    private long lastTag;
    private long tag;

    private static final class Entered {
        private final long tag;
        private long quantity;

        private Entered(final long tag, final long quantity) {
            this.tag = tag;
            this.quantity = quantity;
        }
    }

    /**
     * Creates the flow of one session.
     *
     * @param rows     of the file.
     * @param session  whose flow it is.
     * @param share    which share of the orders it is, from 0.
     * @param sessions how many shares there are.
     */
    RecordedFlow(final List<Row> rows, final int session, final int share, final int sessions) {
        this.rows = rows.stream().filter(row -> Math.floorMod(Long.hashCode(row.order()), sessions) == share).toList();
        this.session = session;
        this.lastTag = (long) session << 32;
    }

    @Override
    public Command<?> next() {
        tag = 0;
        Command<?> command = null;
        while (command == null) {
            command = command(nextRow());
        }
        return command;
    }

    @Override
    public long tag() {
        return tag;
    }

    private Row nextRow() {
        if (next == rows.size()) {
            next = 0;
            entered.clear();
        }
        return rows.get(next++);
    }

    private Command<?> command(final Row row) {
        return switch (row.action()) {
            case ENTER -> enter(row, TimeInForce.GTC);
            case IOC -> enter(row, TimeInForce.IOC);
            case CANCEL -> cancel(entered.remove(row.order()));
            default -> reduce(entered.get(row.order()), row.quantity());
        };
    }

    private NewOrder enter(final Row row, final TimeInForce timeInForce) {
        tag = ++lastTag;
        if (timeInForce == TimeInForce.GTC) {
            entered.put(row.order(), new Entered(tag, row.quantity()));
        }
        return newOrder.instrument(FlowInstruments.RECORDED).clientOrderId(session, tag)
            .side(row.buy() ? Side.BUY : Side.SELL).limit(row.price()).quantity(row.quantity())
            .timeInForce(timeInForce);
    }

    private Command<?> cancel(final Entered order) {
        return order == null
            ? null : cancel.instrument(FlowInstruments.RECORDED).clientOrderId(session, order.tag);
    }

    private Command<?> reduce(final Entered order, final long quantity) {
        if (order == null || order.quantity <= quantity) {
            return null;
        }
        order.quantity -= quantity;
        return amend.keepPriceAndQuantity().instrument(FlowInstruments.RECORDED).clientOrderId(session, order.tag)
            .quantity(order.quantity);
    }
}
