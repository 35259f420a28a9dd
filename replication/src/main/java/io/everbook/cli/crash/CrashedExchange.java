package io.everbook.cli.crash;

import io.everbook.api.Command;
import io.everbook.api.EventListener;
import io.everbook.api.EverbookException;
import io.everbook.api.MassCancel;
import io.everbook.api.TradingSession;
import io.everbook.embedded.EmbeddedConfig;
import io.everbook.embedded.EmbeddedExchange;
import io.everbook.embedded.StopPoint;
import io.everbook.embedded.StopPoints;
import io.everbook.engine.Genesis;
import io.everbook.journal.JournalCycle;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * The process that {@code verify --journal} kills: runs order flow through an embedded exchange, from where its journal
 * ends, and says what becomes of it, a line each:
 * <pre>
 *   OPEN sequence fullHash openMs journalMs stalledMs
 *                                    the exchange is open, in that state; journalMs after its start its journal was,
 *                                    for stalledMs of which the machine gave no time
 *   ACK session number sequence      a listener was told the outcome of a command
 *   REFUSED                          a new order was not taken, since the disk is short of space
 *   CANCELS                          cancels are taken all the same
 *   AT point sequence                the point was reached, and its thread goes no further
 *   STOPPED why                      the exchange threw
 *   DONE                             all commands are acknowledged and the exchange is closed
 * </pre>
 */
public final class CrashedExchange implements StopPoints {
    private static final int SNAPSHOT_INTERVAL = 2_000;
    private static final int GROUP = 512;
    private static final long GROUP_DELAY_NS = 10_000_000;
    private static final int BLOCK_SIZE = 1 << 20;

    private final Lines lines = new Lines();
    private final ChildSettings settings;
    private final long startNs = System.nanoTime();
    private Stalls stalls;
    private long journalMs;
    private long stalledMs;
    private long left;

    private CrashedExchange(final ChildSettings settings) {
        this.settings = settings;
        left = settings.passes();
    }

    /**
     * Runs it.
     *
     * @param args the settings.
     */
    public static void main(final String[] args) {
        run(args, EmbeddedExchange::open);
    }

    /**
     * Runs it with an exchange that is opened in a way of its own.
     *
     * @param args   the settings.
     * @param opener of the exchange.
     */
    public static void run(final String[] args, final Function<EmbeddedConfig, EmbeddedExchange> opener) {
        new CrashedExchange(ChildSettings.of(args)).run(opener);
    }

    private void run(final Function<EmbeddedConfig, EmbeddedExchange> opener) {
        try (EmbeddedExchange exchange = open(opener)) {
            define(exchange);
            trade(exchange);
        } catch (final EverbookException e) {
            lines.say("STOPPED " + e.getMessage());
            return;
        }
        lines.say("DONE");
    }

    private EmbeddedExchange open(final Function<EmbeddedConfig, EmbeddedExchange> opener) {
        try (Stalls watched = Stalls.watch()) {
            stalls = watched;
            final EmbeddedExchange exchange = opener.apply(config());
            lines.say("OPEN " + exchange.sequence() + ' ' + exchange.fullHash() + ' ' + sinceStartMs() + ' '
                + journalMs + ' ' + stalledMs);
            return exchange;
        }
    }

    private long sinceStartMs() {
        return (System.nanoTime() - startNs) / 1_000_000;
    }

    private EmbeddedConfig config() {
        return EmbeddedConfig.builder()
            .directory(settings.directory())
            .engine(CrashMarket.ENGINE)
            .durability(settings.durability())
            .groupCommit(GROUP, GROUP_DELAY_NS * settings.speed())
            .cycle(JournalCycle.HOURLY)
            .blockSize(BLOCK_SIZE)
            .freeSpaceFloor(settings.floor())
            .cancelReserve(settings.floor())
            .bootId(settings.bootId())
            .clock(() -> settings.clockStartNs() + (System.nanoTime() - startNs) * settings.speed())
            .stopPoints(this)
            .messages(System.err::println)
            .conclude();
    }

    private static void define(final EmbeddedExchange exchange) {
        final ChildFlow.Definitions before = new ChildFlow.Definitions();
        try (TradingSession operator = exchange.logon(Genesis.OPERATOR_SESSION, before)) {
            final List<Command<?>> definitions = CrashMarket.definitions();
            definitions.subList((int) before.count(), definitions.size()).forEach(operator::submit);
        }
    }

    private void trade(final EmbeddedExchange exchange) {
        final ChildFlow[] flows = new ChildFlow[CrashMarket.SESSIONS];
        for (int place = 0; place < flows.length; place++) {
            flows[place] = new ChildFlow(exchange, settings.seed(), CrashMarket.session(place), lines);
        }
        for (long taken = 0; taken < settings.commands(); taken++) {
            if (flows[(int) (taken % flows.length)].submit() == TradingSession.NO_SPACE) {
                lines.say("REFUSED");
                cancelUntilStopped(exchange);
            }
            if (taken % SNAPSHOT_INTERVAL == SNAPSHOT_INTERVAL - 1) {
                exchange.snapshot();
            }
        }
    }

    private void cancelUntilStopped(final EmbeddedExchange exchange) {
        final TradingSession canceller = exchange.logon(CrashMarket.CANCELLER, new EventListener() {
        });
        boolean said = false;
        for (int place = 0; true; place = (place + 1) % CrashMarket.SESSIONS) {
            final long number = canceller.submit(new MassCancel().targetSession(CrashMarket.session(place)));
            canceller.poll();
            if (number > 0 && !said) {
                lines.say("CANCELS");
                said = true;
            }
            LockSupport.parkNanos(GROUP_DELAY_NS);
        }
    }

    @Override
    public void reached(final StopPoint point, final long sequence) {
        if (point == StopPoint.JOURNAL_OPEN) {
            journalMs = sinceStartMs();
            stalledMs = stalls.totalMs();
        }
        if (point == settings.point() && --left < 0) {
            lines.say("AT " + point + ' ' + sequence);
            while (true) {
                LockSupport.park(this);
            }
        }
    }
}
