package io.everbook.cli.trial;

import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntSupplier;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * A thread that does one duty again and again, and runs what others ask of it in between, so that what they count holds
 * at one instant.
 */
public final class DutyLoop implements AutoCloseable {
    private static final long JOIN_MS = 10_000;
    private final IdleStrategy idle = new BackoffIdleStrategy(20, 20, 1_000, 200_000);
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final IntSupplier duty;
    private final Runnable atEnd;
    private final Thread thread;
    private volatile boolean running = true;
    private volatile Throwable failure;

    /**
     * Prepares the thread.
     *
     * @param name  of the thread.
     * @param duty  gives the work it did, 0 if none.
     * @param atEnd called at last, on the thread, whatever ended it.
     */
    public DutyLoop(final String name, final IntSupplier duty, final Runnable atEnd) {
        this.duty = duty;
        this.atEnd = atEnd;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /**
     * Starts the thread.
     */
    public void start() {
        thread.start();
    }

    /**
     * Runs a task between two rounds of the duty and waits for its result; at once if this is the loop's own thread.
     *
     * @param task to run on the loop's thread.
     * @param <T>  of the result.
     * @return the result.
     */
    public <T> T call(final Callable<T> task) {
        final CompletableFuture<T> result = new CompletableFuture<>();
        if (Thread.currentThread() == thread) {
            complete(result, task);
            return result.join();
        }
        tasks.add(() -> complete(result, task));
        while (!result.isDone()) {
            if (!thread.isAlive()) {
                throw new IllegalStateException("the thread " + thread.getName() + " ended", failure);
            }
            Waiting.pause();
        }
        return result.join();
    }

    /**
     * Runs a task as {@link #call} does.
     *
     * @param task to run on the loop's thread.
     */
    public void perform(final Runnable task) {
        call(() -> {
            task.run();
            return null;
        });
    }

    /**
     * Whether the thread runs.
     *
     * @return true until it has ended.
     */
    public boolean isAlive() {
        return thread.isAlive();
    }

    /**
     * What ended the thread besides {@link #close()}.
     *
     * @return null if nothing did.
     */
    public Throwable failure() {
        return failure;
    }

    /**
     * Ends the thread and waits for its end.
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
                idle.idle(runTasks() + duty.getAsInt());
            }
        } catch (final Throwable e) {
            failure = e;
        } finally {
            atEnd.run();
        }
    }

    private int runTasks() {
        int work = 0;
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
            work++;
        }
        return work;
    }

    private static <T> void complete(final CompletableFuture<T> result, final Callable<T> task) {
        try {
            result.complete(task.call());
        } catch (final Throwable e) {
            result.completeExceptionally(e);
        }
    }
}
