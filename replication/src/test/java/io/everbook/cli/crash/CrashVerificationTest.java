package io.everbook.cli.crash;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.everbook.cli.Everbook;
import io.everbook.cli.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("campaign")
class CrashVerificationTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldFindThatAJournalSurvivesOrSayThatItCannotTell(@TempDir final Path directory) {
        final int exitCode = Everbook.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err))
            .execute("verify", "--journal", "--json", "--kills", "5", "--cuts", "1", "--dir", directory.toString());
        final List<String> lines = out.toString().lines().toList();
        final JsonObject report = JsonParser.parseString(lines.get(lines.size() - 1)).getAsJsonObject();

        if (CrashVerification.unavailable() == null) {
            assertThat(exitCode).as(() -> report + "\n" + err).isEqualTo(ExitCode.DONE);
            assertThat(report.get("verdict").getAsString()).isEqualTo("VALID");
            assertThat(report.getAsJsonObject("kills").get("lost").getAsLong()).isZero();
            assertThat(report.getAsJsonObject("powerCuts").getAsJsonObject("DISK").get("lost").getAsLong()).isZero();
            assertThat(report.get("editedEventFound").getAsBoolean()).isTrue();
        } else {
            assertThat(exitCode).isEqualTo(ExitCode.NOT_ABLE);
            assertThat(report.get("verdict").getAsString()).isEqualTo("UNKNOWN");
            assertThat(err.toString()).contains(CrashVerification.unavailable());
        }
    }
}
