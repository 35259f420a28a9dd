package io.everbook.cli.trial;

import io.everbook.api.EverbookException;
import io.everbook.cli.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

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
        try {
            return exitCode(builder(main, what, arguments).inheritIO().start());
        } catch (final IOException e) {
            throw new EverbookException("cannot start " + main + ": " + e.getMessage(), e);
        }
    }

    /**
     * Runs it and listens.
     *
     * @param main      class of the broken command.
     * @param what      is broken.
     * @param arguments of it.
     * @param onLine    given every line of its standard output.
     * @return the exit code.
     */
    public static int run(
        final String main, final String what, final List<String> arguments, final Consumer<String> onLine) {
        try {
            final Process process =
                builder(main, what, arguments).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
            process.inputReader(StandardCharsets.UTF_8).lines().forEach(onLine);
            return waitFor(process);
        } catch (final IOException e) {
            throw new EverbookException("cannot start " + main + ": " + e.getMessage(), e);
        }
    }

    private static ProcessBuilder builder(final String main, final String what, final List<String> arguments) {
        final JavaCommand java = new JavaCommand().classPathFirst(testClasses())
            .flag("-Deverbook.terminal=" + Boolean.getBoolean("everbook.terminal"));
        final List<String> all = new ArrayList<>(java.of(main, what));
        all.addAll(arguments);
        return new ProcessBuilder(all);
    }

    private static int exitCode(final Process process) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
        return waitFor(process);
    }

    private static int waitFor(final Process process) {
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

    /**
     * The test classes of the build, beside the jar that this process runs from.
     *
     * @return their directory.
     */
    public static Path testClasses() {
        final Path jar = Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
            .map(Path::of).filter(Files::isRegularFile).findFirst().orElse(Path.of("none"));
        final Path classes = jar.toAbsolutePath().resolveSibling("test-classes");
        if (!Files.isDirectory(classes)) {
            throw new EverbookException("no test classes at " + classes + "; build with mvn package first");
        }
        return classes;
    }
}
