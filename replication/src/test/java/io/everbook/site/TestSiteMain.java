package io.everbook.site;

import io.everbook.embedded.StopPoint;
import io.everbook.embedded.StopPoints;
import io.everbook.engine.PlantedEngine;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.SystemEpochNanoClock;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Runs a site that is not as it should be: {@code CONFIG [POINT SEQUENCE]} throws at a stop point,
 * {@code CONFIG plant NAME} has a {@link PlantedEngine}, {@code CONFIG clock MS} a clock that is off;
 * {@code CONFIG halt POINT} is gone when it comes to a stop point; {@code CONFIG seed PEER} is seeded first.
 */
public final class TestSiteMain {
    /** The exit status of a site that was halted. */
    static final int HALTED = 137;

    private TestSiteMain() {
    }

    /**
     * Runs it.
     *
     * @param args the configuration file, and what is wrong.
     */
    public static void main(final String[] args) {
        final SiteParts real = SiteParts.real(StopPoints.NONE, Halt.PROCESS, System.out);
        System.exit(Site.run(Path.of(args[0]), args.length == 1 ? real : wrong(real, args)));
    }

    private static SiteParts wrong(final SiteParts real, final String[] args) {
        return switch (args[1]) {
            case "plant" -> real.with(planted(PlantedEngine.valueOf(args[2])));
            case "seed" -> {
                SiteSeed.prepare(SiteConfig.load(Path.of(args[0])), args[2]);
                yield real;
            }
            case "halt" -> SiteParts.real(halting(StopPoint.valueOf(args[2])), Halt.PROCESS, System.out);
            case "clock" -> real.with(off(TimeUnit.MILLISECONDS.toNanos(Long.parseLong(args[2]))));
            default -> SiteParts.real(failing(args), Halt.PROCESS, System.out);
        };
    }

    private static StopPoints halting(final StopPoint where) {
        return (point, sequence) -> {
            if (point == where) {
                Runtime.getRuntime().halt(HALTED);
            }
        };
    }

    private static EpochNanoClock off(final long ns) {
        return () -> SystemEpochNanoClock.INSTANCE.nanoTime() + ns;
    }

    private static Engines planted(final PlantedEngine engine) {
        return PlantedSites.engines(engine::create, engine::restore);
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
