package io.everbook.cli.demo;

import io.everbook.cli.Report;
import io.everbook.cli.trial.Cleanup;
import io.everbook.cli.trial.TrialParts;
import io.everbook.cli.trial.Workspace;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/**
 * The whole of it: runs, shows, checks, reports, and leaves nothing behind, whatever ends it.
 */
final class Demo {
    private final DemoConfig config;
    private final TrialParts parts;
    private final Report report;
    private final PrintWriter live;
    private final long startNs = System.nanoTime();

    /**
     * Prepares it.
     *
     * @param config of the run.
     * @param parts  to use.
     * @param report to print on.
     * @param live   where the live view is drawn.
     */
    Demo(final DemoConfig config, final TrialParts parts, final Report report, final PrintWriter live) {
        this.config = config;
        this.parts = parts;
        this.report = report;
        this.live = live;
    }

    /**
     * Runs it to the end.
     *
     * @return whether everything held.
     */
    boolean run() {
        final Workspace workspace = new Workspace("demo", config.directory());
        report.line("%s, %,d commands a second, kills of the leader: %d, files in %s", config.flow(), config.rate(),
            config.kills().size(), workspace.disk());
        final Cleanup cleanup = new Cleanup(workspace);
        try (DemoRun run = new DemoRun(config, workspace, parts)) {
            cleanup.alsoKill(run.cluster());
            runWatched(run);
            return judge(run, workspace);
        } finally {
            cleanup.close();
        }
    }

    private void runWatched(final DemoRun run) {
        final LiveView view = new LiveView(run, live, Boolean.getBoolean("everbook.terminal"));
        try {
            run.run();
        } finally {
            view.close();
        }
    }

    private boolean judge(final DemoRun run, final Workspace workspace) {
        final DemoChecks checks = new DemoChecks(config, run, workspace);
        final Findings findings = checks.check();
        final double seconds = (System.nanoTime() - startNs) / (double) TimeUnit.SECONDS.toNanos(1);
        final DemoReport told = new DemoReport(config, run, checks, findings, workspace, seconds);
        told.write(report);
        told.print(report);
        report.end();
        if (findings.isClean() && !config.keep()) {
            workspace.removeFiles();
        }
        return findings.isClean();
    }
}
