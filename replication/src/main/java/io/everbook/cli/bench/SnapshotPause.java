package io.everbook.cli.bench;

import io.everbook.api.CancelOrder;
import io.everbook.api.DefineInstrument;
import io.everbook.api.DefineParticipant;
import io.everbook.api.DefineSession;
import io.everbook.api.EventListener;
import io.everbook.api.NewOrder;
import io.everbook.api.TradingSession;
import io.everbook.embedded.EmbeddedConfig;
import io.everbook.embedded.EmbeddedExchange;
import io.everbook.embedded.EngineFactory;
import io.everbook.embedded.FollowerSettings;
import io.everbook.embedded.SnapshotFile;
import io.everbook.embedded.SnapshotFollower;
import io.everbook.embedded.StopPoints;
import io.everbook.engine.EngineConfig;
import io.everbook.engine.Genesis;
import io.everbook.engine.MatchingEngine;
import io.everbook.journal.JournalForce;
import org.agrona.concurrent.SystemEpochNanoClock;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long matching pauses for a snapshot: the journal forced and the question asked of the follower, as a site does
 * it, and the slowest command while the follower writes; beside the state written by the matching thread itself, as it
 * was done before, and beside the slowest command with no snapshot under way. One thread; restful between commands.
 */
final class SnapshotPause implements AutoCloseable {
    private static final int SESSION = 10;
    private static final int INSTRUMENT = 7;
    private static final int PRICES = 1_000;
    private static final long BETWEEN_NS = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long PREPARE_NS = TimeUnit.SECONDS.toNanos(1);

    private final NewOrder order = new NewOrder().instrument(INSTRUMENT).quantity(10);
    private final CancelOrder cancel = new CancelOrder().instrument(INSTRUMENT);
    private final EngineConfig engine;
    private final Path directory;
    private final EmbeddedExchange exchange;
    private final SnapshotFollower follower;
    private final TradingSession session;
    private long entered;
    private long cancelled;

    /**
     * Fills a book.
     *
     * @param directory empty.
     * @param orders    that rest.
     */
    SnapshotPause(final Path directory, final int orders) {
        this.directory = directory;
        engine = EngineConfig.builder().maxOrders(orders + (1 << 16)).conclude();
        exchange = EmbeddedExchange.open(EmbeddedConfig.builder().directory(directory).engine(engine)
            .clock(SystemEpochNanoClock.INSTANCE::nanoTime).conclude());
        follower = new SnapshotFollower(new FollowerSettings(journal(), snapshots(), EngineFactory.of(engine),
            sequence -> false, 2, StopPoints.NONE, System.err::println));
        define();
        session = exchange.logon(SESSION, new EventListener() { });
        while (entered < orders) {
            enter();
        }
        follower.take(exchange.sequence()).join();
    }

    /**
     * One snapshot.
     *
     * @param forceNs  that the journal's force and the question took.
     * @param worstNs  of the commands taken while the follower wrote.
     * @param commands so many there were.
     */
    record Taken(long forceNs, long worstNs, long commands) {
        long pauseNs() {
            return Math.max(forceNs, worstNs);
        }
    }

    /**
     * Has the follower write a snapshot while commands are taken.
     */
    Taken take() {
        follower.prepare(PREPARE_NS);
        slowest(System.nanoTime() + PREPARE_NS, null);
        final long startNs = System.nanoTime();
        JournalForce.newest(journal());
        final CompletableFuture<?> done = follower.take(exchange.sequence());
        final long forceNs = System.nanoTime() - startNs;
        final long before = entered + cancelled;
        final long worstNs = slowest(Long.MAX_VALUE, done);
        done.join();
        return new Taken(forceNs, worstNs, entered + cancelled - before);
    }

    /**
     * The slowest command of some time without a snapshot, ns.
     */
    long undisturbed(final long forNs) {
        return slowest(System.nanoTime() + forNs, null);
    }

    /**
     * Writes the same state on this thread, as matching threads did before there was a follower.
     *
     * @return how long it took, ns.
     */
    long onThisThread() {
        final SnapshotFile newest = SnapshotFile.load(follower.newest().file());
        final MatchingEngine same = newest.restore(engine);
        final long startNs = System.nanoTime();
        SnapshotFile.write(same, newest.chain(), directory.resolve("before"), StopPoints.NONE);
        return System.nanoTime() - startNs;
    }

    @Override
    public void close() {
        follower.close();
        exchange.close();
    }

    private long slowest(final long untilNs, final CompletableFuture<?> done) {
        long worstNs = 0;
        while (done == null ? System.nanoTime() < untilNs : !done.isDone()) {
            final long startNs = System.nanoTime();
            enter();
            cancel();
            worstNs = Math.max(worstNs, System.nanoTime() - startNs);
            LockSupport.parkNanos(BETWEEN_NS);
        }
        return worstNs;
    }

    private void enter() {
        entered++;
        session.submit(order.clientOrderId(1, entered).limit(1 + entered % PRICES));
    }

    private void cancel() {
        cancelled++;
        session.submit(cancel.clientOrderId(1, cancelled));
    }

    private void define() {
        try (TradingSession operator = exchange.logon(Genesis.OPERATOR_SESSION, new EventListener() { })) {
            operator.submit(new DefineParticipant().participant(2));
            operator.submit(new DefineSession().newSession(SESSION).participant(2).window(64).trader(true));
            operator.submit(new DefineInstrument().instrument(INSTRUMENT));
        }
    }

    private Path journal() {
        return directory.resolve("journal");
    }

    private Path snapshots() {
        return directory.resolve("followed");
    }
}
