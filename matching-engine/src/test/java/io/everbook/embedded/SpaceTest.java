package io.everbook.embedded;

import io.everbook.api.CancelOrder;
import io.everbook.api.Durability;
import io.everbook.api.EventListener;
import io.everbook.api.EverbookException;
import io.everbook.api.MassCancel;
import io.everbook.api.NewOrder;
import io.everbook.api.TradingSession;
import io.everbook.engine.EngineConfig;
import io.everbook.protocol.OrderAcceptedDecoder;
import io.everbook.protocol.OrderCancelledDecoder;
import io.everbook.protocol.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SpaceTest {
    private static final long FLOOR = 1_000;
    private static final long RESERVE = 500;
    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(20);

    @TempDir
    Path directory;

    private final AtomicLong free = new AtomicLong(FLOOR + RESERVE);
    private final List<String> messages = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final EventListener listener = new EventListener() {
        @Override
        public void onOrderAccepted(final OrderAcceptedDecoder event) {
            told.add("accepted " + event.commandNumber());
        }

        @Override
        public void onOrderCancelled(final OrderCancelledDecoder event) {
            told.add("cancelled");
        }
    };

    @Test
    void shouldRefuseNewOrdersAndTakeCancelsWhileSpaceIsShort() {
        try (EmbeddedExchange exchange = open(1)) {
            final TradingSession session = exchange.logon(11, listener);
            session.submit(order(1));
            session.submit(order(2));
            free.set(FLOOR + RESERVE - 1);
            until(() -> session.submit(order(3)) == TradingSession.NO_SPACE);
            final long sequence = exchange.sequence();
            final long chain = exchange.chain();

            assertThat(session.submit(order(4))).isEqualTo(TradingSession.NO_SPACE);
            assertThat(exchange.sequence()).isEqualTo(sequence);
            assertThat(exchange.chain()).isEqualTo(chain);
            assertThatThrownBy(exchange::snapshot).hasMessageContaining("no snapshot");
            assertThat(session.submit(new CancelOrder().instrument(1).clientOrderId(7, 1))).isPositive();
            assertThat(session.submit(new MassCancel())).isPositive();
            assertThat(told).contains("cancelled");
            assertThat(messages).hasSize(1);
            assertThat(messages.get(0)).contains("new orders are refused").contains("make room");
            free.set(FLOOR + RESERVE);
            until(() -> session.submit(order(5)) > 0);
            assertThat(messages).hasSize(2);
        }
    }

    @Test
    void shouldStopBelowTheFloorAndGoOnWhenThereIsRoom() {
        final EmbeddedExchange exchange = open(64);
        final TradingSession session = exchange.logon(11, listener);
        session.submit(order(1));
        assertThat(told).isEmpty();
        final long hash = exchange.businessHash();
        free.set(FLOOR - 1);

        final EverbookException stop = untilThrown(session);

        assertThat(stop).hasMessageContaining("has stopped").hasMessageContaining("Make room");
        assertThat(told).contains("accepted 1");
        assertThat(session.submit(order(2))).isEqualTo(TradingSession.CLOSED);
        assertThatThrownBy(() -> exchange.logon(11, listener)).isSameAs(stop);
        assertThatThrownBy(() -> open(64)).hasMessageContaining("Make room");
        free.set(FLOOR);
        try (EmbeddedExchange again = open(1)) {
            assertThat(again.businessHash()).isEqualTo(hash);
            assertThat(again.logon(11, listener).submit(new MassCancel())).isPositive();
        }
        assertThat(told).contains("cancelled");
        exchange.close();
    }

    private EverbookException untilThrown(final TradingSession session) {
        final EverbookException[] thrown = new EverbookException[1];
        until(() -> {
            try {
                session.submit(new CancelOrder().instrument(1).clientOrderId(7, 99));
            } catch (final EverbookException e) {
                thrown[0] = e;
            }
            return thrown[0] != null;
        });
        return thrown[0];
    }

    private static void until(final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + DEADLINE_NS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadlineNs).as("nanoseconds beyond the deadline").isNegative();
            Thread.onSpinWait();
        }
    }

    private EmbeddedExchange open(final int group) {
        final EmbeddedConfig config = EmbeddedConfig.builder().directory(directory)
            .engine(EngineConfig.builder().maxOrders(1 << 20).conclude())
            .durability(Durability.DISK).groupCommit(group, TimeUnit.HOURS.toNanos(1))
            .freeSpaceFloor(FLOOR).cancelReserve(RESERVE).freeSpace(free::get)
            .messages(messages::add).conclude();
        final EmbeddedExchange exchange = EmbeddedExchange.open(config);
        if (exchange.sequence() == 0) {
            EmbeddedExchangeTest.define(exchange);
        }
        return exchange;
    }

    private static NewOrder order(final long id) {
        return new NewOrder().instrument(1).clientOrderId(7, id).side(Side.BUY).limit(100).quantity(1);
    }
}
