package io.everbook.cli.crash;

import io.everbook.cli.SystemCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A running {@link CrashedExchange}, and what it says. One that lives for too long is killed.
 */
final class ExchangeChild implements AutoCloseable {
    private static final long LIFE_S = 120;

    private final Process process;
    private final BufferedReader said;
    private volatile boolean tooOld;

    private ExchangeChild(final Process process) {
        this.process = process;
        said = process.inputReader(StandardCharsets.UTF_8);
        CompletableFuture.delayedExecutor(LIFE_S, TimeUnit.SECONDS).execute(this::end);
    }

    private void end() {
        tooOld = process.isAlive();
        kill();
    }

    /** Whether it was killed since it lived for too long. */
    boolean isTooOld() {
        return tooOld;
    }

    static ExchangeChild start(final List<String> command, final Path log) {
        try {
            Files.createDirectories(log.getParent());
            return new ExchangeChild(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())).start());
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot start " + command.get(0), e);
        }
    }

    /**
     * The next line.
     *
     * @return null when it has ended and everything it said was read.
     */
    String line() {
        try {
            return said.readLine();
        } catch (final IOException e) {
            return null;
        }
    }

    /**
     * Stops it where it is, so that nothing is written any more.
     */
    void freeze() {
        SystemCommand.run("kill", "-STOP", Long.toString(process.pid()));
    }

    /**
     * Lets it go on.
     */
    void thaw() {
        SystemCommand.run("kill", "-CONT", Long.toString(process.pid()));
    }

    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        kill();
        try {
            process.waitFor();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
