package io.everbook.site;

import io.everbook.cli.Everbook;
import io.everbook.cli.ExitCode;
import io.everbook.journal.JournalConfig;
import io.everbook.journal.JournalReader;
import io.everbook.journal.JournalWriter;
import io.everbook.journal.RecordLayout;
import io.everbook.journal.RecordView;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.NewOrderDecoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class JournalRepairTest {
    private final StringWriter said = new StringWriter();

    @Test
    void shouldRefuseAJournalAheadOfTheLogUntilItIsCut() throws IOException {
        try (TestCluster sites = new TestCluster("ahead", 21_800)) {
            sites.startAll();
            TestFlow.define(sites);
            TestFlow.trade(sites, "trader-1", 1, 10);
            assertStatus(sites);
            TestFlow.ALL.forEach(site -> sites.process(site).terminate());
            TestFlow.ALL.forEach(site -> sites.process(site).awaitExit(20));
            final Path journal = sites.directory(0).resolve("journal");
            final long last = Journals.lastSequence(sites.directory(0));
            repeatAnOrder(journal);

            TestFlow.ALL.forEach(sites::start);
            assertThat(sites.process(0).awaitExit(20)).isEqualTo(1);
            assertThat(sites.process(0).err()).contains("the journal is ahead of the log: from sequence " + (last + 1))
                .contains("./everbook journal cut --to " + last);
            assertThat(run("journal", "verify", journal.toString(), "--config", sites.writeConfig(0).toString(),
                "--json")).isEqualTo(ExitCode.CHECK_FAILED);
            assertThat(said.toString()).contains("\"valid\":false").contains("\"sequence\":" + (last + 1));
            assertThat(run("journal", "diff", journal.toString(), sites.directory(1).resolve("journal").toString()))
                .isEqualTo(ExitCode.CHECK_FAILED);

            final Path cut = sites.directory(0).resolve("cut");
            assertThat(run("journal", "cut", "--to", Long.toString(last), journal.toString(), "--out", cut.toString()))
                .isEqualTo(ExitCode.DONE);
            assertThat(said.toString()).contains("1 events to sessions are left out").contains("session 10, sequence");
            Files.move(journal, sites.directory(0).resolve("evidence"));
            Files.move(cut, journal);
            sites.start(0);
            sites.awaitReady(0);
            Journals.assertEqual(TestFlow.directories(sites, TestFlow.ALL), last);
            assertThat(run("journal", "verify", journal.toString(), "--config", sites.writeConfig(0).toString(),
                "--json")).isEqualTo(ExitCode.DONE);
            assertThat(said.toString()).contains("\"valid\":true").contains("\"firstSequence\":1")
                .contains("\"recordsPerSecond\":");
            sites.succeeded("the journal is ahead of the log", "sequence=");
        }
    }

    private void assertStatus(final TestCluster sites) {
        sites.await(() -> "all ready: " + said, () ->
            run("status", "--config", sites.writeConfig(1).toString(), "--json") == ExitCode.DONE);
        assertThat(said.toString()).contains("\"role\":\"LEADER\"").contains("\"name\":\"gamma\"")
            .contains("\"lag\":0").contains("\"reason\":\"\"").contains("\"caughtUp\":true");
        sites.process(2).kill();
        assertThat(run("status", "--config", sites.writeConfig(1).toString(), "--timeout", "1000"))
            .isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(said.toString()).contains("name=gamma, member=2, answered=false, ready=false, reason=no answer");
        sites.start(2);
        sites.awaitReady(2);
    }

    private int run(final String... args) {
        said.getBuffer().setLength(0);
        final PrintWriter writer = new PrintWriter(said, true);
        return Everbook.commandLine().setOut(writer).setErr(writer).execute(args);
    }

    private static void repeatAnOrder(final Path journal) {
        final UnsafeBuffer copy = new UnsafeBuffer(ByteBuffer.allocateDirect(1 << 16));
        final int length = readAnOrder(journal, copy);
        try (JournalWriter writer = JournalWriter.open(JournalConfig.builder().directory(journal).conclude())) {
            copy.putLong(0, writer.lastSequence() + 1);
            copy.putLong(16, System.currentTimeMillis() * 1_000_000);
            writer.append(copy, 0, length - RecordLayout.CHECKSUM_LENGTH);
        }
    }

    private static int readAnOrder(final Path journal, final UnsafeBuffer copy) {
        final RecordView record = new RecordView();
        final MessageHeaderDecoder message = new MessageHeaderDecoder();
        try (JournalReader reader = JournalReader.open(journal)) {
            while (reader.next(record)) {
                message.wrap(record.buffer(), record.commandOffset());
                if (message.templateId() == NewOrderDecoder.TEMPLATE_ID) {
                    copy.putBytes(0, record.buffer(), 0, record.length());
                    return record.length();
                }
            }
        }
        throw new AssertionError("no order in " + journal);
    }
}
