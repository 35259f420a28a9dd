package io.everbook.site;

import io.everbook.embedded.StopPoints;
import io.everbook.engine.EngineConfig;
import io.everbook.engine.MatchingEngine;
import java.util.function.Function;

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
     * @param genesis    makes the engine of a site without a snapshot.
     * @return the running site.
     */
    public static Site launch(
        final SiteConfig config, final StopPoints stopPoints, final Function<EngineConfig, MatchingEngine> genesis) {
        return Site.launch(config, stopPoints, Halt.PROCESS, System.out, genesis);
    }
}
