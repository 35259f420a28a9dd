package io.everbook.site;

import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.RecordingLog;
import org.agrona.IoUtil;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class SnapshotTest {
    private static final List<Integer> ALL = TestFlow.ALL;
    private static final int KILLED = 2;

    @Test
    void shouldGoOnFromASnapshotAfterAllWereKilled() throws IOException {
        try (TestCluster sites = new TestCluster("snapshot", 21_100)) {
            sites.startAll();
            TestFlow.define(sites);
            TestFlow.trade(sites, "trader-1", 1, 20);
            final long before = Journals.assertEqual(TestFlow.directories(sites, ALL), 25);
            snapshot(sites, 1);
            ALL.forEach(site -> sites.process(site).kill());

            Files.writeString(sites.directory(2).resolve("running"), "an earlier boot");
            sites.start(2);
            sites.start(0);
            sites.await(() -> "gamma waits", () -> sites.process(2).out().contains("a leader to answer"));
            assertThat(sites.process(0).isReady()).isFalse();
            sites.start(1);
            ALL.forEach(sites::awaitReady);
            ALL.forEach(site -> assertThat(sites.process(site).out()).contains("restored sequence=" + before));
            TestFlow.trade(sites, "trader-2", 21, 20);
            Journals.assertEqual(TestFlow.directories(sites, ALL), before + 20);
            snapshot(sites, 2);
            assertEqualSnapshots(sites);

            sites.process(1).kill();
            IoUtil.delete(sites.directory(1).resolve("journal").toFile(), false);
            sites.start(1);
            sites.awaitReady(1);
            assertThat(sites.process(1).err())
                .contains("the journal ended at sequence 0, before the snapshot of the log")
                .contains("were copied from other sites");
            Journals.assertEqual(TestFlow.directories(sites, ALL), before + 20);
            sites.succeeded();
        }
    }

    @Test
    void shouldComeBackFromAKillInTheMiddleOfTheFollowersSnapshot() {
        try (TestCluster sites = new TestCluster("midsnapshot", 22_400)) {
            sites.start(0);
            sites.start(1);
            sites.awaitLeader();
            sites.start(KILLED, "halt", "MID_SNAPSHOT");
            ALL.forEach(sites::awaitReady);
            TestFlow.define(sites);
            TestFlow.trade(sites, "trader-1", 1, 20);

            TestFlow.snapshot(sites);
            assertThat(sites.process(KILLED).awaitExit(20)).isEqualTo(TestSiteMain.HALTED);
            assertThat(snapshots(sites, KILLED)).isEmpty();
            TestFlow.trade(sites, "trader-2", 21, 20);

            sites.start(KILLED);
            sites.awaitReady(KILLED);
            TestFlow.trade(sites, "trader-3", 41, 20);
            Journals.assertEqual(TestFlow.directories(sites, ALL), 65);
            TestFlow.snapshot(sites);
            // who was killed takes the first one too, if its log brings it to where that was asked for once more
            ALL.forEach(site -> sites.await(() -> "snapshot of " + site,
                () -> snapshots(sites, 0).size() == 2 && newest(sites, site).equals(newest(sites, 0))));
            assertThat(sites.directory(KILLED).resolve("snapshots")).isDirectoryNotContaining("glob:**.unfinished");
            sites.succeeded();
        }
    }

    @Test
    void shouldTakeSnapshotsByTheClock() {
        try (TestCluster sites = new TestCluster("byclock", 22_600)) {
            sites.set("snapshot.interval", "10000").set("timers.profile", "WAN").startAll();
            TestFlow.define(sites);
            TestFlow.trade(sites, "trader-1", 1, 20);

            ALL.forEach(site -> sites.await(() -> "snapshot of " + site, () -> !snapshots(sites, site).isEmpty()));
            final Path first = snapshots(sites, 0).get(0);
            ALL.forEach(site -> assertThat(snapshots(sites, site).get(0)).hasSameBinaryContentAs(first));
            sites.succeeded();
        }
    }

    private static void snapshot(final TestCluster sites, final int count) {
        TestFlow.snapshot(sites);
        ALL.forEach(site -> sites.await(() -> "snapshot of " + site,
            () -> snapshots(sites, site).size() == count && recorded(sites, site) == count));
    }

    private static long recorded(final TestCluster sites, final int site) {
        try (RecordingLog log = new RecordingLog(sites.directory(site).resolve("cluster").toFile(), false)) {
            return log.entries().stream().filter(entry -> entry.type == RecordingLog.ENTRY_TYPE_SNAPSHOT
                && entry.serviceId == ConsensusModule.Configuration.SERVICE_ID).count();
        }
    }

    private static String newest(final TestCluster sites, final int site) {
        final List<Path> all = snapshots(sites, site);
        return all.isEmpty() ? "none" : all.get(all.size() - 1).getFileName().toString();
    }

    private static List<Path> snapshots(final TestCluster sites, final int site) {
        try (Stream<Path> files = Files.list(sites.directory(site).resolve("snapshots"))) {
            return files.filter(file -> file.toString().endsWith(".everbook")).sorted().toList();
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static void assertEqualSnapshots(final TestCluster sites) {
        final Path first = snapshots(sites, 0).get(1);
        for (final int site : List.of(1, 2)) {
            assertThat(snapshots(sites, site).get(1)).hasFileName(first.getFileName().toString());
            assertThat(snapshots(sites, site).get(1)).hasSameBinaryContentAs(first);
        }
    }
}
