package io.everbook.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.everbook.cli.Everbook;
import io.everbook.cli.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

@Tag("campaign")
class ReplicationCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldMeasureBothSidesWithNothingDropped() {
        final CommandLine command = Everbook.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

        final int exitCode = command.execute("bench", "replication", "--json",
            "--rounds", "1", "--warm-up", "1", "--seconds", "1", "--kills", "0", "--default-kills", "0");

        assertThat(exitCode).as(err::toString).isEqualTo(ExitCode.DONE);
        final List<String> lines = out.toString().lines().toList();
        final JsonObject report = JsonParser.parseString(lines.get(lines.size() - 1)).getAsJsonObject();
        for (final String key : List.of("throughputRatio", "p50Ratio", "throughputRatioWithReaders")) {
            assertThat(report.get(key).getAsDouble()).as(key).isPositive();
        }
        assertThat(report.keySet()).contains("machine", "jdk", "commit", "flow");
        final JsonObject round = report.get("rounds").getAsJsonArray().get(0).getAsJsonObject();
        for (final String side : List.of("echo", "exchange")) {
            assertThat(round.getAsJsonObject(side).get("timed").getAsInt()).as(side).isEqualTo(1_000);
            assertThat(round.getAsJsonObject(side).get("throughput").getAsLong()).as(side).isPositive();
        }
    }
}
