package io.everbook.cli.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What snapshots cost.
 *
 * @param orders        that rested.
 * @param snapshots     so many were taken.
 * @param middle        the one with the median of the pauses.
 * @param worst         the one with the longest pause.
 * @param undisturbedNs the slowest command without a snapshot, ns.
 * @param onThreadNs    the median of how long the matching thread writes the same itself, ns.
 */
record SnapshotFigures(
    int orders,
    int snapshots,
    SnapshotPause.Taken middle,
    SnapshotPause.Taken worst,
    long undisturbedNs,
    long onThreadNs) {
    private static final double NS_A_MS = 1e6;

    /**
     * The figures by name.
     *
     * @return milliseconds.
     */
    Map<String, Object> described() {
        final Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("orders", orders);
        figures.put("snapshots", snapshots);
        figures.put("pauseMs", ms(middle.pauseNs()));
        figures.put("pauseMaxMs", ms(worst.pauseNs()));
        figures.put("forceMs", ms(middle.forceNs()));
        figures.put("commandsMeanwhile", middle.commands());
        figures.put("slowestWithoutMs", ms(undisturbedNs));
        figures.put("onMatchingThreadMs", ms(onThreadNs));
        figures.put("ratio", ratio());
        return figures;
    }

    @Override
    public String toString() {
        return String.format("%,d resting orders: matching pauses for %.2f ms (median of %d; at worst %.2f), of which"
            + " %.2f to force the journal; without a snapshot the slowest command takes %.2f ms; written on the"
            + " matching thread %.2f ms; ratio %.4f", orders, ms(middle.pauseNs()), snapshots, ms(worst.pauseNs()),
            ms(middle.forceNs()), ms(undisturbedNs), ms(onThreadNs), ratio());
    }

    private double ratio() {
        return (double) middle.pauseNs() / onThreadNs;
    }

    private static double ms(final long ns) {
        return ns / NS_A_MS;
    }
}
