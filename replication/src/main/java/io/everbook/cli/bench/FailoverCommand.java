package io.everbook.cli.bench;

import io.everbook.cli.ExitCode;
import io.everbook.cli.Report;
import io.everbook.cli.demo.FailoverTrial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * {@code everbook bench failover}: how long the exchange is silent when its leader is killed outright, with the timers
 * of a profile and with those that Aeron Cluster has by default.
 */
@Command(
    name = "failover",
    description = "Kills the leader of three sites again and again, and tells how long no command was answered.")
public final class FailoverCommand implements Callable<Integer> {
    private static final int MILLISECOND_DIGITS = 10;

    @Mixin
    private Report report;

    @Option(names = "--kills", defaultValue = "50", description = "How often (${DEFAULT-VALUE}).")
    private int kills;

    @Option(names = "--default-kills", defaultValue = "1",
        description = "How often with Aeron's default timers (${DEFAULT-VALUE}).")
    private int defaultKills;

    @Option(names = "--rate", defaultValue = "1000", description = "Commands a second (${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--steady", defaultValue = "1000",
        description = "Milliseconds of flow before each kill (${DEFAULT-VALUE}).")
    private long steadyMs;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting of every site, such as timers.profile.")
    private Map<String, String> settings = new HashMap<>();

    @Option(names = "--dir", paramLabel = "DIR",
        description = "For the sites' files, which stay there; a temporary directory if not given.")
    private Path directory;

    /**
     * Creates the command.
     */
    public FailoverCommand() {
    }

    @Override
    public Integer call() {
        measure("failoverMs", "kill -9 of the leader", kills, settings);
        measure("failoverDefaultsMs", "the same with Aeron's default timers", defaultKills, aeronDefaults());
        report.end();
        return ExitCode.DONE;
    }

    private void measure(final String key, final String words, final int count, final Map<String, String> with) {
        if (count > 0) {
            tell(key, words, new FailoverTrial(rate, steadyMs, with, directory).run(count));
        }
    }

    private void tell(final String key, final String words, final double... gaps) {
        Arrays.sort(gaps);
        final Map<String, Object> told = new LinkedHashMap<>();
        told.put("kills", gaps.length);
        told.put("min", rounded(gaps[0]));
        told.put("median", rounded(FailoverTrial.median(gaps)));
        told.put("max", rounded(gaps[gaps.length - 1]));
        report.field(key, told);
        report.line("%-40s kills %3d   min %.0f   median %.0f   max %.0f ms, last to first answer", words, gaps.length,
            gaps[0], FailoverTrial.median(gaps), gaps[gaps.length - 1]);
    }

    private static double rounded(final double milliseconds) {
        return (double) Math.round(milliseconds * MILLISECOND_DIGITS) / MILLISECOND_DIGITS;
    }

    private Map<String, String> aeronDefaults() {
        final Map<String, String> timers = new HashMap<>(settings);
        timers.remove("timers.profile");
        timers.putAll(Map.of(
            "timers.heartbeatInterval", "200",
            "timers.heartbeatTimeout", "10000",
            "timers.electionTimeout", "1000",
            "timers.statusInterval", "100",
            "timers.canvassTimeout", "60000",
            "timers.driverInterval", "1000",
            "timers.imageLiveness", "10000",
            "timers.publicationConnection", "5000"));
        return timers;
    }
}
