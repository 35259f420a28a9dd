package io.everbook.cli.bench;

import io.everbook.cli.ExitCode;
import io.everbook.cli.Report;
import org.agrona.IoUtil;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * {@code everbook bench snapshot}: how long matching pauses for a snapshot of so many resting orders.
 */
@Command(
    name = "snapshot",
    description = "Tells how long matching pauses for a snapshot, beside one that the matching thread writes itself.")
public final class SnapshotCommand implements Callable<Integer> {
    private static final double NS_A_MS = 1e6;

    @Mixin
    private Report report;

    @Option(names = "--orders", defaultValue = "1000000", description = "That rest (${DEFAULT-VALUE}).")
    private int orders;

    @Option(names = "--snapshots", defaultValue = "5", description = "How often (${DEFAULT-VALUE}).")
    private int snapshots;

    @Option(names = "--dir", paramLabel = "DIR",
        description = "On the disk to be measured; a temporary one if not given.")
    private Path parent;

    /**
     * Creates the command.
     */
    public SnapshotCommand() {
    }

    @Override
    public Integer call() throws IOException {
        final Path directory = parent == null
            ? Files.createTempDirectory("everbook-snapshot-") : Files.createTempDirectory(parent, "snapshot-");
        try (SnapshotPause pause = new SnapshotPause(directory, orders)) {
            measure(pause);
        } finally {
            IoUtil.delete(directory.toFile(), true);
        }
        report.end();
        return ExitCode.DONE;
    }

    private void measure(final SnapshotPause pause) {
        final long undisturbedNs = pause.undisturbed(TimeUnit.SECONDS.toNanos(1));
        final List<SnapshotPause.Taken> taken = IntStream.range(0, snapshots).mapToObj(i -> pause.take())
            .sorted(Comparator.comparingLong(SnapshotPause.Taken::pauseNs)).toList();
        final long before = IntStream.range(0, snapshots).mapToLong(i -> pause.onThisThread()).sorted().toArray()
            [snapshots / 2];
        final SnapshotPause.Taken middle = taken.get(snapshots / 2);
        final SnapshotPause.Taken worst = taken.get(snapshots - 1);
        report.line("%,d resting orders: matching pauses for %.2f ms (median of %d; at worst %.2f), of which %.2f to"
            + " force the journal; without a snapshot the slowest command takes %.2f ms; written on the matching thread"
            + " %.2f ms; ratio %.4f", orders, ms(middle.pauseNs()), snapshots, ms(worst.pauseNs()),
            ms(middle.forceNs()), ms(undisturbedNs), ms(before), (double) middle.pauseNs() / before);
        report.field("orders", orders).field("snapshots", snapshots)
            .field("pauseMs", ms(middle.pauseNs())).field("pauseMaxMs", ms(worst.pauseNs()))
            .field("forceMs", ms(middle.forceNs())).field("commandsMeanwhile", middle.commands())
            .field("slowestWithoutMs", ms(undisturbedNs)).field("onMatchingThreadMs", ms(before))
            .field("ratio", (double) middle.pauseNs() / before);
        Machine.describe(report);
    }

    private static double ms(final long ns) {
        return ns / NS_A_MS;
    }
}
