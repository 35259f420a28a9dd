package io.everbook.cli.demo;

import io.everbook.cli.trial.Waiting;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.agrona.collections.LongArrayList;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * The thread of all traders: polls and sends in turn, and runs what others ask of it in between, so that a count it
 * gives holds at one instant over all sessions.
 */
final class TraderLoop implements AutoCloseable {
    private static final long JOIN_MS = 10_000;
    private final IdleStrategy idle = new BackoffIdleStrategy(20, 20, 1_000, 200_000);
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final LongArrayList acknowledgements = new LongArrayList();
    private final Thread thread = new Thread(this::run, "traders");
    private List<Trader> traders = List.of();
    private volatile boolean running = true;
    private volatile Throwable failure;
    private volatile long sent;
    private volatile long acknowledged;

    /**
     * Takes its traders and starts.
     *
     * @param all the traders.
     */
    void start(final List<Trader> all) {
        traders = all;
        thread.setDaemon(true);
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
        final CompletableFuture<T> result = new CompletableFuture<>();
        tasks.add(() -> complete(result, task));
        while (!result.isDone()) {
            if (!thread.isAlive()) {
                throw new IllegalStateException("the traders' thread ended", failure);
            }
            Waiting.pause();
        }
        return result.join();
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
        return failure;
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
        running = false;
        try {
            thread.join(JOIN_MS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (running) {
                idle.idle(round());
            }
        } catch (final Throwable e) {
            failure = e;
        } finally {
            traders.forEach(Trader::close);
        }
    }

    private int round() {
        int work = 0;
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
            work++;
        }
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

    private static <T> void complete(final CompletableFuture<T> result, final Callable<T> task) {
        try {
            result.complete(task.call());
        } catch (final Throwable e) {
            result.completeExceptionally(e);
        }
    }
}
