package io.everbook.site;

import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.client.ArchiveException;
import io.aeron.cluster.codecs.AdminResponseCode;
import io.aeron.security.AuthenticationException;
import io.everbook.protocol.EventHeaderDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ThreeSitesTest {
    private static final int TRADER = TestFlow.TRADER;
    private static final List<Integer> ALL = TestFlow.ALL;

    @Test
    void shouldGoOnThroughTheLossOfItsLeaderAndReplayEvents() {
        try (TestCluster sites = new TestCluster("failover", 21_000)) {
            sites.startAll();
            assertThatThrownBy(() -> new BareClient(sites, "intruder", "2:wrong"))
                .isInstanceOf(AuthenticationException.class);
            TestFlow.define(sites);
            assertArchiveIsClosed(sites);
            final List<byte[]> events = TestFlow.trade(sites, "trader-1", 1, 50);
            final int leader = sites.awaitLeader();

            sites.process(leader).kill();
            final long killedNs = System.nanoTime();
            sites.start(leader);
            final int next = sites.awaitLeader();
            final long failoverMs = (System.nanoTime() - killedNs) / 1_000_000;
            System.err.println("failover " + failoverMs + " rejoin " + sites.awaitReady(leader));

            assertThat(next).isNotEqualTo(leader);
            events.addAll(TestFlow.trade(sites, "trader-2", 51, 50));
            Journals.assertEqual(TestFlow.directories(sites, ALL), 100);
            assertReplay(sites, leader, events);
            final SiteProcess second = sites.start(next);
            assertThat(second.awaitExit(20)).isEqualTo(2);
            assertThat(second.err()).contains("is in use by process");
            sites.succeeded("is in use by process");
        }
    }

    @Test
    void shouldHaltBeforeAnyLaterRecordWhenTheJournalTakesNone() {
        try (TestCluster sites = new TestCluster("failing", 21_200).set("durability", "DISK_QUORUM")) {
            final long failing = 15;
            sites.start(0);
            sites.start(1);
            List.of(0, 1).forEach(sites::awaitReady);
            sites.start(2, "BEFORE_APPEND", Long.toString(failing));
            sites.awaitReady(2);
            TestFlow.define(sites);
            TestFlow.trade(sites, "trader-1", 1, 1);

            final List<byte[]> events = TestFlow.trade(sites, "trader-2", 2, 40);

            assertThat(events).hasSizeGreaterThan(20);
            assertThat(sites.process(2).awaitExit(20)).isEqualTo(1);
            assertThat(sites.process(2).err()).contains("told to fail").contains("sequence=" + failing);
            assertThat(sites.directory(2).resolve("failures").toFile().list()).hasSize(1);
            assertThat(Journals.lastSequence(sites.directory(2))).isEqualTo(failing - 1);
            Journals.assertEqual(TestFlow.directories(sites, List.of(0, 1)), 40);
            sites.start(2);
            sites.awaitReady(2);
            Journals.assertEqual(TestFlow.directories(sites, ALL), 40);
            leaveGracefully(sites);
            sites.succeeded("in a message, sequence=" + failing);
        }
    }

    @Test
    void shouldRefuseToRunWithAnotherConfiguration() {
        try (TestCluster sites = new TestCluster("disagree", 21_300)) {
            final SiteProcess alpha = sites.start(0);
            final SiteProcess beta = sites.set("engine.maxOrders", "4096").start(1);

            sites.await(() -> "one refuses", () -> !alpha.isAlive() || !beta.isAlive());
            final SiteProcess refusing = alpha.isAlive() ? beta : alpha;
            assertThat(refusing.awaitExit(20)).isEqualTo(2);
            assertThat(refusing.err()).containsPattern(
                "FATAL .* engine.maxOrders is (65536 here and 4096 at beta|4096 here and 65536 at alpha)");
            assertThat(alpha.isReady() || beta.isReady()).isFalse();
            sites.succeeded("are configured differently");
        }
    }

    private static void leaveGracefully(final TestCluster sites) {
        final int leader = sites.awaitLeader();
        sites.process(leader).terminate();
        final long ns = System.nanoTime();
        sites.await(() -> "another leader", () -> ALL.stream().anyMatch(site ->
            site != leader && "LEADER".equals(sites.process(site).role())));
        System.err.println("graceful " + (System.nanoTime() - ns) / 1_000_000);
        sites.process(leader).awaitExit(20);
        assertThat(sites.process(leader).err()).doesNotContain("ERROR").doesNotContain("FATAL");
        assertThat(sites.directory(leader).resolve("running")).doesNotExist();
    }

    private static void assertArchiveIsClosed(final TestCluster sites) {
        try (BareClient stranger = new BareClient(sites, "stranger", "2:trader")) {
            assertThatThrownBy(() -> AeronArchive.connect(new AeronArchive.Context()
                .aeronDirectoryName(sites.aeronDirectory("stranger"))
                .controlRequestChannel("aeron:udp?endpoint=" + sites.archiveEndpoint(0))
                .controlResponseChannel("aeron:udp?endpoint=127.0.0.1:0")))
                .isInstanceOf(ArchiveException.class)
                .satisfies(ex -> assertThat(((ArchiveException) ex).errorCode())
                    .isEqualTo(ArchiveException.AUTHENTICATION_REJECTED));
            assertThat(stranger.cluster().sendAdminRequestToTakeASnapshot(1)).isTrue();
            assertThat(stranger.awaitAdminResponse()).isEqualTo(AdminResponseCode.UNAUTHORISED_ACCESS);
        }
    }

    private static void assertReplay(final TestCluster sites, final int site, final List<byte[]> events) {
        try (BareClient trader = new BareClient(sites, "replay", "2:trader")) {
            trader.logon(TRADER);
            final long logon = header(trader.awaitSignals(1).get(0)).sequence();
            final int from = 20;
            final int to = 80;
            final long toSequence = header(events.get(to - 1)).sequence();
            Journals.assertEqual(TestFlow.directories(sites, ALL), logon);
            try (InquiryProbe probe = new InquiryProbe(sites.aeronDirectory("replay"), sites.inquiryEndpoint(site))) {
                assertThat(probe.replay(TRADER, from, to, toSequence, logon, "2:trader")).isEqualTo(0);
                assertThat(probe.events()).containsExactlyElementsOf(events.subList(from - 1, to));
                assertThat(probe.replay(TRADER, from, to, toSequence, logon, "2:wrong")).isEqualTo(2);
                assertThat(probe.replay(TRADER, from, to, toSequence, logon, "1:operator")).isEqualTo(2);
                assertThat(probe.events()).isEmpty();
                assertThat(probe.replay(TRADER, from, to, toSequence + 100_000, logon, "2:trader")).isEqualTo(1);
                assertThat(probe.replay(TRADER, from, to + 1, toSequence, logon, "2:trader")).isEqualTo(3);
            }
        }
    }

    private static EventHeaderDecoder header(final byte[] event) {
        return new EventHeaderDecoder().wrap(new UnsafeBuffer(event), MessageHeaderDecoder.ENCODED_LENGTH);
    }
}
