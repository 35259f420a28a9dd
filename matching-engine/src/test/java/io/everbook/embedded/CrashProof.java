package io.everbook.embedded;

import io.everbook.api.JvmFlags;
import io.everbook.embedded.CrashWriter.Sabotage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Kills an embedded writer with SIGKILL in mid-flow and at named points, keeps its acknowledgements in this process,
 * and checks after every re-open that nothing acknowledged is missing and that the recovered state is that of a run
 * which nobody interrupted.
 */
final class CrashProof {
    private static final String[] POINTS = {"BEFORE_APPEND", "AFTER_APPEND", "MID_SNAPSHOT"};
    private static final long ROUND_TIMEOUT_S = 30;

    private final Path directory;
    private final long seed;
    private final Sabotage sabotage;
    private final PrintStream out;
    private final Random random;
    private final Acknowledged acknowledged = new Acknowledged();
    private final UninterruptedRun uninterrupted;
    private final List<String> faults = new ArrayList<>();
    private int kills;
    private int reopenings;

    CrashProof(final Path directory, final long seed, final Sabotage sabotage, final PrintStream out) {
        this.directory = directory;
        this.seed = seed;
        this.sabotage = sabotage;
        this.out = out;
        random = new Random(seed);
        uninterrupted = new UninterruptedRun(seed);
    }

    List<String> faults() {
        return faults;
    }

    Acknowledged acknowledged() {
        return acknowledged;
    }

    int kills() {
        return kills;
    }

    void run(final int inMidFlow, final int atEachPoint) throws Exception {
        out.println("crash proof: seed " + seed);
        final List<String> plan = new ArrayList<>();
        for (int i = 0; i < inMidFlow; i++) {
            plan.add("NONE");
        }
        for (int i = 0; i < atEachPoint * POINTS.length; i++) {
            plan.add(i * plan.size() / (atEachPoint * POINTS.length), POINTS[i % POINTS.length]);
        }
        for (final String point : plan) {
            round(point);
        }
        reopen();
        report(inMidFlow, atEachPoint);
    }

    private void round(final String point) throws Exception {
        final Process child = start(point, "MID_SNAPSHOT".equals(point) ? random.nextInt(2) : random.nextInt(1_500));
        final Thread watchdog = watch(child);
        final int wanted = 100 + random.nextInt(1_500);
        int told = 0;
        try (BufferedReader lines = child.inputReader(StandardCharsets.US_ASCII)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                told += heed(line) ? 1 : 0;
                if (line.startsWith("AT ") || "NONE".equals(point) && told == wanted) {
                    child.toHandle().destroyForcibly();
                }
            }
        }
        kills++;
        child.waitFor();
        watchdog.interrupt();
        if (child.exitValue() != 128 + 9) {
            faults.add("the writer ended by itself, code " + child.exitValue() + ": " + log());
        }
    }

    private boolean heed(final String line) {
        final String[] words = line.split(" ");
        if ("OPEN".equals(words[0])) {
            checkRecovered(Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
        } else if ("ACK".equals(words[0])) {
            acknowledged.acknowledge(Long.parseLong(words[1]), Long.parseLong(words[2]));
        }
        return "ACK".equals(words[0]);
    }

    private void checkRecovered(final long sequence, final long fullHash, final long businessHash) {
        reopenings++;
        try {
            uninterrupted.follow(directory.resolve("journal"), sequence, acknowledged);
        } catch (final AssertionError | RuntimeException e) {
            faults.add("kill " + kills + ": " + e.getMessage());
        }
        final long missingBefore = acknowledged.missing();
        acknowledged.countMissing();
        check(acknowledged.missing() == missingBefore, "acknowledged commands are missing");
        check(acknowledged.elsewhere() == 0, "commands lie at another sequence than acknowledged");
        check(uninterrupted.engine().fullHash() == fullHash, "full hash differs at sequence " + sequence);
        check(uninterrupted.unbrokenBusinessHash() == businessHash, "business hash differs at sequence " + sequence);
    }

    private void check(final boolean right, final String fault) {
        if (!right) {
            faults.add("kill " + kills + ": " + fault);
        }
    }

    private void reopen() {
        try (EmbeddedExchange exchange = EmbeddedExchange.open(CrashWriter.config(directory).conclude())) {
            checkRecovered(exchange.sequence(), exchange.fullHash(), exchange.businessHash());
        } catch (final RuntimeException e) {
            faults.add("the last re-open failed: " + e.getMessage());
        }
    }

    private Process start(final String point, final int passes) throws IOException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmFlags.required());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-Xshare:auto",
            "-cp", System.getProperty("java.class.path"), CrashWriter.class.getName(), directory.toString(),
            Long.toString(seed), point, Integer.toString(passes), sabotage.name()));
        return new ProcessBuilder(command).redirectError(logFile().toFile()).start();
    }

    private static Thread watch(final Process child) {
        final Thread watchdog = new Thread(() -> {
            try {
                if (!child.waitFor(ROUND_TIMEOUT_S, TimeUnit.SECONDS)) {
                    child.toHandle().destroy();
                }
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        watchdog.setDaemon(true);
        watchdog.start();
        return watchdog;
    }

    private Path logFile() {
        return directory.resolve("writer.log");
    }

    private String log() {
        try {
            return Files.readString(logFile()).lines().filter(line -> line.contains("xception")).findFirst().orElse("");
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void report(final int inMidFlow, final int atEachPoint) {
        out.printf(Locale.ROOT, "kills %d (mid-flow %d, %s %d each), re-opened %d times%n",
            kills, inMidFlow, String.join(" ", POINTS), atEachPoint, reopenings);
        out.printf(Locale.ROOT, "acknowledged %d, missing %d, elsewhere %d; journaled but unacknowledged %d%n",
            acknowledged.count(), acknowledged.missing(), acknowledged.elsewhere(), acknowledged.unacknowledged());
        out.printf(Locale.ROOT, "commands of the flow %d, records %d, full hash 0x%x%n",
            uninterrupted.place(), uninterrupted.engine().sequence(), uninterrupted.engine().fullHash());
        faults.forEach(fault -> out.println("FAULT " + fault));
        out.println(faults.isEmpty() ? "VALID" : "INVALID");
    }
}
