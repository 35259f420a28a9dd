package io.everbook.site;

import io.everbook.embedded.StopPoint;
import io.everbook.embedded.StopPoints;

import java.nio.file.Path;

/**
 * Runs a site that fails at a stop point: {@code CONFIG [POINT SEQUENCE]} throws there.
 */
public final class TestSiteMain {
    private TestSiteMain() {
    }

    /**
     * Runs it.
     *
     * @param args the configuration file, and where to fail.
     */
    public static void main(final String[] args) {
        System.exit(Site.run(Path.of(args[0]), args.length == 1 ? StopPoints.NONE : failing(args)));
    }

    private static StopPoints failing(final String[] args) {
        final StopPoint where = StopPoint.valueOf(args[1]);
        final long when = Long.parseLong(args[2]);
        return (point, sequence) -> {
            if (point == where && sequence == when) {
                throw new IllegalStateException("told to fail at " + where + " of " + when);
            }
        };
    }
}
