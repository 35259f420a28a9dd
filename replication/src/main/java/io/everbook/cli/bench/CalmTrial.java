package io.everbook.cli.bench;

import io.everbook.cli.Report;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Three sites under full load to which nothing is done: every election is one too many, and costs its clients a pause
 * for nothing. After one the sites are started anew for the time that is left; and so they are, with empty disks, after
 * every span, since full load fills 12 GB a minute.
 */
final class CalmTrial {
    private static final int WINDOW = 256;
    private static final double SPAN_SECONDS = 240;
    private final Report report;
    private final Map<String, String> sites;
    private int elections;
    private double commands;
    private double measuredSeconds;

    /**
     * Prepares the trial.
     *
     * @param report to tell.
     * @param sites  settings of every site, as in its properties file.
     */
    CalmTrial(final Report report, final Map<String, String> sites) {
        this.report = report;
        this.sites = sites;
    }

    /**
     * Runs it.
     *
     * @param minutes how long.
     * @return the elections that came.
     */
    int run(final double minutes) {
        try (LoadDriver driver = new LoadDriver()) {
            run(ReplicationSide.exchange(
                new ReplicationSettings(1, 0, 0, WINDOW, 0, sites), driver.aeron(), Script.block()), minutes);
        }
        tell(minutes);
        return elections;
    }

    private void run(final ReplicationSide exchange, final double minutes) {
        double leftSeconds = TimeUnit.MINUTES.toSeconds(1) * minutes;
        while (leftSeconds > 0) {
            leftSeconds -= span(exchange, Math.min(leftSeconds, SPAN_SECONDS), leftSeconds);
        }
    }

    private double span(final ReplicationSide exchange, final double seconds, final double leftSeconds) {
        final long startNs = System.nanoTime();
        try {
            commands += seconds * exchange.throughput(seconds);
            measuredSeconds += seconds;
            return seconds;
        } catch (final ElectionException ex) {
            elections++;
            final double passed = (System.nanoTime() - startNs) / (double) TimeUnit.SECONDS.toNanos(1);
            report.line("%.1f s before the end, %s", leftSeconds - passed, ex.getMessage());
            return passed;
        }
    }

    private void tell(final double minutes) {
        final double throughput = commands / Math.max(1, measuredSeconds);
        final Map<String, Object> calm = new LinkedHashMap<>();
        calm.put("minutes", minutes);
        calm.put("elections", elections);
        calm.put("throughput", Math.round(throughput));
        report.field("calm", calm);
        report.line("%s minutes under full load, without a fault: %d elections, %.0f commands/s", minutes, elections,
            throughput);
    }
}
