package io.everbook.cli.bench;

import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.Agent;

/**
 * An outcome store at work, and how old each record was at the end of the turn that applied it: queries can require the
 * record then at the latest. On one thread; what it has reached, any may ask.
 */
final class TimedStore implements Agent {
    private static final int PRECISION = 3;

    private final Histogram lag = new Histogram(PRECISION);
    private final MeasuredStore store;
    private final AtomicLongArray appendedNs;
    private final long first;
    private volatile long reached;

    /**
     * Creates it; it opens in its first turn.
     *
     * @param store      to work; closed with this.
     * @param appendedNs when each record was appended, by its sequence, of the clock that {@link System#nanoTime} is.
     * @param first      sequence that is counted.
     */
    TimedStore(final MeasuredStore store, final AtomicLongArray appendedNs, final long first) {
        this.store = store;
        this.appendedNs = appendedNs;
        this.first = first;
    }

    @Override
    public int doWork() {
        final int work = store.turn();
        final long last = store.sequence();
        final long nowNs = System.nanoTime();
        for (long sequence = Math.max(first, reached + 1); sequence <= last; sequence++) {
            lag.recordValue(nowNs - appendedNs.getAcquire((int) sequence));
        }
        reached = last;
        return work;
    }

    /** The sequence up to which records are applied and counted. */
    long reached() {
        return reached;
    }

    /** Nanoseconds, one for each record from the first that is counted; when the thread has ended. */
    Histogram lag() {
        return lag;
    }

    @Override
    public void onClose() {
        store.close();
    }

    @Override
    public String roleName() {
        return "timed-store";
    }
}
