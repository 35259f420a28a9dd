package io.everbook.site;

import io.aeron.cluster.RecordingLog;
import io.everbook.embedded.SnapshotFile;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class TruncatedLogTest {
    private static final int AWAY = 2;
    private static final int MESSAGES = 1_500;
    private static final List<Integer> STAYED = List.of(0, 1);

    @Test
    void shouldDeleteTheLogsBeginningAndBringBackWhoNeededIt() throws IOException {
        try (TestCluster sites = new TestCluster("truncated", 22_500)) {
            sites.set("log.termLength", "65536").set("snapshot.keep", "2").startAll();
            TestFlow.define(sites);
            sites.process(AWAY).kill();
            for (int round = 1; round <= 3; round++) {
                TestFlow.fill(sites, "filler-" + round, MESSAGES);
                snapshot(sites, round);
            }
            STAYED.forEach(site -> sites.await(() -> "a shorter log of " + site, () -> !logFile(sites, site, 0)));
            TestFlow.trade(sites, "trader-1", 1, 10);

            STAYED.forEach(site -> sites.process(site).kill());
            STAYED.forEach(sites::start);
            STAYED.forEach(sites::awaitReady);
            STAYED.forEach(site -> assertThat(snapshots(sites, site)).hasSize(2));
            TestFlow.trade(sites, "trader-2", 11, 10);

            assertThat(sites.start(AWAY).awaitExit(30)).isEqualTo(2);
            assertThat(sites.process(AWAY).err()).contains("was away for too long").contains("--seed-from PEER");

            Files.move(sites.directory(AWAY), sites.directory(AWAY).resolveSibling("evidence"));
            sites.start(AWAY, "seed", "alpha");
            sites.awaitReady(AWAY);
            sites.await(() -> "caught up", () -> sites.process(AWAY).out().contains("CAUGHT_UP gamma"));
            assertThat(sites.process(AWAY).err()).contains("were copied from other sites");
            TestFlow.trade(sites, "trader-3", 21, 10);
            Journals.assertEqual(TestFlow.directories(sites, TestFlow.ALL), 3 * MESSAGES);

            snapshot(sites, 4);
            sites.process(AWAY).kill();
            sites.start(AWAY);
            sites.awaitReady(AWAY);
            Journals.assertEqual(TestFlow.directories(sites, TestFlow.ALL), 3 * MESSAGES);
            sites.succeeded("was away for too long");
        }
    }

    private static void snapshot(final TestCluster sites, final int count) {
        TestFlow.snapshot(sites);
        STAYED.forEach(site -> sites.await(() -> "snapshot of " + site,
            () -> snapshots(sites, site).size() == Math.min(count, 2)));
    }

    private static List<Path> snapshots(final TestCluster sites, final int site) {
        return SnapshotFile.list(sites.directory(site).resolve("snapshots"));
    }

    private static boolean logFile(final TestCluster sites, final int site, final long position) {
        try (RecordingLog log = new RecordingLog(sites.directory(site).resolve("cluster").toFile(), false)) {
            return Files.exists(sites.directory(site).resolve("archive")
                .resolve(log.findLastTermRecordingId() + "-" + position + ".rec"));
        }
    }
}
