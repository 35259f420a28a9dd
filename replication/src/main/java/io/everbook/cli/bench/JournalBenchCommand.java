package io.everbook.cli.bench;

import io.everbook.cli.ExitCode;
import io.everbook.cli.Progress;
import io.everbook.cli.Report;
import io.everbook.cli.demo.FailoverTrial;
import io.everbook.cli.trial.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.DoubleSupplier;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code everbook bench journal}: the exchange with its journal, on one thread, beside a bare Chronicle Queue that
 * takes messages of the same lengths, and beside itself with a reader that stands still, in alternating rounds; then
 * seeks by sequence, and how long the disk takes; how fast an outcome store takes a journal and answers queries, and
 * how far it is behind an exchange at work; and how long matching pauses for a snapshot.
 */
@Command(
    name = "journal",
    description = "Compares the journaled exchange with a bare Chronicle Queue, and itself beside a paused reader; "
        + "times seeks, syncs, the outcome store and the pause for a snapshot.")
public final class JournalBenchCommand implements Callable<Integer> {
    private static final List<String> SIDES = List.of("bareQueue", "exchange", "exchangeBesidePausedReader");

    @Mixin
    private Report report;

    @Option(names = "--rounds", defaultValue = "5",
        description = "Rounds of all sides, after one that is not counted (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--records", defaultValue = "2000000",
        description = "Records of each measurement (${DEFAULT-VALUE}).")
    private long records;

    @Option(names = "--seeks", defaultValue = "200000", description = "Seeks to time (${DEFAULT-VALUE}).")
    private int seeks;

    @Option(names = "--syncs", defaultValue = "300",
        description = "Syncs to time of each amount of records (${DEFAULT-VALUE}).")
    private int syncs;

    @Mixin
    private StoreOptions store;

    @Mixin
    private SnapshotOptions snapshot;

    @Option(names = "--dir", paramLabel = "DIR", description = "On the disk to measure; a temporary one if not given.")
    private Path directory;

    private final Map<String, List<Double>> rates = new LinkedHashMap<>();

    /**
     * Creates the command.
     */
    public JournalBenchCommand() {
    }

    @Override
    public Integer call() throws IOException {
        Machine.describe(report);
        final Workspace workspace = new Workspace("bench-journal", directory);
        try {
            measure(new JournalSides(workspace.disk(), records), workspace.disk());
            store.measure(workspace.disk(), records).forEach(this::tell);
            tell("snapshot", snapshot.measure(workspace.disk()).described());
        } finally {
            workspace.removeFiles();
            workspace.removeTemporary();
            workspace.removeMemory();
        }
        report.end();
        return ExitCode.DONE;
    }

    private void measure(final JournalSides sides, final Path disk) throws IOException {
        report.field("fileSystem", Files.getFileStore(disk).type())
            .field("recordBytes", Timed.rounded(sides.recordBytes())).field("records", records);
        report.line("%d records of %.0f bytes on average, %s", records, sides.recordBytes(),
            Files.getFileStore(disk).type());
        try (Progress progress = report.progress("rounds", rounds + 1L)) {
            for (int round = 0; round <= rounds; round++) {
                play(round, sides);
                progress.at(round + 1L);
            }
        }
        conclude("ratio", "exchange", "bareQueue");
        conclude("pausedReaderRatio", "exchangeBesidePausedReader", "exchange");
        report.field("rates", rates);
        tell("seek", sides.seeks(seeks));
        for (final int commands : new int[] {1, 100, 10_000}) {
            tell("syncAfter" + commands, sides.syncs(commands < 10_000 ? syncs : Math.max(1, syncs / 10), commands));
        }
    }

    /** Each round begins with the next side, so that none has the same place in all. */
    private void play(final int round, final JournalSides sides) {
        final List<DoubleSupplier> measurements =
            List.of(sides::bareQueue, sides::exchange, sides::exchangeBesidePausedReader);
        final StringBuilder line = new StringBuilder(round == 0 ? "warm-up" : "round " + round);
        for (int i = 0; i < SIDES.size(); i++) {
            final int side = (round + i) % SIDES.size();
            final double rate = measurements.get(side).getAsDouble();
            line.append(String.format("  %s %.0f/s", SIDES.get(side), rate));
            if (round > 0) {
                rates.computeIfAbsent(SIDES.get(side), name -> new ArrayList<>()).add(Timed.rounded(rate));
            }
        }
        report.line("%s", line);
    }

    private void conclude(final String key, final String side, final String beside) {
        final double[] ratios = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            ratios[i] = rates.get(side).get(i) / rates.get(beside).get(i);
        }
        final double median = Timed.rounded(FailoverTrial.median(ratios));
        report.field(key, median);
        report.line("%-20s %.3f", key, median);
    }

    private void tell(final String key, final Histogram histogram) {
        tell(key, Timed.described(histogram));
    }

    private void tell(final String key, final Map<String, Object> figures) {
        report.field(key, figures);
        report.line("%-20s %s", key, figures);
    }
}
