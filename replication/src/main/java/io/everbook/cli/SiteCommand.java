package io.everbook.cli;

import io.everbook.embedded.StopPoints;
import io.everbook.site.Site;
import io.everbook.site.SiteConfig;
import io.everbook.site.SiteSeed;
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
        final int exitCode = Site.run(config, StopPoints.NONE);
        report.field("config", config.toString()).field("exitCode", exitCode).end();
        return exitCode;
    }
}
