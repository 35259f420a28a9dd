package io.everbook.cli.bench;

import io.everbook.cli.Report;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Three sites under full load to which nothing is done: every election is one too many, and costs its clients a pause
 * for nothing. After one the sites are started anew for the time that is left.
 */
final class CalmTrial {
    private static final int WINDOW = 256;
    private final Report report;
    private final Map<String, String> sites;
    private int elections;
    private double throughput;

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
        final double second = TimeUnit.SECONDS.toNanos(1);
        final long endNs = System.nanoTime() + (long) (minutes * TimeUnit.MINUTES.toNanos(1));
        long leftNs = endNs - System.nanoTime();
        while (leftNs > 0) {
            try {
                throughput = exchange.throughput(leftNs / second);
            } catch (final ElectionException ex) {
                elections++;
                report.line("%.1f s before the end, %s", (endNs - System.nanoTime()) / second, ex.getMessage());
            }
            leftNs = endNs - System.nanoTime();
        }
    }

    private void tell(final double minutes) {
        final Map<String, Object> calm = new LinkedHashMap<>();
        calm.put("minutes", minutes);
        calm.put("elections", elections);
        calm.put("throughput", Math.round(throughput));
        report.field("calm", calm);
        report.line("%s minutes under full load, without a fault: %d elections, %.0f commands/s", minutes, elections,
            throughput);
    }
}
