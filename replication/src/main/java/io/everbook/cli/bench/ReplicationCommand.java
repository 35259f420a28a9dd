package io.everbook.cli.bench;

import io.everbook.cli.ExitCode;
import io.everbook.cli.Report;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code everbook bench replication}: three sites with matching and journal beside a bare Aeron Cluster echo with the
 * same settings and as many payload bytes both ways, in alternating rounds.
 *
 * <p>The load is the same on both sides: one bare connection of Aeron's cluster client, which sends what was encoded
 * beforehand. Throughput is counted with a fixed number of commands in flight, round trips are timed at a steady rate
 * from the instant each command was due to its last event. The readers of the last figure are a process beside each
 * site that reads and verifies its journal as it grows. Then the leader is killed again and again, as {@code bench
 * failover} does.
 */
@Command(
    name = "replication",
    description = "Compares three sites with a bare Aeron Cluster echo of the same settings and payload.")
public final class ReplicationCommand implements Callable<Integer> {

    @Mixin
    private Report report;

    @Option(names = "--rounds", defaultValue = "5", description = "Rounds of both sides (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--warm-up", defaultValue = "30",
        description = "Seconds of load before a measurement (${DEFAULT-VALUE}).")
    private double warmUpSeconds;

    @Option(names = "--seconds", defaultValue = "6", description = "Seconds of each measurement (${DEFAULT-VALUE}).")
    private double seconds;

    @Option(names = "--window", defaultValue = "256",
        description = "Commands in flight, for the throughput (${DEFAULT-VALUE}).")
    private int window;

    @Option(names = "--rate", defaultValue = "1000",
        description = "Commands a second, for the round trips (${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--kills", defaultValue = "50",
        description = "Kills of the leader, for the failover table (${DEFAULT-VALUE}).")
    private int kills;

    @Option(names = "--default-kills", defaultValue = "1",
        description = "The same with Aeron's default timers (${DEFAULT-VALUE}).")
    private int defaultKills;

    /**
     * Creates the command.
     */
    public ReplicationCommand() {
    }

    @Override
    public Integer call() {
        Machine.describe(report);
        new ReplicationRounds(
            new ReplicationSettings(rounds, warmUpSeconds, seconds, window, rate, Map.of()), report).run();
        new FailoverTable(report, rate, FailoverTable.STEADY_MS, Map.of(), null).measure(kills, 0, defaultKills);
        report.end();
        return ExitCode.DONE;
    }
}
