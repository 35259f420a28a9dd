package io.everbook.cli.verify;

import io.everbook.cli.ExitCode;
import io.everbook.cli.Report;
import io.everbook.cli.crash.CrashVerification;
import io.everbook.cli.disk.LoopDisk;
import io.everbook.cli.network.VirtualNetwork;
import io.everbook.cli.trial.Cleanup;
import io.everbook.cli.trial.TrialParts;
import io.everbook.cli.trial.Workspace;
import io.everbook.cli.verify.scenario.Scenario;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code everbook verify}: three sites as processes in network namespaces of their own, clients under open-loop load,
 * faults from a seed, and the verdict from histories and journals.
 */
@Command(
    name = "verify",
    description = "Runs three sites in networks of their own, injects faults from a seed, and checks what clients saw "
        + "and what every journal holds. Exit 0: VALID. 1: INVALID. 2: UNKNOWN, or not able to check. Needs root.")
public final class VerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Report report;

    @Option(names = "--minutes", defaultValue = "5",
        description = "Of time with a fault in force or being recovered from (${DEFAULT-VALUE}); from 5 on every kind "
            + "of fault strikes at least once, from 25 on three times.")
    private double minutes;

    @Option(names = "--seed", description = "Of schedule and flow; a new one if not given.")
    private Long seed;

    @Option(names = "--rate", defaultValue = "300", description = "Commands a second (${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--dir", paramLabel = "DIR",
        description = "For the run's files; a temporary directory if not given.")
    private Path directory;

    @Option(names = "--keep", description = "Keep the files even if all is well.")
    private boolean keep;

    @Option(names = "--planted", paramLabel = "NAME|all",
        description = "Runs with a mistake planted on purpose, which must be caught; all of them one after the other. "
            + "The mistakes are among the test classes, which the launcher's build makes beside the jar.")
    private String planted;

    @Option(names = "--scenario", paramLabel = "NAME|all",
        description = "Plays an outage of its own in place of the random schedule, or all of them one after the other.")
    private String scenario;

    @Option(names = "--journal",
        description = "Checks an embedded exchange's journal in place of sites: kills, power cuts, a full disk, turned "
            + "bits, forgeries.")
    private boolean journal;

    @Option(names = "--kills", defaultValue = "100", description = "With --journal (${DEFAULT-VALUE}).")
    private int kills;

    @Option(names = "--cuts", defaultValue = "20",
        description = "Of power, with --journal, for each durability (${DEFAULT-VALUE}).")
    private int cuts;

    private final TrialParts parts;

    /**
     * Creates the command.
     */
    public VerifyCommand() {
        this(null);
    }

    /**
     * Creates the command with other parts than the real ones.
     *
     * @param parts to use; null for the real ones.
     */
    VerifyCommand(final TrialParts parts) {
        this.parts = parts;
    }

    @Override
    public Integer call() {
        if (minutes <= 0 || rate < 1 || kills < 1 || cuts < 1) {
            throw new ParameterException(
                spec.commandLine(), "--minutes, --rate, --kills and --cuts must be above 0");
        }
        if (journal) {
            return verifyJournal();
        }
        final String unavailable =
            VirtualNetwork.unavailable() == null ? LoopDisk.unavailable() : VirtualNetwork.unavailable();
        if (unavailable != null) {
            report.field("verdict", Verdict.UNKNOWN.name()).field("reason", unavailable).end();
            spec.commandLine().getErr().println("verify is not able to check anything: " + unavailable);
            return ExitCode.NOT_ABLE;
        }
        if (scenario != null) {
            return new ScenarioRuns(directory, keep, rate, seed, report, spec.commandLine().getErr()).run(scenarios());
        }
        if (planted != null) {
            return new PlantedRuns(options(), report).run(bugs());
        }
        return run(new VerifyConfig(chosenSeed(), minutes, rate, directory, keep, parts != null));
    }

    private int verifyJournal() {
        final Workspace workspace = new Workspace("verify", directory);
        final Cleanup cleanup = new Cleanup(workspace);
        try {
            final int exitCode = new CrashVerification(report, spec.commandLine().getErr())
                .run(kills, cuts, chosenSeed(), workspace);
            if (exitCode == ExitCode.DONE && !keep) {
                workspace.removeFiles();
                workspace.removeTemporary();
            }
            return exitCode;
        } finally {
            cleanup.close();
        }
    }

    private long chosenSeed() {
        return seed == null ? System.nanoTime() & 0xFFFF_FFFFL : seed;
    }

    private List<PlantedBug> bugs() {
        try {
            return planted.equals("all") ? List.of(PlantedBug.values()) : List.of(PlantedBug.of(planted));
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--planted takes all, or one of "
                + Stream.of(PlantedBug.values()).map(PlantedBug::label).toList());
        }
    }

    private List<Scenario> scenarios() {
        try {
            return scenario.equals("all") ? List.of(Scenario.values()) : List.of(Scenario.of(scenario));
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--scenario takes all, or one of "
                + Stream.of(Scenario.values()).map(Scenario::label).toList());
        }
    }

    private List<String> options() {
        final List<String> options = new ArrayList<>(List.of(
            "--json", "--minutes", Double.toString(minutes), "--rate", Integer.toString(rate)));
        if (seed != null) {
            options.addAll(List.of("--seed", Long.toString(seed)));
        }
        return options;
    }

    private int run(final VerifyConfig config) {
        final long startNs = System.nanoTime();
        final Workspace workspace = new Workspace("verify", config.directory());
        report.line("seed %d, files in %s", config.seed(), workspace.disk());
        final PrintWriter err = spec.commandLine().getErr();
        final Cleanup cleanup = new Cleanup(workspace);
        try (VerifyRun run = new VerifyRun(
            config, workspace, parts == null ? TrialParts.real() : parts, cleanup, line -> {
                err.println(line);
                err.flush();
            })) {
            run.campaign();
            final VerifyReport told =
                new VerifyReport(run, workspace, repeat(config), (System.nanoTime() - startNs) / 1e9);
            told.write(report);
            told.print(report);
            report.end();
            if (run.verdict() == Verdict.VALID && !config.keep()) {
                workspace.removeFiles();
            }
            return run.verdict().exitCode();
        } finally {
            cleanup.close();
        }
    }

    private static String repeat(final VerifyConfig config) {
        return "./everbook verify --minutes " + config.minutes() + " --rate " + config.rate() + " --seed "
            + config.seed();
    }
}
