package io.everbook.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.everbook.cli.Everbook;
import io.everbook.cli.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class JournalBenchCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    @Test
    void shouldMeasureEverySideAndLeaveNothingBehind() throws IOException {
        final CommandLine command = Everbook.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

        final int exitCode = command.execute("bench", "journal", "--json", "--rounds", "2", "--records", "20000",
            "--seeks", "1000", "--syncs", "10", "--queries", "2000", "--lag-rate", "2000", "--lag-seconds", "1",
            "--orders", "3000", "--snapshots", "1", "--dir", directory.toString());

        assertThat(exitCode).as(err::toString).isEqualTo(ExitCode.DONE);
        final List<String> lines = out.toString().lines().toList();
        final JsonObject report = JsonParser.parseString(lines.get(lines.size() - 1)).getAsJsonObject();
        assertThat(report.keySet()).contains("machine", "jdk", "commit", "fileSystem", "recordBytes");
        assertThat(report.get("ratio").getAsDouble()).isPositive();
        assertThat(report.get("pausedReaderRatio").getAsDouble()).isPositive();
        for (final String side : List.of("bareQueue", "exchange", "exchangeBesidePausedReader")) {
            assertThat(report.getAsJsonObject("rates").getAsJsonArray(side)).as(side).hasSize(2);
        }
        assertThat(report.getAsJsonObject("seek").get("count").getAsInt()).isEqualTo(1_000);
        assertThat(report.getAsJsonObject("syncAfter1").get("count").getAsInt()).isEqualTo(10);
        assertThat(report.getAsJsonObject("syncAfter10000").get("p99Us").getAsDouble()).isPositive();
        requireStore(report);
        requireSnapshot(report.getAsJsonObject("snapshot"));
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    private static void requireStore(final JsonObject report) {
        final JsonObject taken = report.getAsJsonObject("storeTakes");
        assertThat(taken.get("records").getAsLong()).isBetween(20_001L, 20_100L);
        assertThat(taken.get("orders").getAsLong()).isBetween(5_000L, 20_000L);
        requirePositive(taken, "recordsPerSecond", "ordersPerSecond");
        for (final String query : List.of("queryOutcome", "queryOrder", "queryClientOrderId")) {
            final JsonObject asked = report.getAsJsonObject(query);
            assertThat(asked.get("count").getAsInt()).as(query).isEqualTo(2_000);
            requirePositive(asked, "perSecond", "p50Us", "p99Us");
        }
        final JsonObject lag = report.getAsJsonObject("storeLag");
        assertThat(lag.get("commandsPerSecondAsked").getAsInt()).isEqualTo(2_000);
        assertThat(lag.get("count").getAsInt()).isEqualTo(2_000);
        requirePositive(lag, "commandsPerSecond", "p50Us", "p99Us");
    }

    private static void requireSnapshot(final JsonObject snapshot) {
        assertThat(snapshot.get("orders").getAsInt()).isEqualTo(3_000);
        assertThat(snapshot.get("snapshots").getAsInt()).isEqualTo(1);
        requirePositive(
            snapshot, "pauseMs", "pauseMaxMs", "forceMs", "slowestWithoutMs", "onMatchingThreadMs", "ratio");
    }

    private static void requirePositive(final JsonObject figures, final String... names) {
        for (final String name : names) {
            assertThat(figures.get(name).getAsDouble()).as(name).isPositive();
        }
    }
}
