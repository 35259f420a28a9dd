package io.everbook.cli.demo;

import io.everbook.cli.demo.Findings.Kind;
import io.everbook.journal.JournalCompare;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Has a process of its own, without the engine on its class path, compare the journals.
 */
final class JournalComparison {
    private static final String NAME = "journal-comparison";
    private static final String TOOL = "everbook-journal-tool.jar";
    private static final long TIMEOUT_MS = 30_000;
    private final Workspace workspace;

    JournalComparison(final Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * Compares.
     *
     * @param sites    whose journals.
     * @param findings to report to.
     */
    void check(final List<String> sites, final Findings findings) {
        final List<String> said = new CopyOnWriteArrayList<>();
        final ChildProcess process = ChildProcess.start(NAME, new JavaCommand().classPath(classPath()).of(
            JournalCompare.class.getName(),
            sites.stream().map(site -> workspace.journal(site).toString()).toArray(String[]::new)),
            workspace.logs(), said::add);
        final boolean ended = process.awaitExit(TIMEOUT_MS);
        findings.check(Kind.JOURNAL, ended && process.exitCode() == 0,
            ended ? "exit code " + process.exitCode() + " " + said + ", see " + workspace.logs() : "no answer in time");
        process.close();
    }

    private String classPath() {
        final Path tool = Path.of(System.getProperty("java.class.path").split(File.pathSeparator)[0])
            .toAbsolutePath().resolveSibling(TOOL);
        return Files.exists(tool)
            ? tool.toString() : new EngineFreeClassPath(workspace.configuration("class-path")).make();
    }
}
