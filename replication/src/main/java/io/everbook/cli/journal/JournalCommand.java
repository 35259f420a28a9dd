package io.everbook.cli.journal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code everbook journal}: what an operator does with a journal. None of it changes the journal it reads.
 */
@Command(
    name = "journal",
    description = "Verifies, shows, compares and cuts journals; the journal itself is never changed.",
    subcommands = {
        JournalCutCommand.class, JournalDiffCommand.class, JournalDumpCommand.class, JournalReplayCommand.class,
        JournalVerifyCommand.class},
    synopsisSubcommandLabel = "COMMAND")
public final class JournalCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /**
     * Creates the command.
     */
    public JournalCommand() {
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name what to do with the journal.");
    }
}
