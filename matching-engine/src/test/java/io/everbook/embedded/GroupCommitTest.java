package io.everbook.embedded;

import io.everbook.api.Durability;
import io.everbook.api.EventListener;
import io.everbook.api.NewOrder;
import io.everbook.api.TradingSession;
import io.everbook.engine.EngineConfig;
import io.everbook.journal.JournalCycle;
import io.everbook.protocol.LogonAcceptedDecoder;
import io.everbook.protocol.OrderAcceptedDecoder;
import io.everbook.protocol.OrderExecutedDecoder;
import io.everbook.protocol.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GroupCommitTest {
    private static final long DELAY_NS = 1_000;
    private static final int STEADY_BY_ROUND = 20;

    @TempDir
    Path directory;

    private final List<String> told = new ArrayList<>();
    private final EventListener listener = new EventListener() {
        @Override
        public void onOrderAccepted(final OrderAcceptedDecoder event) {
            told.add("accepted " + event.commandNumber());
        }

        @Override
        public void onOrderExecuted(final OrderExecutedDecoder event) {
            told.add("executed " + event.quantity());
        }
    };
    private long nowNs = TimeUnit.DAYS.toNanos(20_000);
    private long number;

    @Test
    void shouldTellListenersWhenTheGroupIsFull() {
        try (EmbeddedExchange exchange = open(3)) {
            final TradingSession session = exchange.logon(11, listener);
            assertThat(session.submit(order(Side.BUY))).isEqualTo(1);
            assertThat(session.submit(order(Side.BUY))).isEqualTo(2);
            assertThat(session.unanswered()).isEqualTo(2);
            assertThat(session.poll()).isZero();
            assertThat(told).isEmpty();

            assertThat(session.submit(order(Side.SELL))).isEqualTo(3);

            assertThat(told).containsExactly(
                "accepted 1", "accepted 2", "accepted 3", "executed 1", "executed 1");
            assertThat(session.unanswered()).isZero();
        }
    }

    @Test
    void shouldTellListenersWhenTheOldestHasWaitedLongEnough() {
        try (EmbeddedExchange exchange = open(64)) {
            final TradingSession session = exchange.logon(11, listener);
            session.submit(order(Side.BUY));
            nowNs += DELAY_NS - 1;
            session.submit(order(Side.BUY));
            assertThat(session.poll()).isZero();
            assertThat(told).isEmpty();

            nowNs++;

            assertThat(session.poll()).isEqualTo(2);
            assertThat(told).containsExactly("accepted 1", "accepted 2");
            assertThat(session.poll()).isZero();
        }
    }

    @Test
    void shouldNotWaitForAClockThatWentBack() {
        try (EmbeddedExchange exchange = open(64)) {
            final TradingSession session = exchange.logon(11, listener);
            session.submit(order(Side.BUY));

            nowNs -= TimeUnit.HOURS.toNanos(1);

            assertThat(session.poll()).isEqualTo(1);
        }
    }

    @Test
    void shouldLetNoSessionWaitForMoreThanItsWindow() {
        try (EmbeddedExchange exchange = open(64)) {
            final TradingSession session = exchange.logon(12, listener);
            for (int i = 0; i < 7; i++) {
                session.submit(order(Side.BUY));
            }
            assertThat(told).isEmpty();

            session.submit(order(Side.BUY));

            assertThat(told).hasSize(8);
        }
    }

    @Test
    void shouldTellOfEverythingBeforeLogonLogoffSnapshotAndClose() {
        final EmbeddedExchange exchange = open(64);
        final TradingSession session = exchange.logon(11, listener);
        session.submit(order(Side.BUY));
        final TradingSession other = exchange.logon(13, listener);
        assertThat(told).hasSize(1);
        session.submit(order(Side.BUY));
        other.close();
        assertThat(told).hasSize(2);
        session.submit(order(Side.BUY));
        exchange.snapshot();
        assertThat(told).hasSize(3);
        session.submit(order(Side.BUY));
        exchange.close();
        assertThat(told).containsExactly("accepted 1", "accepted 2", "accepted 3", "accepted 4");
        assertThat(session.poll()).isZero();
    }

    @Test
    void shouldTellNobodyAfterAFailedForce() throws IOException {
        final EmbeddedExchange exchange = open(2);
        final TradingSession session = exchange.logon(11, listener);
        nowNs += TimeUnit.HOURS.toNanos(2);
        session.submit(order(Side.BUY));
        Files.delete(directory.resolve("journal").resolve("metadata.cq4t"));

        assertThatThrownBy(() -> session.submit(order(Side.BUY))).hasMessageContaining("forcing");
        nowNs += DELAY_NS;
        assertThatThrownBy(session::poll).hasMessageContaining("takes no more records");
        assertThatThrownBy(() -> session.submit(order(Side.BUY))).hasMessageContaining("takes no more records");
        assertThatThrownBy(exchange::close).hasMessageContaining("takes no more records");
        assertThat(told).isEmpty();
    }

    @Test
    void shouldTellNobodyOfALogonThatWasNotForced() throws IOException {
        final EmbeddedExchange exchange = open(2);
        nowNs += TimeUnit.HOURS.toNanos(2);
        Files.delete(directory.resolve("journal").resolve("metadata.cq4t"));

        assertThatThrownBy(() -> exchange.logon(11, new EventListener() {
            @Override
            public void onLogonAccepted(final LogonAcceptedDecoder event) {
                told.add("logged on");
            }
        })).hasMessageContaining("forcing");
        assertThat(told).isEmpty();
        exchange.close();
    }

    @Test
    void shouldAllocateNothingFromGroupToGroup() {
        final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (EmbeddedExchange exchange = open(64)) {
            final TradingSession session = exchange.logon(11, new EventListener() {
            });
            final NewOrder[] orders = {order(Side.BUY), order(Side.SELL)};
            long least = Long.MAX_VALUE;
            for (int round = 0; round < STEADY_BY_ROUND && least > 0; round++) {
                final long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 640; i++) {
                    session.submit(orders[i & 1].clientOrderId(1, ++number));
                }
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertThat(least).isZero();
        }
    }

    private EmbeddedExchange open(final int commands) {
        final EmbeddedConfig config = EmbeddedConfig.builder().directory(directory)
            .engine(EngineConfig.builder().maxOrders(1 << 16).conclude())
            .durability(Durability.DISK).groupCommit(commands, DELAY_NS)
            .cycle(JournalCycle.HOURLY).clock(() -> nowNs).conclude();
        final EmbeddedExchange exchange = EmbeddedExchange.open(config);
        EmbeddedExchangeTest.define(exchange);
        return exchange;
    }

    private NewOrder order(final Side side) {
        return new NewOrder().instrument(1).clientOrderId(1, ++number).side(side).limit(100).quantity(1);
    }
}
