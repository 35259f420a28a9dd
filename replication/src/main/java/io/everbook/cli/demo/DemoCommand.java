package io.everbook.cli.demo;

import io.everbook.cli.ExitCode;
import io.everbook.cli.Report;
import io.everbook.cli.trial.BrokenRerun;
import io.everbook.cli.trial.TrialParts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Three sites as three processes on this machine, order flow at a steady rate, the leader killed outright again and
 * again; then the proof from histories and journals that nothing was lost and nothing done twice.
 */
@Command(
    name = "demo",
    description = "Runs three sites as processes, kills the leader again and again under order flow, and proves that "
        + "nothing was lost and nothing done twice.")
public final class DemoCommand implements Callable<Integer> {
    private static final int MIN_KILLS = 1;
    private static final String BROKEN_MAIN = "io.everbook.cli.demo.BrokenDemo";

    @Spec
    private CommandSpec spec;

    @Mixin
    private Report report;

    @Option(names = "--seed", description = "Of the generated flow; a new one if not given.")
    private Long seed;

    @Option(names = "--rate", defaultValue = "1500",
        description = "Commands a second, at least 1000 (${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--kills", defaultValue = "3", description = "How often the leader is killed (${DEFAULT-VALUE}).")
    private int kills;

    @Option(names = "--steady", defaultValue = "2500", description = "Milliseconds of flow around kills "
        + "(${DEFAULT-VALUE}).")
    private long steadyMs;

    @Option(names = "--orders", paramLabel = "FILE",
        description = "Recorded orders to send in place of generated ones.")
    private Path orders;

    @Option(names = "--dir", paramLabel = "DIR",
        description = "For the run's files; a temporary directory if not given.")
    private Path directory;

    @Option(names = "--keep", description = "Keep the sites' files even if all is well.")
    private boolean keep;

    @Option(names = "--break", paramLabel = "resend|dedupe|fill",
        description = "Breaks a part on purpose, which the report must show, and exit 1: clients that don't send "
            + "again, sites that forget what they decided, clients that don't ask for missed events. Needs the test "
            + "classes of the build.")
    private String broken;

    private final TrialParts parts;

    /**
     * Creates the command.
     */
    public DemoCommand() {
        this(null);
    }

    /**
     * Creates the command with other parts than the real ones.
     *
     * @param parts to use, whatever the options say; null for the real ones.
     */
    DemoCommand(final TrialParts parts) {
        this.parts = parts;
    }

    @Override
    public Integer call() {
        check(rate >= DemoConfig.MIN_RATE, "--rate must be at least " + DemoConfig.MIN_RATE);
        check(kills >= MIN_KILLS, "--kills must be at least " + MIN_KILLS);
        check(orders == null || Files.isReadable(orders), "cannot read " + orders);
        if (broken != null && parts == null) {
            return BrokenRerun.run(BROKEN_MAIN, broken, spec.commandLine().getParseResult().originalArgs());
        }
        return new Demo(config(), parts == null ? TrialParts.real() : parts, report, spec.commandLine().getErr()).run()
            ? ExitCode.DONE : ExitCode.CHECK_FAILED;
    }

    private DemoConfig config() {
        final long chosen = seed == null ? System.nanoTime() & 0xFFFF_FFFFL : seed;
        return new DemoConfig(chosen, rate, causes(), steadyMs, orders, directory, keep);
    }

    private List<Failover.Cause> causes() {
        final List<Failover.Cause> causes = new ArrayList<>();
        for (int i = 0; i < kills; i++) {
            causes.add(i % 2 == 0 ? Failover.Cause.KILL_BEFORE_EGRESS : Failover.Cause.KILL_IN_BURST);
        }
        return causes;
    }

    private void check(final boolean holds, final String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }
}
