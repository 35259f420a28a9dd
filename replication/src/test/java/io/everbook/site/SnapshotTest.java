package io.everbook.site;

import io.aeron.cluster.ClusterTool;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.RecordingLog;
import org.agrona.IoUtil;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class SnapshotTest {
    private static final List<Integer> ALL = TestFlow.ALL;

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
            assertThat(sites.start(1).awaitExit(20)).isEqualTo(1);
            assertThat(sites.process(1).err()).contains("the journal ends at sequence 0, before the snapshot");
            sites.succeeded("in start, sequence=0");
        }
    }

    private static void snapshot(final TestCluster sites, final int count) {
        final int leader = sites.awaitLeader();
        final ByteArrayOutputStream said = new ByteArrayOutputStream();
        assertThat(ClusterTool.snapshot(sites.directory(leader).resolve("cluster").toFile(), new PrintStream(said)))
            .as(said.toString()).isTrue();
        ALL.forEach(site -> sites.await(() -> "snapshot of " + site,
            () -> snapshots(sites, site).size() == count && recorded(sites, site) == count));
    }

    private static long recorded(final TestCluster sites, final int site) {
        try (RecordingLog log = new RecordingLog(sites.directory(site).resolve("cluster").toFile(), false)) {
            return log.entries().stream().filter(entry -> entry.type == RecordingLog.ENTRY_TYPE_SNAPSHOT
                && entry.serviceId == ConsensusModule.Configuration.SERVICE_ID).count();
        }
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
