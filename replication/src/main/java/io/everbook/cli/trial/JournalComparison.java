package io.everbook.cli.trial;

import io.everbook.journal.JournalCompare;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Has a process of its own, without the engine on its class path, compare the journals.
 */
public final class JournalComparison {
    private static final String NAME = "journal-comparison";
    private static final String TOOL = "everbook-journal-tool.jar";
    private static final long TIMEOUT_MS = 30_000;
    private final Workspace workspace;

    /**
     * Prepares it.
     *
     * @param workspace of the sites.
     */
    public JournalComparison(final Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * Compares.
     *
     * @param sites whose journals.
     * @return what is wrong, or null if they are equal.
     */
    public String difference(final List<String> sites) {
        final List<String> said = new CopyOnWriteArrayList<>();
        final ChildProcess process = ChildProcess.start(NAME, new JavaCommand().classPath(classPath()).of(
            JournalCompare.class.getName(),
            sites.stream().map(site -> workspace.journal(site).toString()).toArray(String[]::new)),
            workspace.logs(), said::add);
        final boolean ended = process.awaitExit(TIMEOUT_MS);
        process.close();
        if (!ended) {
            return "no answer in time";
        }
        return process.exitCode() == 0
            ? null : "exit code " + process.exitCode() + " " + said + ", see " + workspace.logs();
    }

    private String classPath() {
        final Path tool = Path.of(System.getProperty("java.class.path").split(File.pathSeparator)[0])
            .toAbsolutePath().resolveSibling(TOOL);
        return Files.exists(tool)
            ? tool.toString() : new EngineFreeClassPath(workspace.configuration("class-path")).make();
    }
}
