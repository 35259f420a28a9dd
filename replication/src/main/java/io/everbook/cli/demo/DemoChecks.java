package io.everbook.cli.demo;

import io.everbook.cli.demo.CommandEntry.Asked;
import io.everbook.cli.demo.Failover.Cause;
import io.everbook.cli.demo.Findings.Kind;
import io.everbook.cli.trial.JournalComparison;
import io.everbook.cli.trial.SiteLogs;
import io.everbook.cli.trial.Workspace;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Judges a run after its end: the histories against every site's journal, the journals against each other, and whether
 * the run did what a rehearsal must do.
 */
final class DemoChecks {
    private final Findings findings = new Findings();
    private final HistoryChecks histories = new HistoryChecks(findings);
    private final DemoConfig config;
    private final DemoRun run;
    private final Workspace workspace;
    private long lastSequence;

    DemoChecks(final DemoConfig config, final DemoRun run, final Workspace workspace) {
        this.config = config;
        this.run = run;
        this.workspace = workspace;
    }

    /**
     * Makes every check.
     *
     * @return what was found.
     */
    Findings check() {
        for (final String site : DemoConfig.SITES) {
            final JournalFacts journal = JournalFacts.read(site, workspace.journal(site));
            lastSequence = Math.max(lastSequence, journal.lastSequence());
            histories.check(run.histories(), journal);
        }
        final String difference = new JournalComparison(workspace).difference(DemoConfig.SITES);
        findings.check(Kind.JOURNAL, difference == null, difference);
        DemoConfig.SITES.forEach(this::checkLog);
        run.failovers().forEach(failover -> failover.measure(run.loop().acknowledgements()));
        checkRun();
        return findings;
    }

    long lost() {
        return histories.lost();
    }

    long duplicated() {
        return histories.duplicated();
    }

    long lastSequence() {
        return lastSequence;
    }

    /**
     * Commands that a kill found unanswered.
     *
     * @return them, by session and number.
     */
    Stream<CommandEntry> inDoubt() {
        return run.histories().stream().flatMap(history -> history.commands().stream())
            .filter(CommandEntry::wasInDoubt);
    }

    /**
     * Those of a failover that were committed when it happened, and unanswered.
     *
     * @param failover its index.
     * @return the count.
     */
    long committedUnanswered(final int failover) {
        return inDoubt().filter(entry -> entry.failover() == failover && entry.wasDecidedBeforeLogon()).count();
    }

    /**
     * Commands submitted a second, over the time of the flow.
     *
     * @return the rate.
     */
    double rate() {
        return run.loop().sent() * (double) TimeUnit.SECONDS.toNanos(1) / Math.max(1, run.flowNs());
    }

    private void checkLog(final String site) {
        findings.checked(Kind.SITE_LOG, 1);
        SiteLogs.unexplained(site, workspace.logs())
            .forEach(line -> findings.violated(Kind.SITE_LOG, site + ": " + line));
    }

    private void checkRun() {
        run(run.failure() == null, "the run broke off: " + run.failure());
        run(run.loop().failure() == null, "the traders failed: " + run.loop().failure());
        run(rate() >= DemoConfig.MIN_RATE, "only " + (long) rate() + " commands a second");
        run(run.failovers().size() == config.kills().size(), "only " + run.failovers().size() + " kills");
        for (int i = 0; i < run.failovers().size(); i++) {
            checkFailover(i, run.failovers().get(i));
        }
        run.histories().stream().flatMap(history -> history.refusals().stream())
            .forEach(refusal -> run(false, refusal));
        inDoubt().forEach(entry -> run(entry.asked() != Asked.UNRESOLVED,
            "session " + entry.session() + " command " + entry.number() + " is still in doubt"));
    }

    private void checkFailover(final int index, final Failover failover) {
        final String name = "kill " + (index + 1) + " ";
        run(failover.inFlight() >= DemoConfig.MIN_IN_FLIGHT, name + "found only " + failover.inFlight() + " in flight");
        run(!failover.newLeader().isEmpty(), name + "was not recovered from");
        if (failover.cause() == Cause.KILL_BEFORE_EGRESS) {
            run(committedUnanswered(index) > 0, name + "left no committed command unanswered");
            run(inDoubt().anyMatch(entry -> entry.sequence() == failover.stoppedAt()),
                name + "stopped at sequence " + failover.stoppedAt() + ", which no command in doubt has");
        }
    }

    private void run(final boolean holds, final String otherwise) {
        findings.check(Kind.RUN, holds, otherwise);
    }
}
