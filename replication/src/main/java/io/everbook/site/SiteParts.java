package io.everbook.site;

import io.aeron.cluster.service.ClusteredService;
import io.everbook.embedded.StopPoints;
import io.everbook.journal.JournalConfig;
import io.everbook.journal.JournalWriter;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.SystemEpochNanoClock;

import java.io.PrintStream;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What a site is given from outside, where a test gives something else.
 *
 * @param stopPoints reached on the way.
 * @param halt       what ends the process when the site can't go on.
 * @param out        for the lines that tell its state.
 * @param engines    make its engine.
 * @param wall       the machine's clock.
 * @param journals   open its journal.
 * @param services   what stands between consensus and the exchange; nothing.
 */
record SiteParts(
    StopPoints stopPoints, Halt halt, PrintStream out, Engines engines, EpochNanoClock wall,
    Function<JournalConfig, JournalWriter> journals, UnaryOperator<ClusteredService> services) {
    static SiteParts real(final StopPoints stopPoints, final Halt halt, final PrintStream out) {
        return new SiteParts(stopPoints, halt, out, Engines.REAL, SystemEpochNanoClock.INSTANCE,
            JournalWriter::open, UnaryOperator.identity());
    }

    SiteParts with(final Engines others) {
        return new SiteParts(stopPoints, halt, out, others, wall, journals, services);
    }

    SiteParts with(final EpochNanoClock other) {
        return new SiteParts(stopPoints, halt, out, engines, other, journals, services);
    }

    SiteParts withJournals(final Function<JournalConfig, JournalWriter> others) {
        return new SiteParts(stopPoints, halt, out, engines, wall, others, services);
    }

    SiteParts withServices(final UnaryOperator<ClusteredService> others) {
        return new SiteParts(stopPoints, halt, out, engines, wall, journals, others);
    }
}
