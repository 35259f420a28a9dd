package io.everbook.cli.trial;

import io.everbook.api.EverbookException;
import io.everbook.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a command again as another process with a part broken on purpose. What breaks it is among the test classes of
 * the build alone, and not in this jar.
 */
public final class BrokenRerun {
    private BrokenRerun() {
    }

    /**
     * Runs it.
     *
     * @param main      class of the broken command.
     * @param what      is broken.
     * @param arguments of this command line.
     * @return the exit code.
     */
    public static int run(final String main, final String what, final List<String> arguments) {
        final JavaCommand java = new JavaCommand().classPathFirst(testClasses())
            .flag("-Deverbook.terminal=" + Boolean.getBoolean("everbook.terminal"));
        final List<String> all = new ArrayList<>(java.of(main, what));
        all.addAll(arguments);
        try {
            return exitCode(new ProcessBuilder(all).inheritIO().start());
        } catch (final IOException e) {
            throw new EverbookException("cannot start " + main + ": " + e.getMessage(), e);
        }
    }

    private static int exitCode(final Process process) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
        try {
            return process.waitFor();
        } catch (final InterruptedException e) {
            end(process);
            return ExitCode.NOT_ABLE;
        }
    }

    private static void end(final Process process) {
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path testClasses() {
        final Path jar = Path.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator)[0]);
        final Path classes = jar.toAbsolutePath().resolveSibling("test-classes");
        if (!Files.isDirectory(classes)) {
            throw new EverbookException("no test classes at " + classes + "; build with mvn package first");
        }
        return classes;
    }
}
