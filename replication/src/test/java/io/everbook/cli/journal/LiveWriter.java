package io.everbook.cli.journal;

import io.everbook.api.DefineInstrument;
import io.everbook.api.DefineParticipant;
import io.everbook.api.DefineSession;
import io.everbook.api.EventListener;
import io.everbook.api.TradingSession;
import io.everbook.embedded.EmbeddedConfig;
import io.everbook.embedded.EmbeddedExchange;
import io.everbook.engine.Genesis;
import io.everbook.protocol.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * A process with an exchange whose journal grows, until its standard input ends.
 */
final class LiveWriter {
    private static final EventListener DEAF = new EventListener() {
    };
    private static final long PAUSE_NS = 100_000;
    private static final int SAY_EVERY = 1 << 10;

    private LiveWriter() {
    }

    public static void main(final String[] args) throws IOException {
        try (EmbeddedExchange exchange =
            EmbeddedExchange.open(EmbeddedConfig.builder().directory(Path.of(args[0])).conclude())) {
            final TradingSession operator = exchange.logon(Genesis.OPERATOR_SESSION, DEAF);
            operator.submit(new DefineParticipant().participant(2));
            operator.submit(new DefineSession().newSession(EveryMessage.BUYER).participant(2).window(8).trader(true));
            operator.submit(new DefineInstrument().instrument(EveryMessage.INSTRUMENT));
            trade(exchange, exchange.logon(EveryMessage.BUYER, DEAF));
        }
    }

    private static void trade(final EmbeddedExchange exchange, final TradingSession session) throws IOException {
        long id = 0;
        while (System.in.available() == 0) {
            id++;
            session.submit(EveryMessage.order(id, id % 2 == 0 ? Side.BUY : Side.SELL, 100, 10));
            if (id % SAY_EVERY == 0) {
                System.out.println("sequence=" + exchange.sequence());
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
    }
}
