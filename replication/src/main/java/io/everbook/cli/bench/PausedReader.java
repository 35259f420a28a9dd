package io.everbook.cli.bench;

import io.everbook.api.EverbookException;
import io.everbook.cli.SystemCommand;
import io.everbook.cli.trial.ChildProcess;
import io.everbook.cli.trial.JavaCommand;
import io.everbook.cli.trial.Waiting;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A process that reads a journal as it grows, stopped by the operating system in the middle of it.
 */
final class PausedReader implements AutoCloseable {
    private static final long START_MS = 30_000;
    private final ChildProcess process;

    /**
     * Starts it, waits until it follows the journal, and stops it.
     *
     * @param journal directory of the journal.
     * @param logs    directory of the process's output.
     */
    PausedReader(final Path journal, final Path logs) {
        final AtomicBoolean reads = new AtomicBoolean();
        process = ChildProcess.start("paused-reader", new JavaCommand().flag("-Xmx64m").flag("-XX:+UseSerialGC")
            .of(JournalFollower.class.getName(), journal.toString()), logs, line -> reads.set(true));
        try {
            Waiting.until(reads::get, START_MS, () -> "the reader of the journal to start");
            SystemCommand.run("kill", "-STOP", Long.toString(process.pid()));
        } catch (final RuntimeException e) {
            process.kill();
            throw e;
        }
    }

    /** Makes sure that it has not ended meanwhile. */
    void requireThere() {
        if (!process.isAlive()) {
            throw new EverbookException("the paused reader has ended");
        }
    }

    @Override
    public void close() {
        process.kill();
    }
}
