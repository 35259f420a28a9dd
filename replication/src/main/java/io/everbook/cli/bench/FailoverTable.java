package io.everbook.cli.bench;

import io.everbook.cli.Report;
import io.everbook.cli.demo.FailoverTrial;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures how long the exchange is silent when its leader is killed outright, with the sites' timers and with those
 * that Aeron Cluster has by default, and reports both.
 */
final class FailoverTable {
    private static final int MILLISECOND_DIGITS = 10;

    /**
     * Of flow before each kill. It matters: with five seconds gaps are shorter, and grow less over a run, for a reason
     * that is not known.
     */
    static final long STEADY_MS = 1_000;

    private final Report report;
    private final int rate;
    private final long steadyMs;
    private final Map<String, String> settings;
    private final Path directory;

    /**
     * Prepares the measurement.
     *
     * @param report    to tell.
     * @param rate      commands a second.
     * @param steadyMs  of flow before each kill.
     * @param settings  of every site, as in its properties file.
     * @param directory for the sites' files, which stay there; null for a temporary one.
     */
    FailoverTable(
        final Report report,
        final int rate,
        final long steadyMs,
        final Map<String, String> settings,
        final Path directory) {
        this.report = report;
        this.rate = rate;
        this.steadyMs = steadyMs;
        this.settings = settings;
        this.directory = directory;
    }

    /**
     * Measures.
     *
     * @param kills        with the sites' timers.
     * @param moves        of the leadership on purpose, with the sites' timers.
     * @param defaultKills with Aeron's.
     */
    void measure(final int kills, final int moves, final int defaultKills) {
        measure("failoverMs", "kill -9 of the leader", kills, settings);
        if (moves > 0) {
            final FailoverTrial trial = new FailoverTrial(rate, steadyMs, settings, directory);
            final double[] gaps = trial.move(moves);
            tell("switchoverMs", "moves", "planned move of the leadership", trial.inDoubt(), gaps);
        }
        measure("failoverDefaultsMs", "the same with Aeron's default timers", defaultKills, aeronDefaults());
    }

    private void measure(final String key, final String words, final int count, final Map<String, String> with) {
        if (count > 0) {
            final FailoverTrial trial = new FailoverTrial(rate, steadyMs, with, directory);
            final double[] gaps = trial.run(count);
            tell(key, "kills", words, trial.inDoubt(), gaps);
        }
    }

    private void tell(
        final String key, final String counted, final String words, final long inDoubt, final double... gaps) {
        final Map<String, Object> told = new LinkedHashMap<>();
        final List<Double> inTurn = Arrays.stream(gaps).mapToObj(FailoverTable::rounded).toList();
        Arrays.sort(gaps);
        told.put(counted, gaps.length);
        told.put("min", rounded(gaps[0]));
        told.put("median", rounded(FailoverTrial.median(gaps)));
        told.put("max", rounded(gaps[gaps.length - 1]));
        told.put("inDoubt", inDoubt);
        told.put("inTurn", inTurn);
        report.field(key, told);
        report.line("%-36s %3d times   min %.0f   median %.0f   max %.0f ms, last to first answer   in doubt %d", words,
            gaps.length, gaps[0], FailoverTrial.median(gaps), gaps[gaps.length - 1], inDoubt);
    }

    private static double rounded(final double milliseconds) {
        return (double) Math.round(milliseconds * MILLISECOND_DIGITS) / MILLISECOND_DIGITS;
    }

    private Map<String, String> aeronDefaults() {
        final Map<String, String> timers = new HashMap<>(settings);
        timers.remove("timers.profile");
        timers.putAll(Map.of(
            "timers.heartbeatInterval", "200",
            "timers.heartbeatTimeout", "10000",
            "timers.electionTimeout", "1000",
            "timers.statusInterval", "100",
            "timers.canvassTimeout", "60000",
            "timers.driverInterval", "1000",
            "timers.imageLiveness", "10000",
            "timers.publicationConnection", "5000"));
        return timers;
    }
}
