package io.everbook.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.everbook.cli.Everbook;
import io.everbook.cli.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FailoverCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldFindNoElectionWhereNothingIsDone() {
        final CommandLine command = Everbook.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

        final int exitCode = command.execute("bench", "failover", "--json", "--calm", "0.05", "--set",
            "timers.profile=WAN");

        assertThat(exitCode).as(err::toString).isEqualTo(ExitCode.DONE);
        final List<String> lines = out.toString().lines().toList();
        final JsonObject calm =
            JsonParser.parseString(lines.get(lines.size() - 1)).getAsJsonObject().getAsJsonObject("calm");
        assertThat(calm.get("elections").getAsInt()).isZero();
        assertThat(calm.get("throughput").getAsLong()).isPositive();
    }
}
