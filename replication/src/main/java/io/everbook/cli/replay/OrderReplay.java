package io.everbook.cli.replay;

import io.everbook.api.AmendOrder;
import io.everbook.api.CancelOrder;
import io.everbook.api.Command;
import io.everbook.api.NewOrder;
import io.everbook.cli.Progress;
import io.everbook.engine.BookView;
import io.everbook.protocol.TimeInForce;

import java.util.List;

/**
 * Replays an orders file: sends every row as a command, and after the last row of each message compares the book with
 * the book file.
 */
final class OrderReplay extends TradeListener {
    private final NewOrder newOrder = new NewOrder();
    private final CancelOrder cancelOrder = new CancelOrder();
    private final AmendOrder amendOrder = new AmendOrder();
    private final List<OrderRow> rows;
    private final BookRows recorded;
    private final TradeFile trades;
    private final Sweeps sweeps;
    private int message;
    private int rowsCompared;
    private int rowsEqual;

    /**
     * Prepares a replay.
     *
     * @param rows        to send.
     * @param recorded    the book after each message, or null.
     * @param trades      to write.
     * @param differences to add to.
     */
    OrderReplay(
        final List<OrderRow> rows, final BookRows recorded, final TradeFile trades, final Differences differences) {
        super(differences);
        this.rows = rows;
        this.recorded = recorded;
        this.trades = trades;
        this.sweeps = new Sweeps(differences);
    }

    /**
     * Sends everything and compares.
     *
     * @param exchange whose trader's events come to this.
     */
    void run(final ReplayExchange exchange) {
        final BookView book = exchange.book();
        try (Progress progress = Progress.of("orders", rows.size())) {
            for (int i = 0; i < rows.size(); i++) {
                compareUpTo(rows.get(i).message(), book);
                send(rows.get(i), exchange);
                progress.at(i);
            }
        }
        sweeps.end();
        compareUpTo(recorded == null ? 0 : recorded.size(), book);
    }

    int rowsCompared() {
        return rowsCompared;
    }

    int rowsEqual() {
        return rowsEqual;
    }

    Sweeps sweeps() {
        return sweeps;
    }

    @Override
    void onTrade(final long price, final long quantity, final long resting, final long aggressor) {
        sweeps.onTrade(resting, quantity, aggressor);
        trades.add(message, price, quantity, resting, aggressor);
    }

    private void send(final OrderRow row, final ReplayExchange exchange) {
        message = row.message();
        sweeps.onRow(row);
        exchange.send(command(row));
    }

    private Command<?> command(final OrderRow row) {
        return switch (row.action()) {
            case NEW, SEED -> limit(row, TimeInForce.GTC);
            case IOC -> limit(row, TimeInForce.IOC);
            case CANCEL -> cancel(row.orderId());
            case REDUCE, PURGE, XEXEC -> reduce(row);
        };
    }

    private Command<?> limit(final OrderRow row, final TimeInForce timeInForce) {
        return newOrder.instrument(ReplayExchange.INSTRUMENT)
            .clientOrderId(ReplayExchange.CLIENT_ORDER_ID_HIGH, row.orderId())
            .side(row.side())
            .limit(row.price())
            .quantity(row.quantity())
            .timeInForce(timeInForce);
    }

    private Command<?> reduce(final OrderRow row) {
        if (row.quantity() >= orders().open(row.orderId())) {
            return cancel(row.orderId());
        }
        return amendOrder.instrument(ReplayExchange.INSTRUMENT)
            .clientOrderId(ReplayExchange.CLIENT_ORDER_ID_HIGH, row.orderId())
            .quantity(orders().total(row.orderId()) - row.quantity());
    }

    private Command<?> cancel(final long orderId) {
        return cancelOrder.instrument(ReplayExchange.INSTRUMENT)
            .clientOrderId(ReplayExchange.CLIENT_ORDER_ID_HIGH, orderId);
    }

    private void compareUpTo(final int end, final BookView book) {
        while (recorded != null && rowsCompared < Math.min(end, recorded.size())) {
            recorded.difference(rowsCompared, book).ifPresentOrElse(differences()::add, () -> rowsEqual++);
            rowsCompared++;
        }
    }
}
