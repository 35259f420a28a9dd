package io.everbook.site;

import org.agrona.concurrent.NanoClock;

/**
 * The clock of a site's media driver, which runs ten times as fast as time.
 *
 * <p>Why: a driver repeats the SETUP frame that opens a stream, and the heartbeat that tells its end, every 100 ms of
 * its clock, and that can't be set. A follower that begins to listen right after the new leader's first SETUP frame
 * would wait for the next, in every election. By this clock they come every 10 ms.
 *
 * <p>So the driver's own limits are given in its time, see {@link #driverNs(long)}. What it exchanges with its clients
 * is in milliseconds of the wall clock and not concerned. Safe for several threads.
 */
final class HastenedClock implements NanoClock {
    private static final long HASTE = 10;

    private final long startNs = System.nanoTime();

    @Override
    public long nanoTime() {
        return startNs + (System.nanoTime() - startNs) * HASTE;
    }

    /**
     * What the driver is to be told for it to wait so long.
     *
     * @param nanoseconds of time.
     * @return nanoseconds of the driver's clock.
     */
    static long driverNs(final long nanoseconds) {
        return nanoseconds * HASTE;
    }
}
