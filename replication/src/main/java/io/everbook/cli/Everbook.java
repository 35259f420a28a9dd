package io.everbook.cli;

import io.everbook.cli.bench.BenchCommand;
import io.everbook.cli.demo.DemoCommand;
import io.everbook.cli.feed.DropCopyCommand;
import io.everbook.cli.feed.MarketDataCommand;
import io.everbook.cli.feed.ReadersCommand;
import io.everbook.cli.journal.JournalCommand;
import io.everbook.cli.operate.QuarantineCommand;
import io.everbook.cli.operate.StatusCommand;
import io.everbook.cli.operate.SwitchoverCommand;
import io.everbook.cli.replay.ReplayCommand;
import io.everbook.cli.verify.VerifyCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The main class of the launcher's jar: one subcommand a job, each with its exit code as {@link ExitCode} says.
 */
@Command(
    name = "everbook",
    description = "The exchange core that outlives its cloud.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    version = "everbook 0.1.0-SNAPSHOT",
    subcommands = {
        BenchCommand.class, DemoCommand.class, DropCopyCommand.class, JournalCommand.class,
        MarketDataCommand.class, QuarantineCommand.class, ReadersCommand.class, ReplayCommand.class,
        SiteCommand.class, StatusCommand.class, SwitchoverCommand.class, VerifyCommand.class},
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Exit code 0: done. 1: the check failed. 2: wrong use, or not able to check."})
public final class Everbook implements Runnable {
    @Spec
    private CommandSpec spec;

    /**
     * Creates the root command.
     */
    public Everbook() {
    }

    /**
     * Runs the command the arguments name and ends the process with its exit code.
     *
     * @param args as typed.
     */
    public static void main(final String[] args) {
        System.exit(commandLine().execute(args));
    }

    /**
     * The whole command line, for the launcher and for tests.
     *
     * @return a fresh command line.
     */
    public static CommandLine commandLine() {
        return new CommandLine(new Everbook())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(Everbook::explain);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }

    private static int explain(
        final Exception cause, final CommandLine command, final CommandLine.ParseResult parsed) {
        command.getErr().println(cause.getMessage() == null ? cause.toString() : cause.getMessage());
        if (Boolean.getBoolean("everbook.stacktrace")) {
            cause.printStackTrace(command.getErr());
        }
        return ExitCode.NOT_ABLE;
    }
}
