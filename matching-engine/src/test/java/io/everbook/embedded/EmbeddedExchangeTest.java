package io.everbook.embedded;

import io.everbook.api.Command;
import io.everbook.api.Durability;
import io.everbook.api.EventListener;
import io.everbook.api.EverbookException;
import io.everbook.api.NewOrder;
import io.everbook.api.TradingSession;
import io.everbook.engine.EngineConfig;
import io.everbook.engine.Genesis;
import io.everbook.protocol.LogonAcceptedDecoder;
import io.everbook.protocol.OrderAcceptedDecoder;
import io.everbook.protocol.OrderExecutedDecoder;
import io.everbook.protocol.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmbeddedExchangeTest {
    private static final EngineConfig ENGINE = EngineConfig.builder().maxOrders(1 << 16).conclude();
    /** A busy machine compiles late, and what is not compiled yet may allocate. */
    private static final int STEADY_BY_ROUND = 20;
    private static final EventListener NOBODY = new EventListener() {
    };

    @TempDir
    Path directory;

    private final List<String> messages = new ArrayList<>();
    private final Story everyone = new Story();
    private final Story story = new Story();
    private final Story otherStory = new Story();

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldDecideBeforeSubmitReturns(final Durability durability) {
        final EmbeddedConfig.Builder config = config().durability(durability).groupCommit(1, 0);
        try (EmbeddedExchange exchange = EmbeddedExchange.open(config.conclude())) {
            define(exchange);
            final TradingSession session = exchange.logon(11, story);

            assertThat(session.submit(buy(100, 7))).isEqualTo(1);
            assertThat(session.submit(buy(99, 7))).isEqualTo(2);

            assertThat(story.lines).containsExactly("logon 0/0", "accepted 1 #1", "accepted 2 #2");
            assertThat(exchange.book(1).quantity(Side.BUY, 0)).isEqualTo(7);
            assertThat(session.unanswered()).isZero();
            assertThat(session.poll()).isZero();
        }
    }

    @Test
    void shouldTellEachSessionItsOwnEventsAndOneListenerAll() {
        try (EmbeddedExchange exchange = EmbeddedExchange.open(config().conclude())) {
            define(exchange);
            final TradingSession maker = exchange.logon(11, story);
            final TradingSession taker = exchange.logon(13, otherStory);
            everyone.lines.clear();

            maker.submit(buy(100, 7));
            taker.submit(sell(100, 3));

            assertThat(story.lines).containsExactly("logon 0/0", "accepted 1 #1", "executed 3 #2");
            assertThat(otherStory.lines).containsExactly("logon 0/0", "accepted 1 #1", "executed 3 #2");
            assertThat(everyone.lines)
                .containsExactly("accepted 1 #1", "accepted 1 #1", "executed 3 #2", "executed 3 #2");
        }
    }

    @Test
    void shouldTellASessionWhatItMissedWhenItLogsOnLater() {
        try (EmbeddedExchange exchange = EmbeddedExchange.open(config().conclude())) {
            define(exchange);
            final TradingSession maker = exchange.logon(11, story);
            maker.submit(buy(100, 7));
            maker.submit(buy(101, 7));
            maker.close();
            exchange.logon(13, NOBODY).submit(sell(100, 9));
        }

        try (EmbeddedExchange exchange = EmbeddedExchange.open(config().conclude())) {
            exchange.logon(11, 1, otherStory);
            assertThat(otherStory.lines)
                .containsExactly("logon 2/4", "accepted 2 #2", "executed 7 #3", "executed 2 #4");
            otherStory.lines.clear();
            exchange.logon(11, 3, otherStory);
            assertThat(otherStory.lines).containsExactly("logon 2/4", "executed 2 #4");
            otherStory.lines.clear();
            exchange.logon(11, 0, otherStory);
            assertThat(otherStory.lines).hasSize(5);
            otherStory.lines.clear();
            exchange.logon(11, 4, otherStory);
            assertThat(otherStory.lines).containsExactly("logon 2/4");
        }
    }

    @Test
    void shouldFenceTheEarlierLogonOfASession() {
        try (EmbeddedExchange exchange = EmbeddedExchange.open(config().conclude())) {
            define(exchange);
            final TradingSession earlier = exchange.logon(11, story);
            final TradingSession later = exchange.logon(11, otherStory);

            assertThat(earlier.submit(buy(100, 7))).isEqualTo(TradingSession.CLOSED);
            assertThat(later.submit(buy(100, 7))).isEqualTo(1);
            assertThat(story.lines).containsExactly("logon 0/0");
        }
    }

    @Test
    void shouldRefuseAnUnknownSession() {
        try (EmbeddedExchange exchange = EmbeddedExchange.open(config().conclude())) {
            assertThatThrownBy(() -> exchange.logon(99, NOBODY)).hasMessageContaining("there is no session 99");
        }
    }

    @Test
    void shouldGoOnWhereItWasAfterReopening() {
        final long hash;
        final long sequence;
        try (EmbeddedExchange exchange = EmbeddedExchange.open(config().conclude())) {
            define(exchange);
            run(exchange, 0, 600);
            final CompletableFuture<Path> snapshot = exchange.snapshot();
            run(exchange, 600, 900);
            assertThat(snapshot.join()).exists();
            hash = exchange.businessHash();
            sequence = exchange.sequence();
        }

        try (EmbeddedExchange exchange = EmbeddedExchange.open(config().conclude())) {
            assertThat(exchange.businessHash()).isEqualTo(hash);
            assertThat(exchange.sequence()).isGreaterThan(sequence);
            run(exchange, 900, 1_000);
        }
        assertThat(messages).isEmpty();
    }

    @Test
    void shouldHandAListenersExceptionToTheSubmitterWhenAllIsDone() {
        try (EmbeddedExchange exchange = EmbeddedExchange.open(config().conclude())) {
            define(exchange);
            final TradingSession maker = exchange.logon(11, new Throwing("maker"));
            assertThatThrownBy(() -> maker.submit(buy(100, 7))).hasMessage("maker");
            final TradingSession taker = exchange.logon(13, otherStory);

            assertThatThrownBy(() -> taker.submit(sell(100, 3))).hasMessage("maker");
            assertThat(otherStory.lines).containsExactly("logon 0/0", "accepted 1 #1", "executed 3 #2");
            assertThat(maker.submit(buy(50, 1))).isPositive();
            assertThat(taker.submit(sell(200, 3))).isEqualTo(2);
        }
        try (EmbeddedExchange exchange = EmbeddedExchange.open(config().conclude())) {
            assertThat(exchange.book(1).quantity(Side.BUY, 0)).isEqualTo(4);
        }
    }

    @Test
    void shouldRefuseACallBackFromAListener() {
        try (EmbeddedExchange exchange = EmbeddedExchange.open(config().conclude())) {
            define(exchange);
            final TradingSession[] session = new TradingSession[1];
            session[0] = exchange.logon(11, new EventListener() {
                @Override
                public void onOrderAccepted(final OrderAcceptedDecoder event) {
                    session[0].submit(buy(1, 1));
                }
            });

            assertThatThrownBy(() -> session[0].submit(buy(100, 7))).hasMessageContaining("called back");
            assertThat(exchange.book(1).levels(Side.BUY)).isEqualTo(1);
        }
    }

    @Test
    void shouldRefuseASecondExchangeInTheDirectory() {
        try (EmbeddedExchange exchange = EmbeddedExchange.open(config().conclude())) {
            assertThatThrownBy(() -> EmbeddedExchange.open(config().conclude()))
                .isInstanceOf(EverbookException.class).hasMessageContaining("has a writer already");
            define(exchange);
        }
    }

    @Test
    void shouldRefuseOtherEngineSettingsThanItBeganWith() {
        EmbeddedExchange.open(config().conclude()).close();
        final EmbeddedConfig other = config().engine(EngineConfig.builder().maxOrders(5).conclude()).conclude();

        assertThatThrownBy(() -> EmbeddedExchange.open(other)).hasMessageContaining("maxOrders=5");
    }

    @Test
    void shouldTakeNothingAfterTheJournalFailed() {
        final boolean[] failing = {false};
        final StopPoints full = (point, sequence) -> {
            if (failing[0] && point == StopPoint.BEFORE_APPEND) {
                throw new InternalError("full");
            }
        };
        try (EmbeddedExchange exchange = EmbeddedExchange.open(config().stopPoints(full).conclude())) {
            define(exchange);
            final TradingSession session = exchange.logon(11, story);
            session.submit(buy(100, 7));
            failing[0] = true;
            assertThatThrownBy(() -> session.submit(buy(100, 8))).hasMessageContaining("full");
            failing[0] = false;
            assertThatThrownBy(() -> session.submit(buy(100, 9))).hasMessageContaining("no more commands are taken");
            assertThat(story.lines).containsExactly("logon 0/0", "accepted 1 #1");
        }

        try (EmbeddedExchange exchange = EmbeddedExchange.open(config().conclude())) {
            assertThat(exchange.book(1).quantity(Side.BUY, 0)).isEqualTo(7);
        }
    }

    @Test
    void shouldTakeNothingWhenClosed() {
        final EmbeddedExchange exchange = EmbeddedExchange.open(config().conclude());
        define(exchange);
        final TradingSession session = exchange.logon(11, story);
        exchange.close();

        assertThat(session.submit(buy(100, 7))).isEqualTo(TradingSession.CLOSED);
        assertThatThrownBy(() -> exchange.logon(11, story)).hasMessageContaining("is closed");
        exchange.close();
    }

    @Test
    void shouldAllocateNothingOnSubmit() {
        final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        final EmbeddedConfig.Builder config = config().listener(NOBODY).clock(System::nanoTime).blockSize(1 << 28);
        try (EmbeddedExchange exchange = EmbeddedExchange.open(config.conclude())) {
            define(exchange);
            final OrderFlow flow = new OrderFlow(3);
            final TradingSession[] sessions = sessions(exchange);
            long least = Long.MAX_VALUE;
            for (int round = 0; round < STEADY_BY_ROUND && least > 0; round++) {
                final long before = threads.getCurrentThreadAllocatedBytes();
                for (int place = round * 3_000; place < (round + 1) * 3_000; place++) {
                    sessions[place % 3].submit(flow.command(place));
                }
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertThat(least).isZero();
        }
    }

    private EmbeddedConfig.Builder config() {
        return EmbeddedConfig.builder()
            .directory(directory)
            .engine(ENGINE)
            .blockSize(1 << 20)
            .listener(everyone)
            .messages(messages::add);
    }

    static void define(final EmbeddedExchange exchange) {
        try (TradingSession operator = exchange.logon(Genesis.OPERATOR_SESSION, NOBODY)) {
            for (final Command<?> definition : OrderFlow.definitions()) {
                operator.submit(definition);
            }
        }
    }

    static void run(final EmbeddedExchange exchange, final long from, final long to) {
        final TradingSession[] sessions = sessions(exchange);
        final OrderFlow flow = new OrderFlow(7);
        for (long place = from; place < to; place++) {
            assertThat(sessions[(int) (place % 3)].submit(flow.command(place)))
                .isEqualTo(OrderFlow.commandNumber(place));
        }
    }

    private static TradingSession[] sessions(final EmbeddedExchange exchange) {
        return new TradingSession[] {
            exchange.logon(11, NOBODY), exchange.logon(12, NOBODY), exchange.logon(13, NOBODY)
        };
    }

    private static NewOrder buy(final long price, final long quantity) {
        return order(price, quantity).side(Side.BUY);
    }

    private static NewOrder sell(final long price, final long quantity) {
        return order(price, quantity).side(Side.SELL);
    }

    private static NewOrder order(final long price, final long quantity) {
        return new NewOrder().instrument(1).clientOrderId(quantity, System.nanoTime()).limit(price).quantity(quantity);
    }

    private static final class Throwing implements EventListener {
        private final String name;
        private int left = 2;

        Throwing(final String name) {
            this.name = name;
        }

        private void fail() {
            left--;
            if (left >= 0) {
                throw new IllegalStateException(name);
            }
        }

        @Override
        public void onOrderAccepted(final OrderAcceptedDecoder event) {
            fail();
        }

        @Override
        public void onOrderExecuted(final OrderExecutedDecoder event) {
            fail();
        }
    }

    private static final class Story implements EventListener {
        final List<String> lines = new ArrayList<>();

        @Override
        public void onLogonAccepted(final LogonAcceptedDecoder event) {
            lines.add("logon " + event.lastCommandNumber() + "/" + event.lastEventNumber());
        }

        @Override
        public void onOrderAccepted(final OrderAcceptedDecoder event) {
            lines.add("accepted " + event.commandNumber() + " #" + event.header().eventNumber());
        }

        @Override
        public void onOrderExecuted(final OrderExecutedDecoder event) {
            lines.add("executed " + event.quantity() + " #" + event.header().eventNumber());
        }
    }
}
