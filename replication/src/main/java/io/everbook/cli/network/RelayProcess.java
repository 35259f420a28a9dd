package io.everbook.cli.network;

import io.everbook.api.EverbookException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The relay's process as its parent sees it: a line said, a line heard. Thread safe.
 */
final class RelayProcess implements AutoCloseable {
    private static final long ANSWER_MS = 20_000;
    private static final long POLITE_MS = 2_000;
    private static final String GONE = "gone";
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final Process process;
    private final Writer input;

    private RelayProcess(final Process process) {
        this.process = process;
        this.input = process.outputWriter();
        final Thread listener = new Thread(this::listen, "relay-listener");
        listener.setDaemon(true);
        listener.start();
    }

    /**
     * Starts it and waits until it carries packets.
     *
     * @param command line.
     * @return the running process.
     */
    static RelayProcess start(final List<String> command) {
        try {
            final RelayProcess relay = new RelayProcess(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
            relay.expectOk(relay.answer("its start"));
            return relay;
        } catch (final IOException e) {
            throw new EverbookException("cannot start the relay: " + String.join(" ", command), e);
        }
    }

    /**
     * Gives an order and waits until it is done.
     *
     * @param order of {@link RelayControl}.
     */
    synchronized void order(final String order) {
        expectOk(ask(order));
    }

    /**
     * Asks and waits for the answer.
     *
     * @param question of {@link RelayControl}.
     * @return the answer.
     */
    synchronized String ask(final String question) {
        try {
            input.write(question + "\n");
            input.flush();
        } catch (final IOException e) {
            throw new EverbookException("the relay is gone; nothing reaches any host any more", e);
        }
        return answer(question);
    }

    @Override
    public void close() {
        try {
            input.close();
            if (!process.waitFor(POLITE_MS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (final IOException e) {
            process.destroyForcibly();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private String answer(final String question) {
        try {
            final String answer = answers.poll(ANSWER_MS, TimeUnit.MILLISECONDS);
            if (answer == null || answer.equals(GONE)) {
                throw new EverbookException("the relay " + (answer == null ? "gave no answer to " : "ended at ")
                    + question);
            }
            return answer;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EverbookException("interrupted while asking the relay", e);
        }
    }

    private void expectOk(final String answer) {
        if (!answer.equals(RelayControl.OK)) {
            throw new EverbookException("the relay refused: " + answer);
        }
    }

    private void listen() {
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                answers.add(line);
            }
        } catch (final IOException e) {
            answers.add("error " + e);
        }
        answers.add(GONE);
    }
}
