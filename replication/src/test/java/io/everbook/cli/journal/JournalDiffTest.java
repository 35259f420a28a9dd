package io.everbook.cli.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.everbook.cli.ExitCode;
import io.everbook.protocol.Side;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalDiffTest {
    @TempDir
    Path directory;

    @Test
    void shouldShowTheFirstDifferenceFieldByField() {
        final Path one = EveryMessage.write(directory.resolve("one"));
        final Path other = directory.resolve("other/journal");
        try (EveryMessage day = new EveryMessage(directory.resolve("other"))) {
            day.define();
            day.trader(EveryMessage.BUYER, EveryMessage.order(1, Side.BUY, 105, 50));
        }

        final JournalCli run = JournalCli.run("diff", one, other);
        assertThat(run.exitCode()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(run.text()).contains("14 records are equal").contains("sequence 15 differs")
            .contains("    command.price: 100, here 105").contains("    event 1.price: 100, here 105")
            .contains("differs from the first in 3 fields");
        final JsonObject first = JournalCli.run("diff", one, other, "--json").json()
            .getAsJsonArray("differences").get(0).getAsJsonObject();
        assertThat(first.get("field").getAsString()).isEqualTo("command.price");
        assertThat(first.get(one.toString()).getAsString()).isEqualTo("100");
        assertThat(first.get(other.toString()).getAsString()).isEqualTo("105");
    }

    @Test
    void shouldTakeAShorterJournalForADifferenceUnlessToldOtherwise() {
        final Path one = EveryMessage.write(directory.resolve("one"));
        try (EveryMessage day = new EveryMessage(directory.resolve("other"))) {
            day.define();
        }
        final Path other = directory.resolve("other/journal");

        final JournalCli run = JournalCli.run("diff", one, other);
        assertThat(run.exitCode()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(run.text()).contains("ends at sequence 14");
        assertThat(JournalCli.run("diff", one, other, "--common").exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(JournalCli.run("diff", one, one).exitCode()).isEqualTo(ExitCode.DONE);
    }
}
