package io.everbook.cli.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Something done again and again.
 *
 * @param latency of each, nanoseconds.
 * @param tookNs  from the first's beginning to the last's end.
 */
record Timed(Histogram latency, long tookNs) {
    private static final double THOUSANDTHS = 1_000;

    /**
     * The rate and the latency by name.
     *
     * @param rate the name of the rate.
     * @return so many a second, and microseconds.
     */
    Map<String, Object> described(final String rate) {
        final Map<String, Object> figures = new LinkedHashMap<>();
        figures.put(rate, Math.round(perSecond(latency.getTotalCount(), tookNs)));
        figures.putAll(described(latency));
        return figures;
    }

    /**
     * A latency by name.
     *
     * @param latency nanoseconds.
     * @return microseconds, and how many there were.
     */
    static Map<String, Object> described(final Histogram latency) {
        final Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("p50Us", us(latency, 50));
        figures.put("p99Us", us(latency, 99));
        figures.put("maxUs", us(latency, 100));
        figures.put("count", latency.getTotalCount());
        return figures;
    }

    static double perSecond(final long count, final long tookNs) {
        return count * (double) TimeUnit.SECONDS.toNanos(1) / tookNs;
    }

    /** To three digits behind the point. */
    static double rounded(final double value) {
        return Math.round(value * THOUSANDTHS) / THOUSANDTHS;
    }

    private static double us(final Histogram histogram, final double percentile) {
        return rounded(histogram.getValueAtPercentile(percentile) / (double) TimeUnit.MICROSECONDS.toNanos(1));
    }
}
