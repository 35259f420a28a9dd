package io.everbook.site;

import io.everbook.embedded.StopPoints;
import io.everbook.engine.EngineConfig;
import io.everbook.engine.MatchingEngine;
import io.everbook.engine.SnapshotSource;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.agrona.concurrent.EpochNanoClock;

/**
 * Sites with another engine than the real one.
 */
public final class PlantedSites {
    private PlantedSites() {
    }

    /**
     * Starts one in this process.
     *
     * @param config     of the site.
     * @param stopPoints reached on the way.
     * @param wall       in place of the machine's clock.
     * @param genesis    makes the engine of a site without a snapshot.
     * @return the running site.
     */
    public static Site launch(
        final SiteConfig config,
        final StopPoints stopPoints,
        final EpochNanoClock wall,
        final Function<EngineConfig, MatchingEngine> genesis) {
        return Site.launch(config, SiteParts.real(stopPoints, Halt.PROCESS, System.out).with(wall)
            .with(engines(genesis, Engines.REAL::restore)));
    }

    static Engines engines(
        final Function<EngineConfig, MatchingEngine> genesis,
        final BiFunction<EngineConfig, SnapshotSource, MatchingEngine> restore) {
        return new Engines() {
            @Override
            public MatchingEngine genesis(final EngineConfig config) {
                return genesis.apply(config);
            }

            @Override
            public MatchingEngine restore(final EngineConfig config, final SnapshotSource source) {
                return restore.apply(config, source);
            }
        };
    }
}
