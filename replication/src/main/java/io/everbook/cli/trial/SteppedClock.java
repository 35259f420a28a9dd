package io.everbook.cli.trial;

import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.SystemEpochNanoClock;

/**
 * The machine's clock as a site sees it, which can be stepped. Safe for several threads.
 */
public final class SteppedClock implements EpochNanoClock {
    private volatile long offsetNs;

    /**
     * Creates a clock that is right.
     */
    public SteppedClock() {
    }

    /**
     * Sets how far it is off, at once.
     *
     * @param offsetMs milliseconds; positive: ahead.
     */
    public void offset(final long offsetMs) {
        offsetNs = TimeUnit.MILLISECONDS.toNanos(offsetMs);
    }

    @Override
    public long nanoTime() {
        return SystemEpochNanoClock.INSTANCE.nanoTime() + offsetNs;
    }
}
