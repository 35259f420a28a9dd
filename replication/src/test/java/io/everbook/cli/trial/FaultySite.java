package io.everbook.cli.trial;

import io.everbook.site.FaultySites;

/**
 * A site's process with a mistake in it, which the property {@code everbook.mistake} names.
 */
public final class FaultySite {
    private FaultySite() {
    }

    /**
     * Runs it.
     *
     * @param args as of {@link ControlledSite}.
     */
    public static void main(final String[] args) {
        ControlledSite.run(args, (config, gate, clock) ->
            FaultySites.launch(System.getProperty("everbook.mistake"), config, gate, clock));
    }
}
