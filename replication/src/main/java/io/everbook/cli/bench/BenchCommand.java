package io.everbook.cli.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code everbook bench}: the benchmarks, one subcommand each.
 */
@Command(
    name = "bench",
    description = "Measures, beside what it is to be compared with.",
    subcommands = {FailoverCommand.class, JournalBenchCommand.class, ReplicationCommand.class, SnapshotCommand.class})
public final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /**
     * Creates the command.
     */
    public BenchCommand() {
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a benchmark.");
    }
}
