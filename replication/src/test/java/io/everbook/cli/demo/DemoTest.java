package io.everbook.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.everbook.cli.ExitCode;
import io.everbook.cli.trial.TrialParts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Tag("campaign")
class DemoTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private int exitCode;
    @TempDir
    private Path directory;

    @AfterEach
    void shouldLeaveNothingInSharedMemory() throws Exception {
        final String mine = "everbook-demo-" + ProcessHandle.current().pid() + "-";
        try (Stream<Path> paths = Files.list(Path.of("/dev/shm"))) {
            assertThat(paths.filter(path -> path.getFileName().toString().startsWith(mine))).isEmpty();
        }
    }

    @Test
    void shouldLoseNothingAndDoNothingTwiceWhenLeadersAreKilled() {
        final JsonObject report = run(TrialParts.real(), "--kills", "2");

        assertThat(exitCode).as(() -> report + "\n" + err).isEqualTo(ExitCode.DONE);
        assertThat(report.get("verdict").getAsString()).isEqualTo("VALID");
        assertThat(report.get("lost").getAsLong()).isZero();
        assertThat(report.get("duplicated").getAsLong()).isZero();
        assertThat(report.get("sent").getAsLong()).isEqualTo(report.get("acknowledged").getAsLong());
        assertThat(report.get("inDoubt").getAsLong()).isEqualTo(report.get("inDoubtResolved").getAsLong());
        assertThat(report.get("journalsEqual").getAsBoolean()).isTrue();
        assertThat(report.get("passiveFills").getAsLong()).isPositive();
        assertThatEveryFailoverCounts(report.get("failovers").getAsJsonArray());
    }

    @Test
    void shouldReportTheLossWhereNothingIsSentAgain() {
        final JsonObject report = run(BrokenParts.of("resend"), "--kills", "1");

        assertThat(exitCode).as(() -> report + "\n" + err).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(report.get("lost").getAsLong()).isPositive();
        assertThat(report.get("duplicated").getAsLong()).isZero();
    }

    @Test
    void shouldReportTheDuplicateWhereRepeatsAreDecidedAgain() {
        final JsonObject report = run(BrokenParts.of("dedupe"), "--kills", "1");

        assertThat(exitCode).as(() -> report + "\n" + err).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(report.get("duplicated").getAsLong()).isPositive();
        assertThat(report.get("lost").getAsLong()).isZero();
    }

    @Test
    void shouldReportTheHoleWhereMissedEventsAreNotAskedFor() {
        final JsonObject report = run(BrokenParts.of("fill"), "--kills", "1");

        assertThat(exitCode).as(() -> report + "\n" + err).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(report.get("holes").getAsLong()).isPositive();
        assertThat(report.get("duplicated").getAsLong()).isZero();
    }

    private static void assertThatEveryFailoverCounts(final JsonArray failovers) {
        assertThat(failovers).hasSize(2).allSatisfy(each -> {
            assertThat(each.getAsJsonObject().get("inFlight").getAsInt())
                .isGreaterThanOrEqualTo(DemoConfig.MIN_IN_FLIGHT);
            assertThat(each.getAsJsonObject().get("gapMs").getAsLong()).isPositive();
        });
        assertThat(failovers.get(0).getAsJsonObject().get("committedUnanswered").getAsLong()).isPositive();
    }

    private JsonObject run(final TrialParts parts, final String... options) {
        final CommandLine command = new CommandLine(new DemoCommand(parts))
            .setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        final Stream<String> always = Stream.of("--json", "--steady", "1000", "--dir", directory.toString());
        exitCode = command.execute(Stream.concat(always, Stream.of(options)).toArray(String[]::new));
        final List<String> lines = out.toString().lines().toList();
        assertThat(lines).as(err::toString).isNotEmpty();
        return JsonParser.parseString(lines.get(lines.size() - 1)).getAsJsonObject();
    }
}
