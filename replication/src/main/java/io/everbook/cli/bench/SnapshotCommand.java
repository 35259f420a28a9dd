package io.everbook.cli.bench;

import io.everbook.cli.ExitCode;
import io.everbook.cli.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/**
 * {@code everbook bench snapshot}: how long matching pauses for a snapshot of so many resting orders.
 */
@Command(
    name = "snapshot",
    description = "Tells how long matching pauses for a snapshot, beside one that the matching thread writes itself.")
public final class SnapshotCommand implements Callable<Integer> {
    @Mixin
    private Report report;

    @Mixin
    private SnapshotOptions options;

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
        final SnapshotFigures figures = options.measure(parent);
        report.line("%s", figures);
        figures.described().forEach(report::field);
        Machine.describe(report);
        report.end();
        return ExitCode.DONE;
    }
}
