package io.everbook.cli.trial;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A child of this process: told by lines on its standard input, heard by lines on its standard output, which a thread
 * of its own hands on and keeps in a file beside the errors. Its standard input ends when this process ends, however
 * it ends, and that is the child's sign to go.
 */
public final class ChildProcess implements AutoCloseable {
    private static final long POLITE_MS = 5_000;
    private final String name;
    private final Process process;
    private final BufferedWriter input;
    private final Thread follower;
    private volatile boolean deaf;

    private ChildProcess(final String name, final Process process, final Path out, final Consumer<String> onLine) {
        this.name = name;
        this.process = process;
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        this.follower = new Thread(() -> follow(out, onLine), name + "-follower");
        follower.setDaemon(true);
        follower.start();
    }

    /**
     * Starts it.
     *
     * @param name    of the child, and of its files: {@code name.out}, {@code name.err}, which are appended to.
     * @param command to run.
     * @param logs    directory of its files.
     * @param onLine  called with every line of its standard output, on a thread of the child's own.
     * @return the running child.
     */
    public static ChildProcess start(
        final String name, final List<String> command, final Path logs, final Consumer<String> onLine) {
        try {
            final Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(logs.resolve(name + ".err").toFile()))
                .start();
            return new ChildProcess(name, process, logs.resolve(name + ".out"), onLine);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot start " + name + ": " + command.get(0), e);
        }
    }

    /**
     * Its process id.
     *
     * @return the id.
     */
    public long pid() {
        return process.pid();
    }

    /**
     * Whether it runs.
     *
     * @return true until it has ended.
     */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * How it ended.
     *
     * @return the exit code.
     */
    public int exitCode() {
        return process.exitValue();
    }

    /**
     * Says a line to it; a child that is gone does not hear.
     *
     * @param line to write to its standard input.
     */
    public synchronized void say(final String line) {
        try {
            input.write(line);
            input.newLine();
            input.flush();
        } catch (final IOException e) {
            deaf = true;
        }
    }

    /**
     * Whether something said did not reach it, since it was gone or going.
     *
     * @return true once that has happened.
     */
    boolean isDeaf() {
        return deaf;
    }

    /**
     * Sends the kill that cannot be caught and returns at once; the instant of the call is the instant of the kill.
     */
    public void killNow() {
        process.destroyForcibly();
    }

    /**
     * Kills it outright and waits until it is gone and its output is read to the end.
     */
    public void kill() {
        killNow();
        if (!awaitExit(POLITE_MS)) {
            throw new IllegalStateException(name + ", process " + pid() + ", outlived its kill");
        }
    }

    /**
     * Waits until it is gone and its output is read to the end.
     *
     * @param timeoutMs how long at most.
     * @return whether it went in time.
     */
    public boolean awaitExit(final long timeoutMs) {
        try {
            if (!process.waitFor(timeoutMs, TimeUnit.MILLISECONDS)) {
                return false;
            }
            follower.join(timeoutMs);
            return true;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Ends its standard input, waits for it to go, and kills it if it does not.
     */
    @Override
    public void close() {
        try {
            input.close();
        } catch (final IOException e) {
            killNow();
        }
        if (!awaitExit(POLITE_MS)) {
            kill();
        }
    }

    private void follow(final Path out, final Consumer<String> onLine) {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
            BufferedWriter writer = Files.newBufferedWriter(
                out, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                writer.write(line);
                writer.newLine();
                writer.flush();
                onLine.accept(line);
            }
        } catch (final IOException e) {
            onLine.accept("FOLLOWER " + e);
        }
    }
}
