package io.everbook.cli.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.everbook.cli.ExitCode;
import io.everbook.protocol.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalReplayTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"19", "1772357400018000000ns", "2026-03-01T09:30:00.018999999Z"})
    void shouldShowTheMarketAsItWas(final String until) {
        final JournalCli run = JournalCli.run(
            "replay", EveryMessage.write(directory), "--until", until, "--orders", "--json");

        assertThat(run.exitCode()).as(run::toString).isEqualTo(ExitCode.DONE);
        final JsonObject state = run.json();
        assertThat(state.get("sequence").getAsLong()).isEqualTo(19);
        final JsonObject instrument = state.getAsJsonArray("instruments").get(0).getAsJsonObject();
        assertThat(instrument.get("bids").toString()).isEqualTo("[{\"price\":95,\"quantity\":20,\"orders\":1}]");
        assertThat(instrument.get("asks").toString()).isEqualTo(
            "[{\"price\":110,\"quantity\":30,\"orders\":1},{\"price\":115,\"quantity\":30,\"orders\":1}]");
        assertThat(instrument.get("state").getAsString()).isEqualTo("CONTINUOUS");
        assertThat(instrument.get("lastTradeId").getAsLong()).isEqualTo(1);
        assertThat(instrument.getAsJsonArray("orders").get(1).getAsJsonObject().get("session").getAsInt())
            .isEqualTo(EveryMessage.SELLER);
        final JsonArray sessions = state.getAsJsonArray("sessions");
        assertThat(sessions.get(1).getAsJsonObject().get("lastCommandNumber").getAsLong()).isEqualTo(2);
        assertThat(sessions.get(2).getAsJsonObject().get("connection").getAsLong()).isEqualTo(2);
    }

    @Test
    void shouldComeToTheSameStateFromASnapshot() {
        final String hash;
        try (EveryMessage day = new EveryMessage(directory)) {
            day.define();
            day.snapshot();
            day.trade();
            hash = Long.toHexString(day.engine().fullHash());
        }
        final Path journal = directory.resolve("journal");

        final JsonObject state = JournalCli.run("replay", journal, "--json").json();
        assertThat(state.get("startedFrom").getAsLong()).isEqualTo(14);
        assertThat(state.get("stateHash").getAsString()).isEqualTo(hash);
        final JsonObject computed =
            JournalCli.run("replay", journal, "--json", "--snapshots", directory.resolve("none")).json();
        assertThat(computed.get("startedFrom").getAsLong()).isZero();
        assertThat(computed.get("stateHash").getAsString()).isEqualTo(hash);
        assertThat(JournalCli.run("replay", journal, "--until", "13", "--json").json().get("startedFrom").getAsLong())
            .isZero();
    }

    @Test
    void shouldPassOverASnapshotOfAnotherJournal() throws IOException {
        final Path journal = EveryMessage.write(directory.resolve("exchange"));
        try (EveryMessage day = new EveryMessage(directory.resolve("other"))) {
            day.define();
            day.trader(EveryMessage.SELLER, EveryMessage.order(1, Side.SELL, 100, 60));
            final Path snapshot = day.snapshot();
            Files.createDirectories(journal.resolveSibling("snapshots"));
            Files.copy(snapshot, journal.resolveSibling("snapshots").resolve(snapshot.getFileName()));
        }

        final JournalCli run = JournalCli.run("replay", journal, "--until", "19");

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.text()).contains("Passed over").contains("is of another journal").contains("| 110");
    }

    @Test
    void shouldShowItInWords() {
        final JournalCli run = JournalCli.run("replay", EveryMessage.write(directory), "--until", "19", "--depth", "1");

        assertThat(run.text()).contains("State after sequence 19, 2026-03-01T09:30:00.018Z")
            .contains("Instrument tickSize=5").contains("       1               20               95 | 110")
            .contains("and as far as level 2").contains("Session lastCommandNumber=2")
            .contains("session=11 participant=2").doesNotContain("| 115");
    }

    @Test
    void shouldRefuseWhatIsNeitherSequenceNorTime() {
        final JournalCli run = JournalCli.run("replay", EveryMessage.write(directory), "--until", "noon");

        assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_ABLE);
        assertThat(run.text()).contains("'noon' is no time");
    }
}
