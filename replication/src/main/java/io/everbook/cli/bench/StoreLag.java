package io.everbook.cli.bench;

import io.everbook.api.EverbookException;
import io.everbook.cli.trial.Waiting;
import io.everbook.cli.trial.Workspace;
import io.everbook.embedded.StopPoint;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.BackoffIdleStrategy;

/**
 * How far an outcome store is behind an exchange that takes commands at a steady rate: from just before a record's
 * append until the store has reached its sequence. The exchange is on the caller's thread and rests until the next
 * command is due; the store is on its own and idles as a site's readers do. In a directory of its own that is removed
 * behind it.
 */
final class StoreLag implements AutoCloseable {
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long IDLE_MAX_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long REACH_MS = 60_000;
    /** More than there are commands before the block. */
    private static final int BEGINNING = 1_024;
    /** What these bring is not counted. */
    private static final int FIRST_SECONDS = 1;

    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Path directory;
    private final int rate;
    private final int seconds;
    private final AtomicLongArray appendedNs;

    /**
     * Prepares it.
     *
     * @param root    directory, on the disk that is measured.
     * @param rate    commands a second.
     * @param seconds that are counted.
     */
    StoreLag(final Path root, final int rate, final int seconds) {
        this.rate = rate;
        this.seconds = seconds;
        directory = root.resolve("lag");
        appendedNs =
            new AtomicLongArray(Math.addExact(BEGINNING, Math.multiplyExact(rate, FIRST_SECONDS + seconds)));
    }

    /**
     * Runs both.
     *
     * @return the lag, and how long the exchange took for its commands.
     */
    Timed measure() {
        final Path journal = directory.resolve("journal");
        try (JournaledScript exchange = new JournaledScript(journal, this::reached)) {
            final long first = exchange.sequence() + (long) rate * FIRST_SECONDS + 1;
            final TimedStore store =
                new TimedStore(new MeasuredStore(directory.resolve("store"), journal), appendedNs, first);
            final long tookNs = playBeside(store, exchange);
            return new Timed(store.lag(), tookNs);
        }
    }

    private void reached(final StopPoint point, final long sequence) {
        if (point == StopPoint.BEFORE_APPEND) {
            appendedNs.setRelease((int) sequence, System.nanoTime());
        }
    }

    private long playBeside(final TimedStore store, final JournaledScript exchange) {
        try (AgentRunner runner = new AgentRunner(new BackoffIdleStrategy(10, 5, 1_000, IDLE_MAX_NS),
            error -> failure.compareAndSet(null, error), null, store)) {
            AgentRunner.startOnThread(runner);
            await(store, exchange.sequence());
            play(exchange, FIRST_SECONDS);
            final long tookNs = play(exchange, seconds);
            await(store, exchange.sequence());
            return tookNs;
        }
    }

    private void await(final TimedStore store, final long sequence) {
        Waiting.until(() -> failure.get() != null || store.reached() >= sequence, REACH_MS,
            () -> "the outcome store to reach sequence " + sequence + ", it is at " + store.reached());
        if (failure.get() != null) {
            throw new EverbookException(failure.get().getMessage(), failure.get());
        }
    }

    private long play(final JournaledScript exchange, final int forSeconds) {
        final long startNs = System.nanoTime();
        for (long i = 0; i < (long) rate * forSeconds; i++) {
            restUntil(startNs + i * SECOND_NS / rate);
            exchange.play(1);
        }
        return System.nanoTime() - startNs;
    }

    private static void restUntil(final long dueNs) {
        for (long left = dueNs - System.nanoTime(); left > 0; left = dueNs - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void close() {
        Workspace.remove(directory);
    }
}
