package io.everbook.cli.trial;

import io.everbook.client.ExchangeClient;
import java.util.HashMap;
import java.util.Map;

/**
 * What a run is made of, where another part can stand in for the real one.
 *
 * @param java     command line of a site's process.
 * @param siteMain main class of a site's process, which behaves as {@link ControlledSite}.
 * @param opener   of clients.
 * @param settings of every site besides those that a run needs, as in its properties file.
 */
public record TrialParts(JavaCommand java, String siteMain, SessionOpener opener, Map<String, String> settings) {
    /**
     * Parts without further settings.
     *
     * @param java     command line of a site's process.
     * @param siteMain main class of a site's process.
     * @param opener   of clients.
     */
    public TrialParts(final JavaCommand java, final String siteMain, final SessionOpener opener) {
        this(java, siteMain, opener, Map.of());
    }

    /**
     * The real ones.
     *
     * @return the parts.
     */
    public static TrialParts real() {
        return new TrialParts(siteJava(), ControlledSite.class.getName(), ExchangeClient::new);
    }

    /**
     * The same parts with more settings.
     *
     * @param more settings of every site.
     * @return the parts.
     */
    public TrialParts with(final Map<String, String> more) {
        final Map<String, String> all = new HashMap<>(settings);
        all.putAll(more);
        return new TrialParts(java, siteMain, opener, all);
    }

    /**
     * Parts with sites that have a mistake in them, as the test classes of the build make them.
     *
     * @param mistake by name.
     * @return the parts.
     */
    public static TrialParts mistaken(final String mistake) {
        return new TrialParts(
            siteJava().classPathFirst(BrokenRerun.testClasses()).flag("-Deverbook.mistake=" + mistake),
            "io.everbook.cli.trial.FaultySite", ExchangeClient::new);
    }

    /**
     * The command line of a site's process.
     *
     * @return the command line.
     */
    public static JavaCommand siteJava() {
        return new JavaCommand().flag("-Xmx256m").flag("-XX:+UseSerialGC");
    }
}
