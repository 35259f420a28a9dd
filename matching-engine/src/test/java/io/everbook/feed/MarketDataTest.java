package io.everbook.feed;

import io.everbook.api.DefineInstrument;
import io.everbook.api.MassCancel;
import io.everbook.api.NewOrder;
import io.everbook.journal.JournalReader;
import io.everbook.protocol.FeedChannel;
import io.everbook.protocol.FeedPacketDecoder;
import io.everbook.protocol.InstrumentState;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.Side;
import io.everbook.protocol.StateReason;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Market data from an exchange to its followers, over a network that behaves as badly as each test asks for.
 */
class MarketDataTest {
    private static final long STEP_NS = 100_000;
    private static final int ROUNDS_MAX = 20_000;
    private static final ReceiverTimes PATIENT = new ReceiverTimes(0, TimeUnit.MILLISECONDS.toNanos(20), 10_000);

    @TempDir
    Path directory;

    private final List<Follower> followers = new ArrayList<>();
    private final long seed = System.nanoTime();
    private LossyNetwork network = LossyNetwork.perfect();
    private FeedMarket market;
    private MarketDataPublisher publisher;

    @Test
    void shouldHoldTheEnginesBookAfterEveryRecord() {
        open(MarketDataPublisher.RETRANSMISSION_BYTES_DEFAULT, () -> {
            followAll();
            run(3_000);
            settle();
            assertThat(followers).allSatisfy(follower -> {
                assertThat(follower.compared()).isGreaterThan(500);
                assertThat(follower.trades()).isPositive().isEqualTo(followers.get(2).trades());
                assertThat(follower.receiver().counts().gaps()).isZero();
            });
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 300})
    void shouldJoinLateAndRecoverWhatIsLostByIncrementsAlone(final int lossPerMille) {
        network = new LossyNetwork(seed, lossPerMille, 20, 500_000);
        open(MarketDataPublisher.RETRANSMISSION_BYTES_DEFAULT, () -> {
            run(1_000);
            followAll();
            run(4_000);
            settle();
            assertThat(network.lost()).isPositive();
            assertThat(followers).allSatisfy(follower -> {
                assertThat(follower.receiver().counts().snapshots()).isEqualTo(1);
                assertThat(follower.receiver().counts().gaps()).isPositive();
                assertThat(follower.resets()).isEqualTo(1);
            });
        });
    }

    @Test
    void shouldTakeASnapshotOfManyPartsThroughHeavyLoss() {
        network = new LossyNetwork(seed, 200, 50, 300_000);
        open(MarketDataPublisher.RETRANSMISSION_BYTES_DEFAULT, () -> {
            define(3, 400);
            run(500);
            followAll();
            settle();
            assertThat(followers.get(0).receiver().instrument(402).facts().tickSize()).isEqualTo(402);
            assertThat(followers.get(2).receiver().counts().snapshotRequests()).isGreaterThan(1);
        });
    }

    @Test
    void shouldTakeASnapshotAgainWhereAPacketIsHeldNoMore() {
        network = new LossyNetwork(seed, 10, 10, 300_000);
        open(1 << 15, () -> {
            followAll(PATIENT);
            run(1_000);
            network.cut(true);
            run(3_000);
            network.cut(false);
            run(1_000);
            settle();
            assertThat(followers).allSatisfy(follower -> {
                assertThat(follower.receiver().counts().snapshots()).isGreaterThan(1);
                assertThat(follower.states()).anyMatch(state -> state.contains("is held no more"));
            });
        });
    }

    @Test
    void shouldTakeASnapshotAgainWhereNobodyAnswersForLong() {
        network = new LossyNetwork(seed, 0, 0, 1);
        open(MarketDataPublisher.RETRANSMISSION_BYTES_DEFAULT, () -> {
            follow(FeedChannel.ORDERS, new ReceiverTimes(0, STEP_NS, 2), (channel, buffer, offset, length) -> {
                if (buffer.getShort(offset + 2) != 403) {
                    request(buffer, offset, length, followers.get(0));
                }
            });
            run(500);
            network.cut(true);
            run(20);
            network.cut(false);
            run(200);
            settle();
            assertThat(followers.get(0).states()).anyMatch(state -> state.contains("was asked for in vain"));
        });
    }

    @Test
    void shouldMakeTheSamePacketsHoweverTheRecordsAreTaken() {
        final Recorded first = new Recorded();
        final Recorded second = new Recorded();
        try (FeedMarket once = new FeedMarket(directory, seed); JournalReader reader = once.reader();
            JournalReader other = once.reader()) {
            final MarketDataPublisher live = new MarketDataPublisher(reader, 1, first);
            for (int i = 0; i < 1_500; i++) {
                once.step();
                live.poll(3);
            }
            live.poll(Integer.MAX_VALUE);
            new MarketDataPublisher(other, 1, second).poll(Integer.MAX_VALUE);
        }
        assertThat(first.packets).hasSizeGreaterThan(1_000);
        assertThat(second.packets).isEqualTo(first.packets);
    }

    @Test
    void shouldSplitALargeRecordIntoPacketsOfWhichTheLastEndsTheEvent() {
        open(MarketDataPublisher.RETRANSMISSION_BYTES_DEFAULT, () -> {
            followAll();
            for (int i = 1; i <= 100; i++) {
                market.trader().submit(new NewOrder().instrument(1).clientOrderId(99, i)
                    .side(i == 1 ? Side.BUY : Side.SELL).limit(i).quantity(i));
            }
            market.trader().submit(new MassCancel().side(Side.SELL));
            settle();
            final List<FeedPacketDecoder> packets = packetsOf(market.exchange().sequence(), FeedChannel.ORDERS);
            assertThat(packets).hasSizeGreaterThan(2);
            assertThat(packets.subList(0, packets.size() - 1)).noneMatch(packet -> packet.flags().endOfEvent());
            assertThat(packets.get(packets.size() - 1).flags().endOfEvent()).isTrue();
        });
    }

    private List<FeedPacketDecoder> packetsOf(final long sequence, final FeedChannel channel) {
        final List<FeedPacketDecoder> packets = new ArrayList<>();
        try (JournalReader reader = market.reader()) {
            new MarketDataPublisher(reader, 1, (ofChannel, buffer, offset, length) -> {
                assertThat(length).isLessThanOrEqualTo(Packer.MAX_LENGTH);
                final UnsafeBuffer copy = new UnsafeBuffer(new byte[length]);
                copy.putBytes(0, buffer, offset, length);
                final FeedPacketDecoder packet =
                    new FeedPacketDecoder().wrapAndApplyHeader(copy, 0, new MessageHeaderDecoder());
                if (packet.sequence() == sequence && ofChannel == channel) {
                    packets.add(packet);
                }
            }).poll(Integer.MAX_VALUE);
        }
        return packets;
    }

    @Test
    void shouldTellDefinitionsStatesAndTheDaysStatistics() {
        open(MarketDataPublisher.RETRANSMISSION_BYTES_DEFAULT, () -> {
            followAll();
            run(600);
            settle();
            final long firstDay = followers.get(0).volume();
            market.passTime(TimeUnit.DAYS.toNanos(1));
            run(800);
            settle();
            final Follower late = follow(FeedChannel.ORDERS, ReceiverTimes.DEFAULT);
            settle();
            for (final Follower follower : followers) {
                final InstrumentFacts facts = follower.receiver().instrument(2).facts();
                assertThat(facts.tickSize()).isEqualTo(5);
                assertThat(facts.lotSize()).isEqualTo(1);
                assertThat(facts.state()).isIn(InstrumentState.HALTED, InstrumentState.CONTINUOUS);
                assertThat(facts.stateReason()).isEqualTo(StateReason.OPERATOR);
                requireSame(facts.statistics(), late.receiver().instrument(2).facts().statistics());
            }
            final DayStatistics day = late.receiver().instrument(1).facts().statistics();
            assertThat(day.dayStartNs()).isPositive().isEqualTo(market.dayStartNs());
            assertThat(day.volume()).isEqualTo(followers.get(0).volume() - firstDay);
            assertThat(day.low()).isLessThanOrEqualTo(day.open()).isLessThanOrEqualTo(day.close());
            assertThat(day.high()).isGreaterThanOrEqualTo(day.open()).isGreaterThanOrEqualTo(day.close());
            assertThat(day.volume()).isPositive();
        });
    }

    @Test
    void shouldNotPublishWhatItCatchesUpWith() {
        try (FeedMarket once = new FeedMarket(directory, seed); JournalReader reader = once.reader()) {
            final Recorded live = new Recorded();
            final MarketDataPublisher late = new MarketDataPublisher(reader, 1, live);
            once.run(300);
            assertThat(late.catchUp(Integer.MAX_VALUE)).isEqualTo((int) once.exchange().sequence());
            assertThat(live.packets).isEmpty();
            once.run(10);
            late.poll(Integer.MAX_VALUE);
            assertThat(live.packets).isNotEmpty();
            assertThat(late.sequence()).isEqualTo(once.exchange().sequence());
        }
    }

    private static void requireSame(final DayStatistics actual, final DayStatistics expected) {
        assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
    }

    private void define(final int from, final int count) {
        for (int i = from; i < from + count; i++) {
            market.operator().submit(new DefineInstrument().instrument(i).tickSize(i));
        }
    }

    private void open(final int retransmissionBytes, final Runnable test) {
        System.out.println("market data: seed " + seed);
        try (FeedMarket opened = new FeedMarket(directory, seed); JournalReader reader = opened.reader()) {
            market = opened;
            publisher = new MarketDataPublisher(reader, 1, retransmissionBytes, this::broadcast);
            test.run();
        }
    }

    private void broadcast(
        final FeedChannel channel, final DirectBuffer buffer, final int offset, final int length) {
        for (final Follower follower : followers) {
            network.send(buffer, offset, length, follower.receiver()::onPacket);
        }
    }

    private void followAll() {
        followAll(ReceiverTimes.DEFAULT);
    }

    private void followAll(final ReceiverTimes times) {
        for (final FeedChannel channel : LossyNetwork.channels()) {
            follow(channel, times);
        }
    }

    private Follower follow(final FeedChannel channel, final ReceiverTimes times) {
        final int index = followers.size();
        return follow(channel, times, (ofChannel, buffer, offset, length) ->
            request(buffer, offset, length, followers.get(index)));
    }

    private Follower follow(final FeedChannel channel, final ReceiverTimes times, final PacketSink requests) {
        final Follower follower = new Follower(market, channel, times, requests);
        followers.add(follower);
        return follower;
    }

    private void request(final DirectBuffer buffer, final int offset, final int length, final Follower from) {
        network.send(buffer, offset, length, (request, at, ofLength, nowNs) -> assertThat(publisher.onRequest(
            request, at, ofLength, network.way(from.receiver()::onPacket))).isTrue());
    }

    private void run(final int steps) {
        for (int i = 0; i < steps; i++) {
            market.step();
            publisher.poll(10);
            if (i % 50 == 0) {
                publisher.heartbeat();
            }
            pass();
        }
    }

    private void pass() {
        network.advance(STEP_NS);
        followers.forEach(follower -> follower.receiver().poll(network.nowNs()));
    }

    private void settle() {
        publisher.poll(Integer.MAX_VALUE);
        int rounds = 0;
        while (!followers.stream().allMatch(this::isThere)) {
            assertThat(rounds++).as("seed " + seed).isLessThan(ROUNDS_MAX);
            publisher.heartbeat();
            pass();
        }
        followers.forEach(this::requireSameBooks);
    }

    private boolean isThere(final Follower follower) {
        return follower.receiver().state() == ReceiverState.FOLLOWING
            && follower.receiver().sequence() == market.exchange().sequence();
    }

    private void requireSameBooks(final Follower follower) {
        final boolean top = follower == followers.get(0) && followers.size() > 1;
        assertThat(follower.digest()).isEqualTo(top
            ? FeedMarket.topDigest(market.exchange()::book)
            : FeedMarket.digest(market.exchange()::book));
        assertThat(market.exchange().book(1).levels(Side.BUY)).isPositive();
    }

    /** Packets in hexadecimal. */
    private static final class Recorded implements PacketSink {
        private final List<String> packets = new ArrayList<>();

        @Override
        public void packet(final FeedChannel channel, final DirectBuffer buffer, final int offset, final int length) {
            final byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            packets.add(HexFormat.of().formatHex(bytes));
        }
    }
}
