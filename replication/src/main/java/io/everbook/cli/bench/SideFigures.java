package io.everbook.cli.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What was measured of one side in one round.
 *
 * @param throughput  commands answered a second, with nothing beside the sites.
 * @param withReaders the same with a reader of each journal; 0 of the echo.
 * @param latency     round trips at the steady rate, nanoseconds.
 * @param cpu         microseconds of processor time a command, by process.
 */
record SideFigures(double throughput, double withReaders, Histogram latency, Map<String, Double> cpu) {
    double p50Us() {
        return us(50);
    }

    /**
     * The figures by name.
     *
     * @return commands a second, and microseconds.
     */
    Map<String, Object> described() {
        final Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("throughput", Math.round(throughput));
        if (withReaders > 0) {
            figures.put("throughputWithReaders", Math.round(withReaders));
        }
        figures.put("p50Us", p50Us());
        figures.put("p99Us", us(99));
        figures.put("p999Us", us(99.9));
        figures.put("maxUs", us(100));
        figures.put("timed", latency.getTotalCount());
        figures.put("cpuUsPerCommand", cpu);
        return figures;
    }

    private double us(final double percentile) {
        return latency.getValueAtPercentile(percentile) / (double) TimeUnit.MICROSECONDS.toNanos(1);
    }
}
