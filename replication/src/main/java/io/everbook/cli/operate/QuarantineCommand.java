package io.everbook.cli.operate;

import io.everbook.cli.ExitCode;
import io.everbook.cli.Report;
import io.everbook.site.SiteConfig;
import io.everbook.site.SiteRepair;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code everbook quarantine}: has a site skip a command that broke an invariant and halted every site. To be run on
 * every site, while none runs; the sites compare their lists before they vote.
 */
@Command(
    name = "quarantine",
    description = "Has a site skip a command that halted every site; run it for every site, then start them.")
public final class QuarantineCommand implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The site's properties file.")
    private Path config;

    @Option(names = "--sequence", paramLabel = "N", required = true,
        description = "The command's sequence, as the failure says.")
    private long sequence;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; kept with the entry.")
    private String reason;

    @Mixin
    private Report report;

    /**
     * Creates the command.
     */
    public QuarantineCommand() {
    }

    @Override
    public Integer call() {
        final SiteConfig site = SiteConfig.load(config);
        final SiteRepair.Quarantined done = SiteRepair.quarantine(site, sequence, reason);
        report.line("%s skips sequence %d from its next start on; it skips %s, digest %s.",
            site.name(), sequence, done.list().sequences(), done.list().digest());
        if (!done.wasFailure()) {
            report.line("Note: no failure at sequence %d is recorded in its directory.", sequence);
        }
        report.line("Do the same for every site, then start them: they compare the digest before they vote. The"
            + " command's session gets CommandRejected QUARANTINED.");
        report.field("site", site.name()).field("sequence", sequence).field("sequences", done.list().sequences())
            .field("digest", done.list().digest()).field("failureRecorded", done.wasFailure()).end();
        return ExitCode.DONE;
    }
}
