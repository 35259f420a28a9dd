package io.everbook.cli.crash;

import java.util.concurrent.locks.LockSupport;

/**
 * Adds up for how long this process got no time from the machine, as far as a thread can tell that is to run every few
 * milliseconds. So that who waits for a lock is told from who waits for a processor.
 */
final class Stalls implements AutoCloseable {
    private static final long INTERVAL_NS = 5_000_000;

    private volatile long stalledNs;
    private volatile boolean closed;

    private Stalls() {
    }

    static Stalls watch() {
        final Stalls stalls = new Stalls();
        final Thread thread = new Thread(stalls::run, "stalls");
        thread.setDaemon(true);
        thread.start();
        return stalls;
    }

    private void run() {
        long beforeNs = System.nanoTime();
        while (!closed) {
            LockSupport.parkNanos(INTERVAL_NS);
            final long nowNs = System.nanoTime();
            stalledNs = stalledNs + Math.max(0, nowNs - beforeNs - 2 * INTERVAL_NS);
            beforeNs = nowNs;
        }
    }

    long totalMs() {
        return stalledNs / 1_000_000;
    }

    @Override
    public void close() {
        closed = true;
    }
}
