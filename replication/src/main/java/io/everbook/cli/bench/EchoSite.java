package io.everbook.cli.bench;

import io.everbook.cli.trial.Workspace;
import io.everbook.site.BareSite;
import io.everbook.site.Halt;
import io.everbook.site.SiteConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * A process that stands where a site's would, with an echo in the exchange's place. It says of itself what a site says,
 * and ends when its standard input does.
 */
public final class EchoSite {
    private final SiteConfig config;
    private final EchoService service = new EchoService(this::say);
    private boolean ready;

    private EchoSite(final SiteConfig config) {
        this.config = config;
    }

    /**
     * Runs the echo.
     *
     * @param args {@code --config FILE --remove DIRECTORY}, as of a site.
     * @throws IOException if standard input fails.
     */
    public static void main(final String[] args) throws IOException {
        final EchoSite site = new EchoSite(SiteConfig.load(Path.of(args[1])));
        BareSite.launch(site.config, site.service, Halt.PROCESS);
        System.in.transferTo(OutputStream.nullOutputStream());
        Workspace.remove(Path.of(args[3]));
        Runtime.getRuntime().halt(0);
    }

    private void say() {
        final String role = service.isLeader() ? "LEADER" : "FOLLOWER";
        System.out.println("SITE " + config.name() + " role=" + role + " epoch=1 sequence=0");
        if (!ready) {
            ready = true;
            System.out.println("READY " + config.name());
        }
        System.out.flush();
    }
}
