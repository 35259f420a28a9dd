package io.everbook.cli.bench;

import io.everbook.cli.Progress;
import io.everbook.cli.Report;
import io.everbook.cli.demo.FailoverTrial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;

/**
 * The rounds of a comparison: in each the exchange and the echo, the one that went first going second in the next.
 */
final class ReplicationRounds {
    private static final double THOUSANDTHS = 1_000;
    private static final int MAX_ELECTIONS = 3;
    private final ReplicationSettings settings;
    private final Report report;
    private final List<SideFigures> echoes = new ArrayList<>();
    private final List<SideFigures> exchanges = new ArrayList<>();
    private int elections;

    ReplicationRounds(final ReplicationSettings settings, final Report report) {
        this.settings = settings;
        this.report = report;
    }

    /**
     * Runs them and reports.
     */
    void run() {
        final List<byte[]> block = Script.block();
        final Rehearsal rehearsal = new Rehearsal();
        final int[] answerLengths = rehearsal.answerLengths(block);
        describe(block, rehearsal.eventCount(), answerLengths);
        try (LoadDriver driver = new LoadDriver(); Progress progress = Progress.of("rounds", 2L * settings.rounds())) {
            final ReplicationSide echo = ReplicationSide.echo(settings, driver.aeron(), block, answerLengths);
            final ReplicationSide exchange = ReplicationSide.exchange(settings, driver.aeron(), block);
            for (int round = 0; round < settings.rounds(); round++) {
                measure(round % 2 == 0, echo, exchange, progress);
                tell(round);
            }
        }
        conclude();
    }

    private void measure(
        final boolean echoFirst, final ReplicationSide echo, final ReplicationSide exchange, final Progress progress) {
        for (final boolean first : new boolean[] {true, false}) {
            if (first == echoFirst) {
                echoes.add(measure(echo));
            } else {
                exchanges.add(measure(exchange));
            }
            progress.at(echoes.size() + (long) exchanges.size());
        }
    }

    /** Measures anew where an election came between. */
    private SideFigures measure(final ReplicationSide side) {
        while (true) {
            try {
                return side.measure();
            } catch (final ElectionException ex) {
                if (++elections > MAX_ELECTIONS * settings.rounds()) {
                    throw ex;
                }
            }
        }
    }

    private void describe(final List<byte[]> block, final long events, final int... answerLengths) {
        final Map<String, Object> flow = new LinkedHashMap<>();
        final double commands = block.size();
        flow.put("commandBytes", rounded(block.stream().mapToInt(bytes -> bytes.length).sum() / commands));
        flow.put("answerBytes", rounded(java.util.Arrays.stream(answerLengths).sum() / commands));
        flow.put("eventsPerCommand", rounded(events / commands));
        flow.put("window", settings.window());
        flow.put("rate", settings.rate());
        report.field("flow", flow);
        report.line("On both sides %s bytes a command and %s bytes of answer (%s events), on average",
            flow.get("commandBytes"), flow.get("answerBytes"), flow.get("eventsPerCommand"));
        report.line("%5s %23s %25s %15s", "", "commands/s, " + settings.window() + " in flight",
            "p50 at " + settings.rate() + "/s, µs", "with readers");
        report.line("%5s %10s %10s %6s %10s %8s %6s %10s %6s", "round", "echo", "exchange", "ratio", "echo", "exchange",
            "ratio", "exchange", "ratio");
    }

    private void tell(final int round) {
        final SideFigures echo = echoes.get(round);
        final SideFigures exchange = exchanges.get(round);
        report.line("%5d %10.0f %10.0f %6.2f %10.0f %8.0f %6.2f %10.0f %6.2f", round + 1, echo.throughput(),
            exchange.throughput(), exchange.throughput() / echo.throughput(), echo.p50Us(), exchange.p50Us(),
            exchange.p50Us() / echo.p50Us(), exchange.withReaders(), exchange.withReaders() / echo.throughput());
    }

    private void conclude() {
        conclude("throughputRatio", (exchange, echo) -> exchange.throughput() / echo.throughput());
        conclude("p50Ratio", (exchange, echo) -> exchange.p50Us() / echo.p50Us());
        conclude("throughputRatioWithReaders", (exchange, echo) -> exchange.withReaders() / echo.throughput());
        report.field("elections", elections);
        report.line("%-28s %d (measured anew)", "elections without a fault", elections);
        final List<Object> rounds = new ArrayList<>();
        for (int i = 0; i < echoes.size(); i++) {
            rounds.add(Map.of("echo", echoes.get(i).described(), "exchange", exchanges.get(i).described()));
        }
        report.field("rounds", rounds);
    }

    private void conclude(final String key, final ToDoubleBiFunction<SideFigures, SideFigures> ratio) {
        final double[] ratios = new double[echoes.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = ratio.applyAsDouble(exchanges.get(i), echoes.get(i));
        }
        final double median = rounded(FailoverTrial.median(ratios));
        report.field(key, median);
        report.line("%-28s %.3f", key, median);
    }

    private static double rounded(final double value) {
        return Math.round(value * THOUSANDTHS) / THOUSANDTHS;
    }
}
