package io.everbook.feed;

import io.everbook.api.ChangeInstrumentState;
import io.everbook.api.EventListener;
import io.everbook.api.MassCancel;
import io.everbook.api.TradingSession;
import io.everbook.embedded.EmbeddedConfig;
import io.everbook.embedded.EmbeddedExchange;
import io.everbook.embedded.OrderFlow;
import io.everbook.engine.BookView;
import io.everbook.engine.EngineConfig;
import io.everbook.engine.Genesis;
import io.everbook.journal.JournalReader;
import io.everbook.protocol.InstrumentState;
import io.everbook.protocol.Side;
import org.agrona.collections.Long2LongHashMap;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An exchange under random orders, amends, cancels, mass cancels and halts, which remembers what its books were after
 * every record.
 */
final class FeedMarket implements AutoCloseable {
    static final List<Integer> INSTRUMENTS = List.of(1, 2);
    static final long MISSING = Long.MIN_VALUE;

    private static final EventListener NOBODY = new EventListener() {
    };

    private final Long2LongHashMap levels = new Long2LongHashMap(MISSING);
    private final Long2LongHashMap tops = new Long2LongHashMap(MISSING);
    private final TradingSession[] sessions = new TradingSession[OrderFlow.SESSIONS];
    private final EmbeddedExchange exchange;
    private final TradingSession operator;
    private final OrderFlow flow;
    private final Path directory;
    private long place;
    private long timeNs = 1_700_000_000_000_000_000L;

    FeedMarket(final Path directory, final long seed) {
        this.directory = directory;
        flow = new OrderFlow(seed);
        exchange = EmbeddedExchange.open(EmbeddedConfig.builder().directory(directory)
            .engine(EngineConfig.builder().maxOrders(1 << 18).conclude()).clock(() -> timeNs += 1_000_000).conclude());
        operator = exchange.logon(Genesis.OPERATOR_SESSION, NOBODY);
        OrderFlow.definitions().forEach(operator::submit);
        for (int i = 0; i < sessions.length; i++) {
            sessions[i] = exchange.logon(OrderFlow.FIRST_SESSION + i, NOBODY);
        }
    }

    EmbeddedExchange exchange() {
        return exchange;
    }

    TradingSession operator() {
        return operator;
    }

    /** A session of the flow. */
    TradingSession trader() {
        return sessions[0];
    }

    Path journal() {
        return directory.resolve("journal");
    }

    JournalReader reader() {
        return JournalReader.open(journal());
    }

    long dayStartNs() {
        return timeNs - timeNs % TimeUnit.DAYS.toNanos(1);
    }

    void passTime(final long ns) {
        timeNs += ns;
    }

    void run(final int commands) {
        for (int i = 0; i < commands; i++) {
            step();
        }
    }

    void step() {
        sessions[(int) (place % sessions.length)].submit(flow.command(place));
        remember();
        place++;
        if (place % 211 == 0) {
            sessions[1].submit(new MassCancel().instrument((int) (place % 3)));
        } else if (place % 97 == 0) {
            operator.submit(new ChangeInstrumentState().instrument(2)
                .state(place % 2 == 0 ? InstrumentState.HALTED : InstrumentState.CONTINUOUS));
        }
        remember();
    }

    private void remember() {
        levels.put(exchange.sequence(), digest(exchange::book));
        tops.put(exchange.sequence(), topDigest(exchange::book));
    }

    long levelsAt(final long sequence) {
        return levels.get(sequence);
    }

    long topsAt(final long sequence) {
        return tops.get(sequence);
    }

    static long digest(final Books books) {
        long digest = 1;
        for (final int instrument : INSTRUMENTS) {
            final BookView book = books.book(instrument);
            for (final Side side : List.of(Side.BUY, Side.SELL)) {
                digest = digest * 31 + book.levels(side);
                for (int i = 0; i < book.levels(side); i++) {
                    digest = levelDigest(digest, book, side, i);
                }
            }
        }
        return digest;
    }

    static long topDigest(final Books books) {
        long digest = 1;
        for (final int instrument : INSTRUMENTS) {
            final BookView book = books.book(instrument);
            for (final Side side : List.of(Side.BUY, Side.SELL)) {
                digest = book.levels(side) == 0 ? digest * 17 : levelDigest(digest, book, side, 0);
            }
        }
        return digest;
    }

    private static long levelDigest(final long digest, final BookView book, final Side side, final int level) {
        return ((digest * 31 + book.price(side, level)) * 31 + book.quantity(side, level)) * 31
            + book.orders(side, level);
    }

    /** Gives books by instrument. */
    interface Books {
        BookView book(int instrument);
    }

    @Override
    public void close() {
        exchange.close();
    }
}
