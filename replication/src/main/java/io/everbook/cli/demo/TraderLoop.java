package io.everbook.cli.demo;

import io.everbook.cli.trial.DutyLoop;
import java.util.List;
import java.util.concurrent.Callable;
import org.agrona.collections.LongArrayList;

/**
 * The thread of all traders: polls and sends in turn, and runs what others ask of it in between, so that a count it
 * gives holds at one instant over all sessions.
 */
final class TraderLoop implements AutoCloseable {
    private final LongArrayList acknowledgements = new LongArrayList();
    private final DutyLoop thread = new DutyLoop("traders", this::round, () -> traders().forEach(Trader::close));
    private List<Trader> traders = List.of();
    private volatile long sent;
    private volatile long acknowledged;

    /**
     * Takes its traders and starts.
     *
     * @param all the traders.
     */
    void start(final List<Trader> all) {
        traders = all;
        thread.start();
    }

    /**
     * Notes the time of an answer; the histories' listener. On the loop's thread.
     *
     * @param nowNs of the answer.
     */
    void acknowledged(final long nowNs) {
        acknowledgements.addLong(nowNs);
    }

    /**
     * Runs a task between two rounds of the loop and waits for its result.
     *
     * @param task to run on the loop's thread.
     * @param <T>  of the result.
     * @return the result.
     */
    <T> T call(final Callable<T> task) {
        return thread.call(task);
    }

    long sent() {
        return sent;
    }

    long acknowledged() {
        return acknowledged;
    }

    long inFlight() {
        return sent - acknowledged;
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    /**
     * The commands submitted and not answered at this instant; on the loop's thread.
     *
     * @return the count.
     */
    int unanswered() {
        return traders.stream().mapToInt(Trader::unanswered).sum();
    }

    Throwable failure() {
        return thread.failure();
    }

    List<Trader> traders() {
        return traders;
    }

    /**
     * When answers arrived, in order; to be read on the loop's thread or after its end.
     *
     * @return the times.
     */
    LongArrayList acknowledgements() {
        return acknowledgements;
    }

    /**
     * Ends the thread and closes the sessions.
     */
    @Override
    public void close() {
        thread.close();
    }

    private int round() {
        int work = 0;
        final long nowNs = System.nanoTime();
        for (final Trader trader : traders) {
            work += trader.duty(nowNs);
        }
        count();
        return work;
    }

    private void count() {
        long commands = 0;
        long answers = 0;
        for (final Trader trader : traders) {
            commands += trader.history().commands().size();
            answers += trader.history().acknowledged();
        }
        sent = commands;
        acknowledged = answers;
    }
}
