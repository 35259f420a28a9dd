package io.everbook.cli.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Processor time of some processes between two instants.
 */
final class CpuMeter {
    private static final double NS_PER_US = 1_000;
    private static final double HUNDREDTHS = 100;
    private final Map<String, Long> pids;
    private Map<String, Long> before;

    /**
     * Starts to measure.
     *
     * @param pids by the process's name.
     */
    CpuMeter(final Map<String, Long> pids) {
        this.pids = pids;
        this.before = read();
    }

    /**
     * What was used since the last call, or the start.
     *
     * @param commands that it was used for.
     * @return microseconds a command, by the process's name.
     */
    Map<String, Double> perCommand(final double commands) {
        final Map<String, Long> now = read();
        final Map<String, Double> used = new LinkedHashMap<>();
        now.forEach((name, ns) ->
            used.put(name, Math.round((ns - before.get(name)) / NS_PER_US / commands * HUNDREDTHS) / HUNDREDTHS));
        before = now;
        return used;
    }

    private Map<String, Long> read() {
        final Map<String, Long> read = new LinkedHashMap<>();
        pids.forEach((name, pid) -> read.put(name, ProcessHandle.of(pid)
            .flatMap(process -> process.info().totalCpuDuration()).orElse(Duration.ZERO).toNanos()));
        return read;
    }
}
