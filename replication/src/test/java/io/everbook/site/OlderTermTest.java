package io.everbook.site;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.codecs.CanvassPositionEncoder;
import io.aeron.cluster.codecs.MessageHeaderEncoder;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.everbook.api.NewOrder;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The claim that Aeron Cluster 1.51.0 acknowledges what only the leader holds, when a member reports an older term (its
 * pull request 2147): true. Here a former leader comes back with a tail that nobody else has, and canvasses; the third
 * site is stopped. Without {@link TermGuard} the command is acknowledged, and would be lost with the leader.
 */
class OlderTermTest {
    private static final int NUMBER = 21;
    private static final long ACKNOWLEDGED_S = 2;
    private static final long FAR_AHEAD = 1 << 20;

    @Test
    void shouldAcknowledgeNothingThatOnlyAMemberOfAnOlderTermSeemsToHold() {
        try (TestCluster sites = new TestCluster("older-term", 21_400)) {
            sites.startAll();
            TestFlow.define(sites);
            TestFlow.trade(sites, "trader-1", 1, NUMBER - 1);
            final int former = sites.awaitLeader();
            sites.process(former).kill();
            final int leader = sites.awaitLeader();
            final int other = 3 - former - leader;
            try (BareClient trader = new BareClient(sites, "trader-2", "2:trader");
                Canvasser canvasser = new Canvasser(sites, former, leader)) {
                trader.logon(TestFlow.TRADER);
                trader.awaitSignals(1);
                canvasser.awaitConnected();
                sites.process(other).signal("STOP");
                canvasser.canvass();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
                trader.send(new NewOrder().instrument(TestFlow.INSTRUMENT).clientOrderId(1, NUMBER)
                    .limit(100 + NUMBER).quantity(10), TestFlow.TRADER, NUMBER);

                assertThatThrownBy(() -> trader.awaitNumbered(1, ACKNOWLEDGED_S)).isInstanceOf(AssertionError.class);
                sites.process(other).signal("CONT");
            } finally {
                sites.process(other).signal("CONT");
            }
            sites.start(former);
            sites.awaitReady(former);
            Journals.assertEqual(TestFlow.directories(sites, TestFlow.ALL), NUMBER);
            sites.succeeded();
        }
    }

    private static final class Canvasser implements AutoCloseable {
        private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        private final Thread thread = new Thread(this::run, "canvasser");
        private final MediaDriver driver;
        private final Aeron aeron;
        private final ExclusivePublication publication;
        private final int length;
        private volatile boolean closed;

        Canvasser(final TestCluster sites, final int member, final int leader) {
            driver = MediaDriver.launch(new MediaDriver.Context()
                .aeronDirectoryName(sites.aeronDirectory("canvasser"))
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .threadingMode(ThreadingMode.SHARED));
            aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(driver.aeronDirectoryName()));
            final String endpoint = SiteConfig.load(sites.writeConfig(leader)).self().consensus();
            publication = aeron.addExclusivePublication(
                "aeron:udp?endpoint=" + endpoint, ConsensusModule.Configuration.consensusStreamId());
            final CanvassPositionEncoder canvass = new CanvassPositionEncoder();
            length = MessageHeaderEncoder.ENCODED_LENGTH + canvass.wrapAndApplyHeader(
                buffer, 0, new MessageHeaderEncoder())
                .logLeadershipTermId(0)
                .logPosition(FAR_AHEAD)
                .leadershipTermId(0)
                .followerMemberId(member)
                .protocolVersion(ConsensusModule.Configuration.PROTOCOL_SEMANTIC_VERSION)
                .encodedLength();
        }

        void awaitConnected() {
            Deadline.await(10, () -> "the leader's consensus endpoint", publication::isConnected);
        }

        void canvass() {
            thread.start();
        }

        @Override
        public void close() {
            closed = true;
            try {
                thread.join();
            } catch (final InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
            aeron.close();
            driver.close();
        }

        private void run() {
            while (!closed) {
                publication.offer(buffer, 0, length);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
        }
    }
}
