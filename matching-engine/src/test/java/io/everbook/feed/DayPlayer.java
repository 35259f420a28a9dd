package io.everbook.feed;

import io.everbook.api.AmendOrder;
import io.everbook.api.CancelOrder;
import io.everbook.api.Command;
import io.everbook.api.DefineInstrument;
import io.everbook.api.DefineParticipant;
import io.everbook.api.DefineSession;
import io.everbook.api.EventListener;
import io.everbook.api.NewOrder;
import io.everbook.api.TradingSession;
import io.everbook.embedded.EmbeddedConfig;
import io.everbook.embedded.EmbeddedExchange;
import io.everbook.engine.Genesis;
import io.everbook.protocol.CommandRejectedDecoder;
import io.everbook.protocol.LogonAcceptedDecoder;
import io.everbook.protocol.OrderAcceptedDecoder;
import io.everbook.protocol.OrderAmendedDecoder;
import io.everbook.protocol.OrderExecutedDecoder;
import io.everbook.protocol.TimeInForce;
import org.agrona.collections.Long2LongHashMap;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The process that plays recorded orders into an exchange, at a pace, from where the journal ends: command number n is
 * the recording's row n, so that a kill costs nothing but time.
 *
 * <p>Arguments: directory of the exchange, orders file, book file.
 */
final class DayPlayer implements EventListener {
    static final int INSTRUMENT = 1;
    static final int SESSION = 2;
    static final int PARTICIPANT = 2;

    private static final long CLIENT_ID_HIGH = 1;
    private static final long DURATION_NS = TimeUnit.MILLISECONDS.toNanos(2_500);

    private final NewOrder newOrder = new NewOrder();
    private final CancelOrder cancelOrder = new CancelOrder();
    private final AmendOrder amendOrder = new AmendOrder();
    private final Long2LongHashMap totals = new Long2LongHashMap(0);
    private final Long2LongHashMap executed = new Long2LongHashMap(0);
    private int decided;

    private DayPlayer() {
    }

    /** Plays the day to its end. */
    public static void main(final String[] args) {
        new DayPlayer().play(Path.of(args[0]), new RecordedDay(Path.of(args[1]), Path.of(args[2])).rows());
    }

    private void play(final Path directory, final List<RecordedDay.Row> rows) {
        final EmbeddedConfig config = EmbeddedConfig.builder().directory(directory).conclude();
        try (EmbeddedExchange exchange = EmbeddedExchange.open(config)) {
            if (exchange.book(INSTRUMENT) == null) {
                define(exchange);
            }
            final TradingSession session = exchange.logon(SESSION, 0, this);
            final long start = System.nanoTime();
            for (int i = decided; i < rows.size(); i++) {
                awaitTurn(start + (i - decided) * (DURATION_NS / rows.size()));
                session.submit(command(rows.get(i)));
            }
        }
    }

    private static void awaitTurn(final long turnNs) {
        while (System.nanoTime() - turnNs < 0) {
            LockSupport.parkNanos(turnNs - System.nanoTime());
        }
    }

    private static void define(final EmbeddedExchange exchange) {
        try (TradingSession operator = exchange.logon(Genesis.OPERATOR_SESSION, new EventListener() {
        })) {
            operator.submit(new DefineParticipant().participant(PARTICIPANT));
            operator.submit(new DefineSession().newSession(SESSION).participant(PARTICIPANT));
            operator.submit(new DefineInstrument().instrument(INSTRUMENT));
        }
    }

    private Command<?> command(final RecordedDay.Row row) {
        return switch (row.action()) {
            case "NEW", "SEED" -> limit(row, TimeInForce.GTC);
            case "IOC" -> limit(row, TimeInForce.IOC);
            case "CANCEL" -> cancel(row);
            default -> row.quantity() >= totals.get(row.orderId()) - executed.get(row.orderId())
                ? cancel(row)
                : amendOrder.instrument(INSTRUMENT).clientOrderId(CLIENT_ID_HIGH, row.orderId())
                    .quantity(totals.get(row.orderId()) - row.quantity());
        };
    }

    private Command<?> limit(final RecordedDay.Row row, final TimeInForce timeInForce) {
        return newOrder.instrument(INSTRUMENT).clientOrderId(CLIENT_ID_HIGH, row.orderId()).side(row.side())
            .limit(row.price()).quantity(row.quantity()).timeInForce(timeInForce);
    }

    private Command<?> cancel(final RecordedDay.Row row) {
        return cancelOrder.instrument(INSTRUMENT).clientOrderId(CLIENT_ID_HIGH, row.orderId());
    }

    @Override
    public void onLogonAccepted(final LogonAcceptedDecoder event) {
        decided = (int) event.lastCommandNumber();
    }

    @Override
    public void onOrderAccepted(final OrderAcceptedDecoder event) {
        totals.put(event.clientOrderId().low(), event.quantity());
        executed.remove(event.clientOrderId().low());
    }

    @Override
    public void onOrderExecuted(final OrderExecutedDecoder event) {
        executed.put(event.clientOrderId().low(), event.executedQuantity());
    }

    @Override
    public void onOrderAmended(final OrderAmendedDecoder event) {
        totals.put(event.clientOrderId().low(), event.quantity());
    }

    @Override
    public void onCommandRejected(final CommandRejectedDecoder event) {
        throw new AssertionError("command " + event.commandNumber() + " was rejected: " + event.reason());
    }
}
