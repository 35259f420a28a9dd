package io.everbook.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.agrona.IoUtil;
import picocli.CommandLine.Option;

/**
 * How many snapshots of how many orders are measured: options of a command.
 */
final class SnapshotOptions {
    @Option(names = "--orders", defaultValue = "1000000",
        description = "That rest while snapshots are taken (${DEFAULT-VALUE}).")
    private int orders;

    @Option(names = "--snapshots", defaultValue = "5", description = "Snapshots to time (${DEFAULT-VALUE}).")
    private int snapshots;

    /**
     * Takes them, in a directory of its own that is removed behind it.
     *
     * @param parent on the disk to be measured; null for where temporary files are.
     * @return what they cost.
     * @throws IOException if there can be no such directory.
     */
    SnapshotFigures measure(final Path parent) throws IOException {
        final Path directory = parent == null
            ? Files.createTempDirectory("everbook-snapshot-") : Files.createTempDirectory(parent, "snapshot-");
        try (SnapshotPause pause = new SnapshotPause(directory, orders)) {
            return measure(pause);
        } finally {
            IoUtil.delete(directory.toFile(), true);
        }
    }

    private SnapshotFigures measure(final SnapshotPause pause) {
        final long undisturbedNs = pause.undisturbed(TimeUnit.SECONDS.toNanos(1));
        final List<SnapshotPause.Taken> taken = IntStream.range(0, snapshots).mapToObj(i -> pause.take())
            .sorted(Comparator.comparingLong(SnapshotPause.Taken::pauseNs)).toList();
        final long[] onThreadNs = IntStream.range(0, snapshots).mapToLong(i -> pause.onThisThread()).sorted().toArray();
        return new SnapshotFigures(orders, snapshots, taken.get(snapshots / 2), taken.get(snapshots - 1),
            undisturbedNs, onThreadNs[snapshots / 2]);
    }
}
