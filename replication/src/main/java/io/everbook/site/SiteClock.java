package io.everbook.site;

import io.aeron.cluster.service.ClusterClock;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;

import java.util.concurrent.TimeUnit;

/**
 * The clock of the log and of elections: nanoseconds since the epoch, read from the wall clock once at start and moved
 * by the monotonic clock from then on, slewed toward the wall clock by at most 500 ppm.
 *
 * <p>So it never goes back, and a step of the wall clock, forward or back, neither starts an election nor makes engine
 * time jump. One thread moves it, the consensus module's; any other
 * may read it.
 */
public final class SiteClock implements ClusterClock {
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long MAX_SLEW_NS_PER_SECOND = 500_000;

    private final EpochNanoClock wall;
    private final NanoClock monotonic;
    private volatile Segment segment;

    /**
     * Creates a clock on the system's clocks.
     */
    public SiteClock() {
        this(SystemEpochNanoClock.INSTANCE, SystemNanoClock.INSTANCE);
    }

    /**
     * Creates a clock on given clocks.
     *
     * @param wall      to start from and to be slewed toward.
     * @param monotonic to move by.
     */
    public SiteClock(final EpochNanoClock wall, final NanoClock monotonic) {
        this.wall = wall;
        this.monotonic = monotonic;
        segment = new Segment(monotonic.nanoTime(), wall.nanoTime(), 0);
    }

    @Override
    public TimeUnit timeUnit() {
        return TimeUnit.NANOSECONDS;
    }

    @Override
    public long time() {
        final long now = monotonic.nanoTime();
        final long time = segment.time(now);
        if (now - segment.start() >= SECOND_NS) {
            beginSegment(now, time);
        }
        return time;
    }

    /**
     * Reads the clock without moving it; any thread.
     *
     * @return nanoseconds since the epoch.
     */
    long readNs() {
        return segment.time(monotonic.nanoTime());
    }

    /**
     * Reads the machine's clock, which this one is slewed toward; any thread.
     *
     * @return nanoseconds since the epoch.
     */
    long wallNs() {
        return wall.nanoTime();
    }

    private void beginSegment(final long now, final long time) {
        final long behind = wall.nanoTime() - time;
        segment = new Segment(
            now, time, Math.max(-MAX_SLEW_NS_PER_SECOND, Math.min(MAX_SLEW_NS_PER_SECOND, behind)));
    }

    private record Segment(long start, long startTime, long slewNsPerSecond) {
        long time(final long now) {
            final long elapsed = now - start;
            return startTime + elapsed + Math.min(elapsed, SECOND_NS) * slewNsPerSecond / SECOND_NS;
        }
    }
}
