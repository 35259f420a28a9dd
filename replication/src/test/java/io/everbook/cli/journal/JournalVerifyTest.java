package io.everbook.cli.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.everbook.cli.ExitCode;
import io.everbook.journal.ForgedJournal;
import io.everbook.journal.JournalException;
import io.everbook.protocol.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JournalVerifyTest {
    /** The sell order that trades: OrderAccepted, two OrderExecuted, OrderExpired. */
    private static final int TRADE = 17;
    private static final int LAST = 31;
    private static final int QUANTITY_OF_FIRST_EVENT = 248;

    @TempDir
    Path directory;

    private Path journal;

    @BeforeEach
    void write() {
        journal = EveryMessage.write(directory.resolve("exchange"));
    }

    @Test
    void shouldComputeASoundJournalAnew() {
        final JournalCli run = JournalCli.run("verify", journal, "--json");

        assertThat(run.exitCode()).as(run::toString).isEqualTo(ExitCode.DONE);
        final JsonObject report = run.json();
        assertThat(report.get("valid").getAsBoolean()).isTrue();
        assertThat(report.get("records").getAsLong()).isEqualTo(LAST);
        assertThat(report.get("firstSequence").getAsLong()).isEqualTo(1);
        assertThat(report.get("lastSequence").getAsLong()).isEqualTo(LAST);
        assertThat(report.get("settings").getAsString()).endsWith("engine.config");
        assertThat(report.keySet()).contains("recordsPerSecond", "stateHash");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "sequence, 0, sequence", "epoch, 8, epoch", "timeNs, 16, timeNs", "logPosition, 24, logPosition",
        "connection, 32, connection", "firstExecutionId, 40, firstExecutionId", "commandLength, 48, commandLength",
        "eventsLength, 52, eventsLength", "eventCount, 56, eventCount", "reserved, 60, reserved",
        "template of the command, 66, command", "number of the command, 80, command.header.commandNumber",
        "price of the command, 128, command.price", "side of the command, 144, command.side",
        "padding of the command, 148, command.reserved", "session of an event, 200, event 1.header.session",
        "price of an event, 240, event 1.price", "checksum, -1, checksum"
    })
    void shouldNameTheRecordAndFieldOfAFlippedBit(final String name, final int at, final String field) {
        final JournalException place = ForgedJournal.place(journal, TRADE);
        final Path other = EveryMessage.write(directory.resolve("other"));
        final byte[] record = ForgedJournal.records(journal).get(TRADE - 1);
        ForgedJournal.flip(place.file(), place.offset() + (at < 0 ? record.length + at : at));

        final JournalCli run = JournalCli.run("verify", journal, "--chain", other, "--json");

        assertAt(run, place);
        final JsonObject fault = run.fault();
        assertThat(fault.get("expected").getAsString()).isNotEqualTo(fault.get("found").getAsString());
        assertThat(fault.toString()).contains(field);
        assertThat(JournalCli.run("verify", journal, "--json").fault().get("sequence").getAsInt()).isEqualTo(TRADE);
    }

    @ParameterizedTest
    @CsvSource({"1, 10", "2, 10", "2, -4", "17, 100", "17, -4", "31, 60", "31, -4"})
    void shouldNameTheFirstRecordThatATruncationTook(final int sequence, final int kept) {
        final JournalException place = ForgedJournal.place(journal, sequence);
        ForgedJournal.truncate(place.file(), place.offset() + kept);

        final JournalCli run = JournalCli.run("verify", journal, "--json");

        assertAt(run, place);
        final JsonObject fault = run.fault();
        assertThat(fault.get("expected").getAsString()).isNotEqualTo(fault.get("found").getAsString());
        if (kept < 0) {
            assertThat(fault.get("expected").getAsString()).isEqualTo("sequence " + sequence);
            assertThat(fault.get("found").getAsString()).isEqualTo("no record");
        }
    }

    @Test
    void shouldNameTheRecordOfAFileThatCannotBeReadAnyMore() throws IOException {
        final byte[] next = ForgedJournal.records(journal).get(LAST - 1);
        new UnsafeBuffer(next).putLong(0, LAST + 1);
        new UnsafeBuffer(next).putLong(16, EveryMessage.START_NS + TimeUnit.DAYS.toNanos(1));
        final Path file = ForgedJournal.write(directory.resolve("next"), List.of(next)).resolve("20260302F.cq4");
        Files.copy(file, journal.resolve(file.getFileName()));
        ForgedJournal.zero(journal.resolve(file.getFileName()).toString(), 64);

        final JournalCli run = JournalCli.run("verify", journal, "--json");

        assertThat(run.exitCode()).as(run::toString).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(run.fault().get("sequence").getAsInt()).as(run::toString).isEqualTo(LAST + 1);
        assertThat(run.json().get("records").getAsInt()).isEqualTo(LAST);
    }

    @Test
    void shouldNameASwappedRecord() {
        final List<byte[]> records = ForgedJournal.records(journal);
        Collections.swap(records, TRADE - 1, TRADE);

        assertFound(records, "sequence 17", "sequence 18");
    }

    @Test
    void shouldNameAMissingRecord() {
        final List<byte[]> records = ForgedJournal.records(journal);
        records.remove(TRADE - 1);

        assertFound(records, "sequence 17", "sequence 18");
    }

    @Test
    void shouldNameARecordThatIsThereTwice() {
        final List<byte[]> records = ForgedJournal.records(journal);
        records.add(TRADE - 1, records.get(TRADE - 2));

        assertFound(records, "sequence 17", "sequence 16");
    }

    @Test
    void shouldFindAnEditedEventByComputingItAnewThoughAllChecksumsAreRight() {
        final List<byte[]> records = ForgedJournal.records(journal);
        new UnsafeBuffer(records.get(TRADE - 1)).putLong(QUANTITY_OF_FIRST_EVENT, 81);
        ForgedJournal.rechained(records);

        final JournalCli run = verify(records);

        assertThat(run.fault().get("sequence").getAsInt()).as(run::toString).isEqualTo(TRADE);
        assertThat(run.fault().get("what").getAsString()).contains("computed anew");
        assertThat(run.fault().get("expected").getAsString()).isEqualTo("event 1.quantity 80");
        assertThat(run.fault().get("found").getAsString()).isEqualTo("event 1.quantity 81");
        assertThat(run.fault().get("offset").getAsLong()).isPositive();
    }

    @Test
    void shouldFindAnEditedCommandByTheChainOfAnotherSiteThoughAllIsComputedAnew() {
        final Path forged = directory.resolve("forged");
        try (EveryMessage day = new EveryMessage(forged)) {
            day.define();
            day.trader(EveryMessage.BUYER, EveryMessage.order(1, Side.BUY, 100, 60));
        }

        assertThat(JournalCli.run("verify", forged.resolve("journal")).exitCode()).isEqualTo(ExitCode.DONE);
        final JournalCli run = JournalCli.run("verify", forged.resolve("journal"), "--chain", journal, "--json");

        assertThat(run.exitCode()).as(run::toString).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(run.fault().get("sequence").getAsInt()).isEqualTo(15);
        assertThat(run.fault().get("expected").getAsString()).isEqualTo("command.quantity 50");
        assertThat(run.fault().get("found").getAsString()).isEqualTo("command.quantity 60");
        assertThat(JournalCli.run("verify", journal, "--chain", journal).exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void shouldCompareTheStateWithSnapshots() {
        final Path exchange = directory.resolve("with-snapshots");
        try (EveryMessage day = new EveryMessage(exchange)) {
            day.define();
            day.snapshot();
            day.trade();
        }

        final JournalCli run = JournalCli.run("verify", exchange.resolve("journal"), "--json");

        assertThat(run.exitCode()).as(run::toString).isEqualTo(ExitCode.DONE);
        assertThat(run.json().get("statesCompared").getAsInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"50, 1, a checksum up to this sequence was another", "60, 0, another hash of the engine's state"})
    void shouldFindASnapshotOfOtherRecordsOrOfAnotherState(final long quantity, final long off, final String what)
        throws IOException {
        final long chain = buy("same", 50).chain();
        final Path snapshot = buy("else", quantity).snapshot(chain ^ off);
        final Path snapshots = Files.createDirectories(journal.resolveSibling("snapshots"));
        Files.copy(snapshot, snapshots.resolve(snapshot.getFileName()));

        final JournalCli run = JournalCli.run("verify", journal, "--json");

        assertThat(run.exitCode()).as(run::toString).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(run.fault().get("sequence").getAsInt()).isEqualTo(15);
        assertThat(run.fault().get("file").getAsString()).contains("snapshot-");
        assertThat(run.fault().get("what").getAsString()).contains(what);
    }

    private EveryMessage buy(final String name, final long quantity) {
        try (EveryMessage day = new EveryMessage(directory.resolve(name))) {
            day.define();
            day.trader(EveryMessage.BUYER, EveryMessage.order(1, Side.BUY, 100, quantity));
            return day;
        }
    }

    @Test
    void shouldBeginWithASnapshotWhenAsked() {
        final Path exchange = directory.resolve("with-snapshots");
        try (EveryMessage day = new EveryMessage(exchange)) {
            day.define();
            day.snapshot();
            day.trade();
        }
        final JournalCli run = JournalCli.run("verify", exchange.resolve("journal"), "--from", 20, "--json");

        assertThat(run.exitCode()).as(run::toString).isEqualTo(ExitCode.DONE);
        assertThat(run.json().get("records").getAsInt()).isEqualTo(10);
    }

    @Test
    void shouldNotCallADirectoryWithoutAJournalSound() {
        assertThat(JournalCli.run("verify", directory.resolve("exchange")).exitCode()).isEqualTo(ExitCode.NOT_ABLE);
        assertThat(JournalCli.run("verify", directory.resolve("none")).exitCode()).isEqualTo(ExitCode.NOT_ABLE);
    }

    private void assertFound(final List<byte[]> records, final String expected, final String found) {
        final JournalCli run = verify(records);
        assertThat(run.fault().get("sequence").getAsInt()).as(run::toString).isEqualTo(TRADE);
        assertThat(run.fault().get("expected").getAsString()).isEqualTo(expected);
        assertThat(run.fault().get("found").getAsString()).isEqualTo(found);
        assertThat(run.fault().get("offset").getAsLong()).isPositive();
    }

    private JournalCli verify(final List<byte[]> records) {
        final Path forged = ForgedJournal.write(directory.resolve("forged/journal"), records);
        final JournalCli run = JournalCli.run(
            "verify", forged, "--config", directory.resolve("exchange/engine.config"), "--json");
        assertThat(run.exitCode()).as(run::toString).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(run.json().get("valid").getAsBoolean()).isFalse();
        assertThat(run.fault().get("file").getAsString()).startsWith(forged.toString());
        return run;
    }

    private static void assertAt(final JournalCli run, final JournalException place) {
        assertThat(run.exitCode()).as(run::toString).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(run.fault().get("file").getAsString()).isEqualTo(place.file());
        assertThat(run.fault().get("sequence").getAsLong()).as(run::toString).isEqualTo(place.sequence());
        assertThat(run.fault().get("offset").getAsLong()).as(run::toString).isEqualTo(place.offset());
    }
}
