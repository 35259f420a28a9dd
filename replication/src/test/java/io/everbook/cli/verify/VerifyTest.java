package io.everbook.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.everbook.cli.ExitCode;
import io.everbook.cli.network.VirtualNetwork;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Tag("campaign")
class VerifyTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    @TempDir
    private Path directory;

    @Test
    void shouldFindThatRealSitesSurviveOrSayThatItCannotTell() {
        final int exitCode = new CommandLine(new VerifyCommand()).setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err)).execute("--json", "--minutes", "0.2", "--dir", directory.toString());
        final List<String> lines = out.toString().lines().toList();
        final JsonObject report = JsonParser.parseString(lines.get(lines.size() - 1)).getAsJsonObject();

        if (VirtualNetwork.unavailable() == null) {
            assertThat(exitCode).as(() -> report + "\n" + err).isEqualTo(ExitCode.DONE);
            assertThat(report.get("verdict").getAsString()).isEqualTo("VALID");
            assertThat(report.get("rpoRecords").getAsLong()).isZero();
            assertThat(report.getAsJsonObject("faults").size()).isPositive();
        } else {
            assertThat(exitCode).isEqualTo(ExitCode.NOT_ABLE);
            assertThat(report.get("verdict").getAsString()).isEqualTo("UNKNOWN");
            assertThat(err.toString()).contains(VirtualNetwork.unavailable());
        }
    }
}
