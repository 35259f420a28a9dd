package io.everbook.site;

import io.everbook.embedded.StopPoints;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.SystemEpochNanoClock;

import java.io.PrintStream;

/**
 * What a site is given from outside, where a test gives something else.
 *
 * @param stopPoints reached on the way.
 * @param halt       what ends the process when the site can't go on.
 * @param out        for the lines that tell its state.
 * @param engines    make its engine.
 * @param wall       the machine's clock.
 */
record SiteParts(StopPoints stopPoints, Halt halt, PrintStream out, Engines engines, EpochNanoClock wall) {
    static SiteParts real(final StopPoints stopPoints, final Halt halt, final PrintStream out) {
        return new SiteParts(stopPoints, halt, out, Engines.REAL, SystemEpochNanoClock.INSTANCE);
    }

    SiteParts with(final Engines others) {
        return new SiteParts(stopPoints, halt, out, others, wall);
    }

    SiteParts with(final EpochNanoClock other) {
        return new SiteParts(stopPoints, halt, out, engines, other);
    }
}
