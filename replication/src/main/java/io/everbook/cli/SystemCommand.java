package io.everbook.cli;

import io.everbook.api.EverbookException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Commands of the operating system, run to their end. Thread safe.
 */
public final class SystemCommand {
    private SystemCommand() {
    }

    /**
     * Runs a command that must succeed.
     *
     * @param command and its arguments.
     * @return what it printed, on either stream.
     * @throws EverbookException with the command and what it printed, if it ends with anything but 0.
     */
    public static String run(final String... command) {
        return feed("", command);
    }

    /**
     * Runs a command that must succeed, with a text on its standard input.
     *
     * @param input   of the command; short, since it is written before anything is read.
     * @param command and its arguments.
     * @return what it printed, on either stream.
     * @throws EverbookException with the command and what it printed, if it ends with anything but 0.
     */
    public static String feed(final String input, final String... command) {
        final Ended ended = end(input, command);
        if (ended.code != 0) {
            throw new EverbookException(
                String.join(" ", command) + " ended with " + ended.code + ": " + ended.output.strip());
        }
        return ended.output;
    }

    /**
     * Runs a command that may fail.
     *
     * @param command and its arguments.
     * @return whether it ended with 0.
     */
    public static boolean succeeds(final String... command) {
        return end("", command).code == 0;
    }

    /**
     * Whether a program is on the path.
     *
     * @param program to find.
     * @return true if it can be run by its name.
     */
    public static boolean exists(final String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
            .map(directory -> Path.of(directory, program))
            .anyMatch(Files::isExecutable);
    }

    /**
     * Whether this process is the superuser's.
     *
     * @return true for user id 0.
     */
    public static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (final IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static Ended end(final String input, final String... command) {
        try {
            final Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
            try (OutputStream out = process.getOutputStream()) {
                out.write(input.getBytes(StandardCharsets.UTF_8));
            }
            final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), output);
        } catch (final IOException e) {
            throw new EverbookException("cannot run " + String.join(" ", command), e);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EverbookException("interrupted in " + String.join(" ", command), e);
        }
    }

    private record Ended(int code, String output) {
    }
}
