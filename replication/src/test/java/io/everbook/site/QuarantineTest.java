package io.everbook.site;

import io.everbook.api.EventDispatcher;
import io.everbook.api.EventListener;
import io.everbook.api.NewOrder;
import io.everbook.cli.Everbook;
import io.everbook.cli.ExitCode;
import io.everbook.journal.JournalReader;
import io.everbook.journal.RecordView;
import io.everbook.protocol.CommandRejectedDecoder;
import io.everbook.protocol.Reason;
import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class QuarantineTest {
    private static final long POISON = 666;

    @Test
    void shouldSkipAPoisonCommandOnceAllSitesAgree() {
        try (TestCluster sites = new TestCluster("poison", 21_600)) {
            TestFlow.ALL.forEach(site -> sites.start(site, "plant", "POISONED"));
            TestFlow.ALL.forEach(sites::awaitReady);
            TestFlow.define(sites);
            TestFlow.trade(sites, "trader-1", 1, 5);
            final long sequence = poison(sites);

            assertThat(quarantine(sites, 0, sequence - 1)).isEqualTo(ExitCode.NOT_ABLE);
            assertThat(quarantine(sites, 0, sequence)).isEqualTo(ExitCode.DONE);
            TestFlow.ALL.forEach(site -> sites.start(site, "plant", "POISONED"));
            sites.await(() -> "alpha refuses", () -> !sites.process(0).isAlive() || !sites.process(1).isAlive());
            TestFlow.ALL.forEach(site -> sites.process(site).kill());

            assertThat(quarantine(sites, 1, sequence)).isEqualTo(ExitCode.DONE);
            assertThat(quarantine(sites, 2, sequence)).isEqualTo(ExitCode.DONE);
            TestFlow.ALL.forEach(site -> sites.start(site, "plant", "POISONED"));
            TestFlow.ALL.forEach(sites::awaitReady);
            TestFlow.trade(sites, "trader-2", 7, 5);
            Journals.assertEqual(TestFlow.directories(sites, TestFlow.ALL), sequence + 5);
            assertThat(rejects(sites)).containsExactly(sequence + " #6 " + Reason.QUARANTINED);
            sites.succeeded("could not be decided", "in a message, sequence=" + sequence, "configured differently");
        }
    }

    private static long poison(final TestCluster sites) {
        try (BareClient trader = new BareClient(sites, "poisoner", "2:trader")) {
            trader.logon(TestFlow.TRADER);
            trader.awaitSignals(1);
            trader.send(new NewOrder().instrument(TestFlow.INSTRUMENT).clientOrderId(1, 6).limit(100).quantity(POISON),
                TestFlow.TRADER, 6);
            sites.await(() -> "two sites halt", () -> TestFlow.ALL.stream()
                .filter(site -> !sites.process(site).isAlive()).count() >= 2);
        }
        TestFlow.ALL.forEach(site -> sites.process(site).kill());
        final List<Long> sequences = new ArrayList<>();
        TestFlow.ALL.forEach(site -> sites.process(site).err().lines()
            .filter(line -> line.startsWith("FATAL ") && line.contains("sequence="))
            .forEach(line -> sequences.add(Long.parseLong(line.replaceAll(".* sequence=(\\d+) .*", "$1")))));
        assertThat(sequences).hasSizeGreaterThanOrEqualTo(2).allMatch(each -> each.equals(sequences.get(0)));
        return sequences.get(0);
    }

    private static int quarantine(final TestCluster sites, final int site, final long sequence) {
        final StringWriter said = new StringWriter();
        return Everbook.commandLine().setOut(new PrintWriter(said)).setErr(new PrintWriter(said))
            .execute("quarantine", "--config", sites.writeConfig(site).toString(), "--sequence",
                Long.toString(sequence), "--reason", "level 3 is wrong");
    }

    private static List<String> rejects(final TestCluster sites) {
        final List<String> rejects = new ArrayList<>();
        final EventDispatcher dispatcher = new EventDispatcher();
        final RecordView record = new RecordView();
        try (JournalReader reader = JournalReader.open(sites.directory(1).resolve("journal"))) {
            while (reader.next(record)) {
                dispatcher.dispatchAll(record.buffer(), record.eventsOffset(), record.eventsLength(),
                    new EventListener() {
                        @Override
                        public void onCommandRejected(final CommandRejectedDecoder event) {
                            rejects.add(event.header().sequence() + " #" + event.commandNumber() + " "
                                + event.reason());
                        }
                    });
            }
        }
        return rejects;
    }
}
