package io.everbook.cli.trial;

import io.everbook.api.EverbookException;
import io.everbook.embedded.StopPoint;
import io.everbook.site.Halt;
import io.everbook.site.Site;
import io.everbook.site.SiteConfig;
import io.everbook.site.SiteSeed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A site's process under the control of another, by lines on its standard input:
 *
 * <pre>
 * status       print SITE name sequence=n
 * arm POINT    stop, all matching, at that point: prints STOPPED POINT sequence=n
 * clock MS     set the machine's clock, as the site sees it, off by so many milliseconds
 * (its end)    the other process is gone, however it went: end at once, and remove what Aeron keeps in memory
 * </pre>
 */
public final class ControlledSite {
    static final String STATUS = "status";
    static final String ARM = "arm";
    static final String CLOCK = "clock";
    static final String SEED_FROM = "--seed-from";
    static final String STOPPED = "STOPPED";
    private static final int REFUSED = 2;
    private final StopGate gate = new StopGate(System.out);
    private final SteppedClock clock = new SteppedClock();
    private final SiteConfig config;
    private final Path toRemove;
    private final Launcher launcher;
    private volatile Site site;

    private ControlledSite(final SiteConfig config, final Path toRemove, final Launcher launcher) {
        this.config = config;
        this.toRemove = toRemove;
        this.launcher = launcher;
    }

    /**
     * Starts the site of a process.
     */
    @FunctionalInterface
    interface Launcher {
        /**
         * Starts it.
         *
         * @param config of the site.
         * @param gate   its stop points.
         * @param clock  in place of the machine's.
         * @return the running site.
         */
        Site launch(SiteConfig config, StopGate gate, SteppedClock clock);
    }

    /**
     * Runs the site.
     *
     * @param args {@code --config FILE --remove DIRECTORY [--clock MS] [--seed-from PEER]}: the site's properties, what
     *             to remove when the parent is gone, how far the machine's clock is off, and where an empty site gets
     *             its log from.
     */
    public static void main(final String[] args) {
        run(args, (config, gate, clock) -> Site.launch(config, gate, Halt.PROCESS, System.out, clock));
    }

    static void run(final String[] args, final Launcher launcher) {
        try {
            final Map<String, String> options = new HashMap<>();
            for (int i = 0; i + 1 < args.length; i += 2) {
                options.put(args[i], args[i + 1]);
            }
            final SiteConfig config = SiteConfig.load(Path.of(options.get("--config")));
            if (options.containsKey(SEED_FROM)) {
                SiteSeed.prepare(config, options.get(SEED_FROM));
            }
            final ControlledSite site = new ControlledSite(config, Path.of(options.get("--remove")), launcher);
            site.clock.offset(Long.parseLong(options.getOrDefault("--clock", "0")));
            site.run();
        } catch (final EverbookException e) {
            System.err.println("FATAL " + e.getMessage());
            Runtime.getRuntime().halt(REFUSED);
        }
    }

    private void run() {
        final Thread listener = new Thread(this::listen, "control");
        listener.setDaemon(true);
        listener.start();
        site = launcher.launch(config, gate, clock);
        site.awaitEnd();
    }

    private void listen() {
        try (BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                obey(line);
            }
        } catch (final IOException e) {
            System.err.println("control: " + e);
        }
        Workspace.remove(toRemove);
        Runtime.getRuntime().halt(0);
    }

    private void obey(final String line) {
        if (line.equals(STATUS)) {
            if (site != null) {
                System.out.println("SITE " + config.name() + " sequence=" + site.sequence());
            }
        } else if (line.startsWith(ARM)) {
            gate.arm(StopPoint.valueOf(line.substring(ARM.length()).trim()));
        } else if (line.startsWith(CLOCK)) {
            clock.offset(Long.parseLong(line.substring(CLOCK.length()).trim()));
        }
    }
}
