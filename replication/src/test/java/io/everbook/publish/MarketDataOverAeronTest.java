package io.everbook.publish;

import io.everbook.feed.MarketDataListener;
import io.everbook.feed.ReceiverState;
import io.everbook.journal.RegisteredReaders;
import io.everbook.protocol.FeedChannel;
import io.everbook.site.ReaderKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * MDT-1 over Aeron: late joins, loss, a publisher that starts again, and subscribers that stop.
 */
class MarketDataOverAeronTest {
    private static final int DEEP = 1_000;
    private static final MarketDataListener NOBODY = new MarketDataListener() {
    };

    @TempDir
    Path directory;

    private final long seed = System.nanoTime();
    private PublishRig rig;

    @BeforeEach
    void open() {
        rig = new PublishRig(directory, seed);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private ReadersConfig.Builder config() {
        return rig.config().kinds(EnumSet.of(ReaderKind.MARKET_DATA));
    }

    @Test
    void shouldHoldTheEnginesBookAfterALateJoinOverIpcAndUdp() {
        rig.run(2_000);
        rig.startReaders(config().conclude());
        final String driver = rig.driver(seed, 0);
        final List<MarketDataSubscriber> subscribers = new ArrayList<>();
        for (final FeedChannel channel : List.of(FeedChannel.TOP, FeedChannel.LEVELS, FeedChannel.ORDERS)) {
            subscribers.add(rig.subscribe(rig.ipc(), channel, NOBODY));
            subscribers.add(rig.subscribe(rig.udp(driver), channel, NOBODY));
        }
        final MarketDataSubscriber[] all = subscribers.toArray(MarketDataSubscriber[]::new);
        rig.settle(all);
        requireTheEnginesBook(all);

        for (int i = 0; i < 2_000; i++) {
            rig.step();
            all[i % all.length].poll();
        }
        rig.settle(all);
        requireTheEnginesBook(all);
        for (final MarketDataSubscriber each : all) {
            assertThat(each.receiver().counts().snapshots()).isEqualTo(1);
            assertThat(each.receiver().counts().applied()).isPositive();
        }
        assertThat(rig.messages).isEmpty();
    }

    private void requireTheEnginesBook(final MarketDataSubscriber... subscribers) {
        for (int i = 0; i < subscribers.length; i++) {
            final int depth = subscribers.length > 1 && i < 2 ? 1 : DEEP;
            assertThat(PublishRig.book(subscribers[i], depth)).hasSizeGreaterThan(1).isEqualTo(rig.book(depth));
        }
    }

    @Test
    void shouldRecoverWhatTheNetworkLoses() {
        rig.run(500);
        rig.startReaders(config().conclude());
        final MarketDataSubscriber subscriber =
            rig.subscribe(rig.udp(rig.driver(seed, 10)), FeedChannel.ORDERS, NOBODY);
        rig.settle(subscriber);
        for (int i = 0; i < 20_000; i++) {
            rig.step();
            subscriber.poll();
            if (i % 100 == 0) {
                rig.settle(subscriber);
            }
        }
        rig.settle(subscriber);

        requireTheEnginesBook(subscriber);
        assertThat(rig.lost.get()).isPositive();
        assertThat(subscriber.receiver().counts().gaps()).isPositive();
        assertThat(subscriber.receiver().counts().retransmissionRequests()).isPositive();
        assertThat(subscriber.receiver().counts().snapshots()).isEqualTo(1);
        System.out.println("lost " + rig.lost + " packets, gaps " + subscriber.receiver().counts().gaps());
    }

    @Test
    void shouldGoOnWhereThePublisherStartsAgainAndTheJournalsBeginningIsGone() throws IOException {
        final ReadersConfig config = config().saveIntervalNs(50_000_000).conclude();
        rig.startReaders(config);
        final MarketDataSubscriber subscriber =
            rig.subscribe(rig.udp(rig.driver(seed, 0)), FeedChannel.LEVELS, NOBODY);
        rig.run(300);
        rig.settle(subscriber);
        rig.passAnHour();
        final long oldest = rig.exchange().sequence();
        PublishRig.until(() -> {
            rig.step();
            return position() > oldest;
        });

        rig.outliveOldestFile();
        rig.startReaders(config);
        rig.run(300);
        rig.settle(subscriber);
        requireTheEnginesBook(subscriber);
        assertThat(rig.messages).isEmpty();
    }

    private long position() {
        return RegisteredReaders.positions(rig.journal()).stream()
            .filter(each -> each.name().equals("market-data"))
            .mapToLong(RegisteredReaders.Position::sequence).findFirst().orElse(0);
    }

    @Test
    void shouldSlowNobodyWhereASubscriberStops() {
        rig.startReaders(config().conclude());
        final String driver = rig.driver(seed, 0);
        final MarketDataSubscriber[] living = {
            rig.subscribe(rig.ipc(), FeedChannel.ORDERS, NOBODY),
            rig.subscribe(rig.udp(driver), FeedChannel.ORDERS, NOBODY)};
        final MarketDataSubscriber[] stopped = {
            rig.subscribe(rig.ipc(), FeedChannel.ORDERS, NOBODY),
            rig.subscribe(rig.udp(driver), FeedChannel.ORDERS, NOBODY)};
        rig.settle(living);
        rig.settle(stopped);

        follow(living, 60);
        final long askedBefore = askedFor(living);
        follow(living, 20);
        assertThat(askedFor(living) - askedBefore).as("asked for, once the stopped are left behind").isLessThan(10);
        requireTheEnginesBook(living[1]);
        for (final MarketDataSubscriber each : living) {
            assertThat(each.receiver().counts().snapshots()).isEqualTo(1);
        }
        rig.settle(stopped);
        for (final MarketDataSubscriber each : stopped) {
            assertThat(each.receiver().state()).isEqualTo(ReceiverState.FOLLOWING);
            requireTheEnginesBook(each);
        }
    }

    /** More than a window of live packets goes by in 60 batches; after each the living hold all of it. */
    private void follow(final MarketDataSubscriber[] living, final int batches) {
        for (int i = 0; i < batches; i++) {
            rig.run(2_000);
            rig.settle(living);
        }
    }

    private static long askedFor(final MarketDataSubscriber[] subscribers) {
        return Arrays.stream(subscribers).mapToLong(each -> each.receiver().counts().retransmissionRequests()).sum();
    }
}
