package io.everbook.cli.feed;

import io.everbook.cli.ExitCode;
import io.everbook.cli.Report;
import io.everbook.publish.Readers;
import io.everbook.publish.ReadersConfig;
import io.everbook.site.ReaderKind;
import io.everbook.site.SiteConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/**
 * {@code everbook readers}: runs the readers of a site's journal in a process beside the site.
 */
@Command(
    name = "readers",
    description = "Runs the readers of a site's journal beside the site, until it is told to end.")
public final class ReadersCommand implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The site's properties file.")
    private Path config;

    @Option(names = "--only", paramLabel = "LIST", defaultValue = "outcomes,market-data,drop-copy",
        description = "Which of outcomes, market-data and drop-copy; default: all.")
    private String kinds;

    @Mixin
    private Report report;

    /**
     * Creates the command.
     */
    public ReadersCommand() {
    }

    @Override
    public Integer call() throws InterruptedException {
        final Set<ReaderKind> chosen = ReaderKind.parseAll(kinds);
        final CountDownLatch ended = new CountDownLatch(1);
        final Readers readers = launch(SiteConfig.load(config), chosen);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            readers.close();
            ended.countDown();
        }, "readers-close"));
        report.line("READERS %s of %s", chosen, config);
        ended.await();
        report.field("readers", chosen.toString()).end();
        return ExitCode.DONE;
    }

    /**
     * Starts readers that say on standard error why one can't go on.
     *
     * @param site  whose they are.
     * @param kinds which.
     * @return the running readers.
     */
    public static Readers launch(final SiteConfig site, final Set<ReaderKind> kinds) {
        return Readers.launch(ReadersConfig.of(site, kinds)
            .messages(message -> System.err.println("WARN " + message)).conclude());
    }
}
