package io.everbook.cli.verify;

import io.everbook.cli.ExitCode;
import io.everbook.cli.Report;
import io.everbook.cli.trial.Cleanup;
import io.everbook.cli.trial.Workspace;
import io.everbook.cli.verify.check.Invariant;
import io.everbook.cli.verify.scenario.Scenario;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Plays scenarios one after the other, each with sites and clients of its own, and tells their figures.
 */
final class ScenarioRuns {
    private final List<Map<String, Object>> results = new ArrayList<>();
    private final Path directory;
    private final boolean keep;
    private final int rate;
    private final Long seed;
    private final Report report;
    private final PrintWriter live;

    /**
     * Prepares the runs.
     *
     * @param directory for their files; null for temporary ones.
     * @param keep      keep the files even if all is well.
     * @param rate      commands a second.
     * @param seed      of each; null for new ones.
     * @param report    to print on.
     * @param live      told of every strike.
     */
    ScenarioRuns(
        final Path directory, final boolean keep, final int rate, final Long seed, final Report report,
        final PrintWriter live) {
        this.directory = directory;
        this.keep = keep;
        this.rate = rate;
        this.seed = seed;
        this.report = report;
        this.live = live;
    }

    /**
     * Plays them.
     *
     * @param scenarios to play.
     * @return the exit code: 0 if every one is valid.
     */
    int run(final List<Scenario> scenarios) {
        scenarios.forEach(this::run);
        final boolean all = results.stream().allMatch(result -> Verdict.VALID.name().equals(result.get("verdict")));
        report.field("scenarios", results).field("verdict", (all ? Verdict.VALID : Verdict.INVALID).name()).end();
        return all ? ExitCode.DONE : ExitCode.CHECK_FAILED;
    }

    private void run(final Scenario scenario) {
        final VerifyConfig config = new VerifyConfig(seed == null ? System.nanoTime() & 0xFFFF_FFFFL : seed, 0, rate,
            directory == null ? null : directory.resolve(scenario.label()), keep, false);
        final Workspace workspace = new Workspace("verify", config.directory());
        report.line("%s, seed %d", scenario.label(), config.seed());
        final Cleanup cleanup = new Cleanup(workspace);
        try (VerifyRun run = new VerifyRun(config, workspace, scenario.parts(), cleanup, this::tell)) {
            run.play(scenario.play());
            tell(scenario, run, workspace);
            if (run.verdict() == Verdict.VALID && !keep) {
                workspace.removeFiles();
                workspace.removeTemporary();
            }
        } finally {
            cleanup.close();
        }
    }

    private void tell(final Scenario scenario, final VerifyRun run, final Workspace workspace) {
        final Map<String, Object> result = new LinkedHashMap<>();
        result.put("scenario", scenario.label());
        result.put("verdict", run.verdict().name());
        result.put("seed", run.config().seed());
        result.put("sent", run.counts().sent());
        result.put("acknowledged", run.counts().acknowledged());
        result.put("unknown", run.counts().unknown());
        result.put("rpoRecords", run.checks().lost());
        result.put("faults", run.faults().countByKind());
        result.put("longestGapMs", run.faults().longestGapMsByKind());
        result.put("figures", run.figures());
        result.put("checked", checked(run));
        result.put("failures", run.tally().failures());
        results.add(result);
        report.line("  sent %,d, acknowledged %,d, lost %d, unknown %d; longest silence ms %s", run.counts().sent(),
            run.counts().acknowledged(), run.checks().lost(), run.counts().unknown(),
            run.faults().longestGapMsByKind());
        if (!run.figures().isEmpty()) {
            report.line("  %s", run.figures());
        }
        run.tally().failures().forEach((invariant, what) -> report.line("  FAILED %s: %s", invariant, what));
        report.line("  %s%s", run.verdict(), run.verdict() == Verdict.VALID ? "" : ", files in " + workspace.disk());
    }

    private static Map<String, Long> checked(final VerifyRun run) {
        final Map<String, Long> checked = new LinkedHashMap<>();
        for (final Invariant invariant : Invariant.values()) {
            checked.put(invariant.name(), run.tally().checked(invariant));
        }
        return checked;
    }

    private void tell(final String line) {
        live.println(line);
        live.flush();
    }
}
