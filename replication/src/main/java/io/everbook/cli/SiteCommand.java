package io.everbook.cli;

import io.everbook.embedded.StopPoints;
import io.everbook.cli.feed.ReadersCommand;
import io.everbook.publish.Readers;
import io.everbook.site.Site;
import io.everbook.site.SiteConfig;
import io.everbook.site.SiteSeed;
import org.agrona.CloseHelper;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/**
 * {@code everbook site}: runs one site until it is told to end. Prints a line at every change of its state.
 */
@Command(
    name = "site",
    description = "Runs one site until it is told to end.")
public final class SiteCommand implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The site's properties file.")
    private Path config;

    @Option(names = "--seed-from", paramLabel = "PEER",
        description = "After the loss of its disk: the name of a site that is ready; the directory must be empty.")
    private String peer;

    @Mixin
    private Report report;

    /**
     * Creates the command.
     */
    public SiteCommand() {
    }

    @Override
    public Integer call() {
        if (peer != null) {
            SiteSeed.prepare(SiteConfig.load(config), peer);
        }
        final Readers readers = readers(SiteConfig.load(config));
        try {
            final int exitCode = Site.run(config, StopPoints.NONE);
            report.field("config", config.toString()).field("exitCode", exitCode).end();
            return exitCode;
        } finally {
            CloseHelper.close(readers);
        }
    }

    /** What befalls the readers is no reason for a site not to run. */
    private static Readers readers(final SiteConfig site) {
        if (site.readers().inProcess().isEmpty()) {
            return null;
        }
        try {
            final Readers readers = ReadersCommand.launch(site, site.readers().inProcess());
            Runtime.getRuntime().addShutdownHook(new Thread(readers::close, "readers-close"));
            return readers;
        } catch (final RuntimeException e) {
            System.err.println("WARN the site runs without readers: " + e.getMessage());
            return null;
        }
    }
}
