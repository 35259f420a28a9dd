package io.everbook.cli.demo;

import io.everbook.api.EverbookException;
import io.everbook.cli.trial.Cleanup;
import io.everbook.cli.trial.TrialParts;
import io.everbook.cli.trial.Workspace;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * How long the exchange is silent when its leader is killed outright: three sites as processes, order flow at a steady
 * rate, and after each kill the killed site is started again and catches up before the next.
 */
public final class FailoverTrial {
    private final int rate;
    private final long steadyMs;
    private final Map<String, String> settings;
    private final Path directory;
    private long inDoubt;

    /**
     * Prepares a trial.
     *
     * @param rate      commands a second, over all sessions.
     * @param steadyMs  of plain flow before every kill and after the last.
     * @param settings  of every site, as in its properties file, besides those the trial needs.
     * @param directory for the sites' files, which stay there; null for a temporary one that is removed.
     */
    public FailoverTrial(
        final int rate, final long steadyMs, final Map<String, String> settings, final Path directory) {
        this.rate = rate;
        this.steadyMs = steadyMs;
        this.settings = Map.copyOf(settings);
        this.directory = directory;
    }

    /**
     * Kills the leader so many times.
     *
     * @param kills how often.
     * @return for each kill the milliseconds from the last answer before to the first after, over all sessions.
     * @throws EverbookException if the sites didn't come through it.
     */
    public double[] run(final int kills) {
        return run(Collections.nCopies(kills, Failover.Cause.KILL));
    }

    /**
     * Moves the leadership to the next site so many times.
     *
     * @param moves how often.
     * @return for each move the milliseconds from the last answer before to the first after, over all sessions.
     * @throws EverbookException if a move came to nothing.
     */
    public double[] move(final int moves) {
        return run(Collections.nCopies(moves, Failover.Cause.MOVE));
    }

    private double[] run(final List<Failover.Cause> causes) {
        final Workspace workspace = new Workspace("bench", directory);
        final Cleanup cleanup = new Cleanup(workspace);
        try (DemoRun run = new DemoRun(
            new DemoConfig(causes.size(), rate, causes, steadyMs, null, directory, directory != null),
            workspace, parts())) {
            cleanup.alsoKill(run.cluster());
            run.run();
            return gaps(run, workspace);
        } finally {
            cleanup.close();
        }
    }

    /**
     * The commands whose fate a session did not know when it was logged on with a new leader.
     *
     * @return the count, over all that was run.
     */
    public long inDoubt() {
        return inDoubt;
    }

    private TrialParts parts() {
        final TrialParts real = TrialParts.real();
        return new TrialParts(real.java(), real.siteMain(), real.opener(), settings);
    }

    private double[] gaps(final DemoRun run, final Workspace workspace) {
        if (run.failure() != null) {
            throw new EverbookException(run.failure().getMessage() + "; files in " + workspace.disk(), run.failure());
        }
        inDoubt += run.histories().stream().mapToLong(SessionHistory::unansweredAtLogons).sum();
        run.failovers().forEach(failover -> failover.measure(run.loop().acknowledgements()));
        if (directory == null) {
            workspace.removeFiles();
        }
        return run.failovers().stream().mapToDouble(Failover::gapMs).toArray();
    }

    /**
     * The middle value.
     *
     * @param values at least one; left as they are.
     * @return the median.
     */
    public static double median(final double... values) {
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        final int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
