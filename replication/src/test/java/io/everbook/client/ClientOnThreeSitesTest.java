package io.everbook.client;

import static io.everbook.client.ClientsOfThreeSites.WINDOW;
import static io.everbook.client.ScriptedClient.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.aeron.Aeron;
import io.aeron.Subscription;
import io.aeron.cluster.client.AeronCluster;
import io.everbook.api.TradingSession;
import io.everbook.protocol.EventHeaderDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.Side;
import io.everbook.site.Journals;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The client on three real sites, each a process of its own.
 */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class ClientOnThreeSitesTest {
    private static final int KILLS = 2;
    private static final String MUTE = "127.0.0.1:22099";
    private static final Duration LONGEST_GAP = Duration.ofSeconds(5);
    private static ClientsOfThreeSites three;
    private static boolean failed = true;

    @RegisterExtension
    static final AfterTestExecutionCallback KEEPS_FILES =
        context -> failed |= context.getExecutionException().isPresent();

    @BeforeAll
    static void start() {
        three = new ClientsOfThreeSites("client", 22_000);
        three.start(10, 11, 12, 13, 14, 15);
        failed = false;
    }

    @AfterAll
    static void end() {
        try {
            if (!failed) {
                three.sites.succeeded();
            }
        } finally {
            three.close();
        }
    }

    @AfterEach
    void closeClients() {
        three.closeClients();
    }

    @Test
    void shouldDecideEachCommandOnceAndDeliverEachEventWhenLeadersAreKilledInMidFlow() {
        final EventTape buys = new EventTape();
        final EventTape sells = new EventTape();
        final InDoubtCount doubts = new InDoubtCount();
        final ExchangeClient buyer = three.open(three.config(10, buys).observer(doubts));
        final ExchangeClient seller = three.open(three.config(11, sells).observer(doubts)
            .inDoubt(InDoubt.ASK_BY_RESEND));
        for (int i = 0; i < KILLS; i++) {
            killTheLeader(buyer, buys);
        }
        three.await("answers", () -> buyer.unanswered() + seller.unanswered() == 0);

        assertThat(doubts.commands).isGreaterThanOrEqualTo(64);
        assertEachAnsweredOnce(buyer, buys);
        assertEachAnsweredOnce(seller, sells);
        assertJournalsAreEqual();
        assertAsJournalled(buyer, buys);
        assertAsJournalled(seller, sells);
        assertThat(buyer.counter(ClientCounter.LEADER_CHANGES) + buyer.counter(ClientCounter.RECONNECTS))
            .isGreaterThanOrEqualTo(KILLS);
    }

    private static void killTheLeader(final ExchangeClient buyer, final EventTape buys) {
        final int leader = three.sites.awaitLeader();
        final long before = buyer.nextCommandNumber();
        three.flowUntil("flow", () -> buyer.nextCommandNumber() > before + 500);
        final long logons = buyer.counter(ClientCounter.LOGONS);
        final CompletableFuture<Void> killed =
            CompletableFuture.runAsync(() -> three.sites.process(leader).kill());
        three.flowUntil("the next leader", () -> ClientState.LOGGED_ON != buyer.state());
        final long lastNs = buys.lastAnswerNs;
        three.flowUntil("logon", () -> buyer.counter(ClientCounter.LOGONS) > logons);
        three.flowUntil("answers of the next leader", () -> buys.lastAnswerNs != lastNs);
        assertThat(Duration.ofNanos(buys.lastAnswerNs - lastNs)).as("gap").isLessThan(LONGEST_GAP);
        killed.join();
        three.sites.start(leader);
        three.flowUntil("readiness", () -> three.sites.process(leader).isReady());
    }

    @Test
    void shouldReachTheLeaderAtOnceAlthoughAMemberTakesConnectionsAndNeverAnswers() {
        final ClientConfig config = three.config(15, new EventTape()).conclude();
        final AeronHolder holder = new AeronHolder(config);
        final List<ClientConfig.Member> members = new ArrayList<>(config.members());
        members.set(three.sites.awaitLeader() == 0 ? 1 : 0, new ClientConfig.Member(9, MUTE, MUTE));
        try (Subscription mute = holder.aeron().addSubscription("aeron:udp?endpoint=" + MUTE, 101)) {
            for (int i = 0; i < 5; i++) {
                final long startNs = System.nanoTime();
                try (LeaderSearch search = new LeaderSearch(members,
                    endpoints -> AeronCluster.asyncConnect(attempt(holder.aeron(), endpoints)), System::nanoTime)) {
                    final AeronCluster[] found = new AeronCluster[1];
                    three.await("the leader", () -> {
                        found[0] = search.poll();
                        return found[0] != null;
                    });
                    found[0].close();
                }
                assertThat(Duration.ofNanos(System.nanoTime() - startNs)).isLessThan(Duration.ofMillis(800));
            }
            assertThat(mute.isClosed()).isFalse();
        } finally {
            holder.close();
        }
    }

    private static AeronCluster.Context attempt(final Aeron aeron, final String endpoints) {
        return new AeronCluster.Context()
            .aeron(aeron)
            .messageTimeoutNs(TimeUnit.SECONDS.toNanos(10))
            .ingressChannel("aeron:udp?term-length=64k")
            .ingressEndpoints(endpoints)
            .egressChannel("aeron:udp?endpoint=127.0.0.1:0")
            .credentialsSupplier(new AeronClusterLink.Credentials("2:trader".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void shouldAskForAnEventThatWasLostOnTheWay() {
        final EventTape tape = new EventTape();
        final ClientConfig config = three.config(12, tape).conclude();
        final AeronHolder holder = new AeronHolder(config);
        final int[] received = {0};
        final ExchangeClient client = three.open(new ExchangeClient(config, RecoveryPolicy.FULL, holder,
            new LossyLink(new AeronClusterLink(holder, config), buffer -> isEveryTenth(received)),
            new AeronInquiryLink(holder, config, AeronInquiryLink.INQUIRIES), () -> null));
        three.submitAll(client, Side.BUY, 500);
        three.await("answers", () -> client.unanswered() == 0);

        assertThat(client.counter(ClientCounter.HOLES_FILLED)).isPositive();
        assertEachAnsweredOnce(client, tape);
        assertJournalsAreEqual();
        assertAsJournalled(client, tape);
    }

    private static boolean isEveryTenth(final int[] received) {
        return 0 == ++received[0] % 10;
    }

    @Test
    void shouldFenceTheFirstOwnerAndLetTheSecondContinue() {
        final EventTape firstTape = new EventTape();
        final ExchangeClient first = three.open(three.config(13, firstTape));
        three.submitAll(first, Side.BUY, 50);
        three.await("answers", () -> first.unanswered() == 0);
        final long resume = first.nextEventNumber();

        final EventTape tape = new EventTape();
        final ExchangeClient second = three.open(three.config(13, tape).resumeFromEvent(resume));
        assertThat(second.nextCommandNumber()).isEqualTo(51);
        three.await("fenced", () -> ClientState.FENCED == first.state());
        assertThat(three.submit(first, Side.BUY)).isEqualTo(TradingSession.CLOSED);
        three.submitAll(second, Side.BUY, 50);
        three.await("answers", () -> second.unanswered() == 0);

        assertThat(eventNumber(tape.events.get(0))).isEqualTo(resume);
        firstTape.addAll(tape);
        assertEachAnsweredOnce(second, firstTape);
        assertJournalsAreEqual();
        assertAsJournalled(second, firstTape);
    }

    @Test
    void shouldAllocateNothingOnSubmit() {
        final EventTape tape = new EventTape();
        tape.keepsBytes = false;
        final ExchangeClient client = three.open(three.config(14, tape));
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 8; i++) {
            least = Math.min(least, allocatedBySubmits(client, 50));
        }

        assertThat(least).as("bytes allocated by %d submits", 50 * WINDOW / 2).isZero();
    }

    private static long allocatedBySubmits(final ExchangeClient client, final int rounds) {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = 0;
        int taken = 0;
        for (int round = 0; round < rounds; round++) {
            three.await("logon", () -> ClientState.LOGGED_ON == client.state() && client.unanswered() == 0);
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < WINDOW / 2; i++) {
                taken += three.submit(client, Side.BUY) > 0 ? 1 : 0;
            }
            bytes += threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(taken).as("commands taken").isGreaterThan(rounds);
        return bytes;
    }

    private static final class InDoubtCount implements ClientObserver {
        private long commands;

        @Override
        public void onLogonAnswered(
            final LogonAnswer answer, final long firstUnanswered, final long lastSubmitted) {
            commands += lastSubmitted + 1 - firstUnanswered;
        }
    }

    private static void assertEachAnsweredOnce(final ExchangeClient client, final EventTape tape) {
        assertThat(tape.answered).isEqualTo(numbers(1, client.nextCommandNumber() - 1));
        assertThat(tape.orders).isEqualTo(three.orders(client.session()));
    }

    private static void assertJournalsAreEqual() {
        final List<Path> directories = IntStream.range(0, 3).mapToObj(three.sites::directory).toList();
        Journals.assertEqual(directories, 1);
    }

    private static void assertAsJournalled(final ExchangeClient client, final EventTape tape) {
        final List<byte[]> journalled = three.journalled(0, client.session());
        three.await("the other side's executions", () -> tape.events.size() >= journalled.size());
        assertThat(tape.events.size()).isEqualTo(journalled.size());
        for (int i = 0; i < journalled.size(); i++) {
            assertThat(tape.events.get(i)).as("event %d", i + 1).isEqualTo(journalled.get(i));
        }
    }

    private static long eventNumber(final byte[] event) {
        final DirectBuffer buffer = new UnsafeBuffer(event);
        return new EventHeaderDecoder().wrap(buffer, MessageHeaderDecoder.ENCODED_LENGTH).eventNumber();
    }
}
