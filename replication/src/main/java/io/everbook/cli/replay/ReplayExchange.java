package io.everbook.cli.replay;

import io.everbook.api.Command;
import io.everbook.api.DefineInstrument;
import io.everbook.api.DefineParticipant;
import io.everbook.api.DefineSession;
import io.everbook.api.EventListener;
import io.everbook.api.EverbookException;
import io.everbook.api.TradingSession;
import io.everbook.embedded.EmbeddedConfig;
import io.everbook.embedded.EmbeddedExchange;
import io.everbook.engine.BookView;
import io.everbook.engine.Genesis;
import io.everbook.protocol.CommandRejectedDecoder;
import io.everbook.protocol.Side;
import org.agrona.CloseHelper;

import java.nio.file.Path;

/**
 * An embedded, journaled exchange of one instrument and one trader, set up by commands as any exchange is.
 */
final class ReplayExchange implements AutoCloseable {
    /** The one instrument. */
    static final int INSTRUMENT = 1;
    /** The first half of every client order id; the second is the sender's id, which may be 0. */
    static final long CLIENT_ORDER_ID_HIGH = 1;

    private static final int PARTICIPANT = 2;
    private static final int SESSION = 2;

    private final EmbeddedExchange exchange;
    private final TradingSession trader;

    private ReplayExchange(final EmbeddedExchange exchange, final TradingSession trader) {
        this.exchange = exchange;
        this.trader = trader;
    }

    /**
     * Opens an exchange that has not been used before.
     *
     * @param directory of its journal, empty.
     * @param tick      of the instrument.
     * @param listener  of the trader's events.
     * @return the exchange, ready for orders.
     */
    static ReplayExchange open(final Path directory, final long tick, final EventListener listener) {
        final EmbeddedConfig config = EmbeddedConfig.builder().directory(directory).conclude();
        final EmbeddedExchange exchange = EmbeddedExchange.open(config);
        try {
            setUp(exchange, tick);
            return new ReplayExchange(exchange, exchange.logon(SESSION, listener));
        } catch (final RuntimeException e) {
            CloseHelper.quietClose(exchange);
            throw e;
        }
    }

    /**
     * Sends one of the trader's commands and waits for its answer; its events reach the listener meanwhile.
     *
     * @param command to send.
     */
    void send(final Command<?> command) {
        send(trader, command);
    }

    BookView book() {
        return exchange.book(INSTRUMENT);
    }

    long restingOrders() {
        return restingOrders(Side.BUY) + restingOrders(Side.SELL);
    }

    @Override
    public void close() {
        CloseHelper.closeAll(trader, exchange);
    }

    private long restingOrders(final Side side) {
        final BookView book = book();
        long orders = 0;
        for (int level = 0; level < book.levels(side); level++) {
            orders += book.orders(side, level);
        }
        return orders;
    }

    private static void setUp(final EmbeddedExchange exchange, final long tick) {
        try (TradingSession operator = exchange.logon(Genesis.OPERATOR_SESSION, new Refusals())) {
            send(operator, new DefineParticipant().participant(PARTICIPANT));
            send(operator, new DefineSession().newSession(SESSION).participant(PARTICIPANT));
            send(operator, new DefineInstrument().instrument(INSTRUMENT).tickSize(tick));
        }
    }

    private static void send(final TradingSession session, final Command<?> command) {
        for (long number = session.submit(command); number < 0; number = session.submit(command)) {
            if (number == TradingSession.CLOSED) {
                throw new EverbookException("FATAL: session " + session.session() + " is closed");
            }
            session.poll();
        }
        while (session.unanswered() > 0) {
            session.poll();
        }
    }

    private static final class Refusals implements EventListener {
        @Override
        public void onCommandRejected(final CommandRejectedDecoder event) {
            throw new EverbookException("FATAL: the set-up was rejected: " + event.reason()
                + "; replay into an empty directory");
        }
    }
}
