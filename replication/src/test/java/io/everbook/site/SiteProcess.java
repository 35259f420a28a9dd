package io.everbook.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A site in a process of its own, with the flags of this process; its output is kept in files.
 */
public final class SiteProcess {
    private final Process process;
    private final Path out;
    private final Path err;
    private final long startNs = System.nanoTime();

    private SiteProcess(final Process process, final Path out, final Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts one.
     *
     * @param logs where its output goes.
     * @param name of its files, unique for every start.
     * @param args of {@link TestSiteMain}.
     * @return the process.
     */
    public static SiteProcess start(final Path logs, final String name, final List<String> args) {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(arg -> arg.startsWith("--") || arg.startsWith("-Dchronicle"))
            .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), TestSiteMain.class.getName()));
        command.addAll(args);
        try {
            Files.createDirectories(logs);
            final Path out = logs.resolve(name + ".out");
            final Path err = logs.resolve(name + ".err");
            return new SiteProcess(new ProcessBuilder(command)
                .redirectOutput(out.toFile()).redirectError(err.toFile()).start(), out, err);
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * Kills it, as kill -9 does, and waits until it is gone.
     */
    public void kill() {
        process.destroyForcibly();
        awaitExit(10);
    }

    /**
     * Sends it a signal.
     *
     * @param name such as STOP or CONT.
     */
    public void signal(final String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Asks it to end, as SIGTERM does.
     */
    public void terminate() {
        process.destroy();
    }

    /**
     * Waits for its end.
     *
     * @param seconds at most.
     * @return the exit status.
     */
    public int awaitExit(final long seconds) {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new AssertionError("process " + process.pid() + " still runs after " + seconds + " s: " + tail());
            }
            return process.exitValue();
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new AssertionError(ex);
        }
    }

    /**
     * Whether it runs.
     *
     * @return true if so.
     */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Its standard output so far.
     *
     * @return the text.
     */
    public String out() {
        return read(out);
    }

    /**
     * Its error output so far.
     *
     * @return the text.
     */
    public String err() {
        return read(err);
    }

    /**
     * Milliseconds since its start.
     *
     * @return the time.
     */
    public long ageMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
    }

    /**
     * The newest role it told.
     *
     * @return such as LEADER; empty before the first.
     */
    public String role() {
        String role = "";
        for (final String line : out().split("\n")) {
            final int at = line.indexOf(" role=");
            if (line.startsWith("SITE ") && at > 0) {
                role = line.substring(at + " role=".length()).split(" ")[0];
            }
        }
        return role;
    }

    /**
     * Whether it has led or followed since its start.
     *
     * @return true if so.
     */
    public boolean isReady() {
        return out().contains("READY ");
    }

    /**
     * What it said, for a failed assertion.
     *
     * @return the end of both outputs.
     */
    public String tail() {
        return end(out()) + "\n--- " + err + "\n" + end(err());
    }

    private static String end(final String text) {
        return text.substring(Math.max(0, text.length() - 4_000));
    }

    private static String read(final Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
