package io.everbook.cli.bench;

import io.everbook.cli.ExitCode;
import io.everbook.cli.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * {@code everbook bench failover}: how long the exchange is silent when its leader is killed outright, with the timers
 * of a profile and with those that Aeron Cluster has by default; or whether there are elections without a cause.
 */
@Command(
    name = "failover",
    description = "Kills the leader of three sites again and again, and tells how long no command was answered.")
public final class FailoverCommand implements Callable<Integer> {
    @Mixin
    private Report report;

    @Option(names = "--kills", defaultValue = "50", description = "How often (${DEFAULT-VALUE}).")
    private int kills;

    @Option(names = "--default-kills", defaultValue = "1",
        description = "How often with Aeron's default timers (${DEFAULT-VALUE}).")
    private int defaultKills;

    @Option(names = "--moves", defaultValue = "10",
        description = "How often the leadership is moved on purpose (${DEFAULT-VALUE}).")
    private int moves;

    @Option(names = "--rate", defaultValue = "1000", description = "Commands a second (${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--steady", description = "Milliseconds of flow before each kill (${DEFAULT-VALUE}).")
    private long steadyMs = FailoverTable.STEADY_MS;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting of every site, such as timers.profile.")
    private Map<String, String> settings = new HashMap<>();

    @Option(names = "--dir", paramLabel = "DIR",
        description = "For the sites' files, which stay there; a temporary directory if not given.")
    private Path directory;

    @Option(names = "--calm", paramLabel = "MINUTES",
        description = "Kills nothing, but keeps the sites under full load so long: fails if there is an election.")
    private double calmMinutes;

    /**
     * Creates the command.
     */
    public FailoverCommand() {
    }

    @Override
    public Integer call() {
        final int elections = calmMinutes > 0 ? new CalmTrial(report, settings).run(calmMinutes) : 0;
        if (calmMinutes == 0) {
            new FailoverTable(report, rate, steadyMs, settings, directory).measure(kills, moves, defaultKills);
        }
        report.end();
        return elections == 0 ? ExitCode.DONE : ExitCode.CHECK_FAILED;
    }
}
