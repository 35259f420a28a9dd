package io.everbook.cli.trial;

import io.everbook.engine.ForgetfulEngine;
import io.everbook.site.PlantedSites;

/**
 * A site's process whose engine decides repeats again.
 */
public final class ForgetfulSite {
    private ForgetfulSite() {
    }

    /**
     * Runs it.
     *
     * @param args as of {@link ControlledSite}.
     */
    public static void main(final String[] args) {
        ControlledSite.run(args, (config, gate, clock) ->
            PlantedSites.launch(config, gate, clock, ForgetfulEngine::create));
    }
}
