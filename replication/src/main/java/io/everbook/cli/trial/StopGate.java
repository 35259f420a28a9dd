package io.everbook.cli.trial;

import io.everbook.embedded.StopPoint;
import io.everbook.embedded.StopPoints;
import java.io.PrintStream;
import java.util.concurrent.locks.LockSupport;

/**
 * Stops the thread that comes to an armed point, says so, and holds it there for good: the process is meant to be
 * killed in that state.
 */
final class StopGate implements StopPoints {
    private final PrintStream out;
    private volatile StopPoint armed;

    /**
     * Creates it with no point armed.
     *
     * @param out to say {@code STOPPED point sequence=n} on.
     */
    StopGate(final PrintStream out) {
        this.out = out;
    }

    /**
     * Arms a point; any thread may.
     *
     * @param point where to stop next.
     */
    void arm(final StopPoint point) {
        armed = point;
    }

    @Override
    public void reached(final StopPoint point, final long sequence) {
        if (point == armed) {
            out.println(ControlledSite.STOPPED + " " + point + " sequence=" + sequence);
            out.flush();
            while (point == armed) {
                LockSupport.park(this);
            }
        }
    }
}
