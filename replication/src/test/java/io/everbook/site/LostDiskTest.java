package io.everbook.site;

import io.aeron.cluster.ClusterTool;
import io.everbook.cli.Everbook;
import io.everbook.cli.ExitCode;
import org.agrona.IoUtil;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class LostDiskTest {
    private static final int LOST = 2;

    @Test
    void shouldComeBackSeededFromAPeer() {
        try (TestCluster sites = new TestCluster("lostdisk", 21_900)) {
            sites.startAll();
            TestFlow.define(sites);
            TestFlow.trade(sites, "trader-1", 1, 20);
            final int leader = sites.awaitLeader();
            assertThat(ClusterTool.snapshot(sites.directory(leader).resolve("cluster").toFile(),
                new PrintStream(new ByteArrayOutputStream()))).isTrue();
            sites.process(LOST).kill();
            assertThat(seed(sites)).contains("is not empty");
            TestFlow.trade(sites, "trader-2", 21, 10);

            IoUtil.delete(sites.directory(LOST).toFile(), false);
            sites.start(LOST, "seed", "alpha");
            sites.awaitReady(LOST);
            sites.await(() -> "caught up", () -> sites.process(LOST).out().contains("CAUGHT_UP gamma"));

            assertThat(sites.directory(LOST).resolve("seed")).exists();
            assertThat(sites.directory(LOST).resolve("incomplete")).doesNotExist();
            TestFlow.trade(sites, "trader-3", 31, 10);
            Journals.assertEqual(TestFlow.directories(sites, TestFlow.ALL), 45);
            sites.succeeded();
        }
    }

    @Test
    void shouldEndAndNotWaitForEverIfTheArchiveLacksWhatTheClusterCountsOn() {
        try (TestCluster sites = new TestCluster("lostarchive", 22_350)) {
            sites.startAll();
            TestFlow.define(sites);
            final int leader = sites.awaitLeader();
            assertThat(ClusterTool.snapshot(sites.directory(leader).resolve("cluster").toFile(),
                new PrintStream(new ByteArrayOutputStream()))).isTrue();
            TestFlow.trade(sites, "trader-1", 1, 20);
            sites.process(LOST).kill();

            IoUtil.delete(sites.directory(LOST).resolve("archive").toFile(), false);

            assertThat(sites.start(LOST).awaitExit(30)).isEqualTo(1);
            assertThat(sites.process(LOST).err()).contains("unknown recording", "FATAL ", "--seed-from");
            sites.succeeded("consensus module", "service container", "ended, for the reason before this line");
        }
    }

    @Test
    void shouldVoteOnlyWhereALeaderAnswersUntilItHasCaughtUp() throws IOException {
        try (TestCluster sites = new TestCluster("votes", 21_950)) {
            sites.startAll();
            TestFlow.define(sites);
            TestFlow.ALL.forEach(site -> sites.process(site).kill());

            IoUtil.delete(sites.directory(LOST).toFile(), false);
            sites.start(0);
            sites.start(LOST);
            assertWaitsForALeader(sites);
            sites.process(LOST).kill();
            Files.createDirectories(sites.directory(LOST));
            Files.writeString(sites.directory(LOST).resolve("incomplete"), "an earlier start");
            sites.start(LOST);
            assertWaitsForALeader(sites);
            assertThat(sites.process(0).isReady()).isFalse();

            sites.start(1);
            TestFlow.ALL.forEach(sites::awaitReady);
            sites.await(() -> "caught up", () -> sites.process(LOST).out().contains("CAUGHT_UP gamma"));
            assertThat(sites.directory(LOST).resolve("incomplete")).doesNotExist();
            Journals.assertEqual(TestFlow.directories(sites, TestFlow.ALL), 5);
            sites.succeeded();
        }
    }

    @Test
    void shouldVoteByTheOperatorsWord() {
        try (TestCluster sites = new TestCluster("word", 21_980)) {
            sites.startAll();
            TestFlow.define(sites);
            TestFlow.ALL.forEach(site -> sites.process(site).kill());
            IoUtil.delete(sites.directory(LOST).toFile(), false);

            sites.start(0);
            sites.set("site.acceptLostTail", "true").start(LOST);

            List.of(0, LOST).forEach(sites::awaitReady);
            Journals.assertEqual(TestFlow.directories(sites, List.of(0, LOST)), 5);
            sites.succeeded();
        }
    }

    private static void assertWaitsForALeader(final TestCluster sites) {
        sites.await(() -> "gamma waits", () -> sites.process(LOST).out().contains("waiting for a leader to answer"));
    }

    private static String seed(final TestCluster sites) {
        final StringWriter said = new StringWriter();
        final Path config = sites.writeConfig(LOST);
        assertThat(Everbook.commandLine().setErr(new PrintWriter(said))
            .execute("site", "--config", config.toString(), "--seed-from", "alpha")).isEqualTo(ExitCode.NOT_ABLE);
        return said.toString();
    }
}
