package io.everbook.outcome;

import io.everbook.embedded.EmbeddedExchange;
import io.everbook.protocol.OutcomeStatus;
import org.agrona.concurrent.AgentRunner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The store against the journal: every outcome, order, name and trade of random flow.
 */
class OutcomeStoreTest {
    @TempDir
    Path directory;

    private final long seed = System.nanoTime();
    private StoreRig rig;

    @BeforeEach
    void begin() {
        System.out.println("seed " + seed);
        rig = new StoreRig(directory);
    }

    @Test
    void shouldAgreeWithTheJournalWhileItFollows() throws Exception {
        final OutcomeConfig config = rig.store().conclude();
        try (EmbeddedExchange exchange = rig.open();
             AgentRunner runner = StoreRig.start(new OutcomeStore(config))) {
            new RandomFlow(exchange, seed).run(20_000);
            final StoreCheck check = StoreCheck.run(config);

            assertThat(check.count(OutcomeStatus.FILLED)).isPositive();
            assertThat(check.count(OutcomeStatus.CANCELLED)).isPositive();
            assertThat(check.count(OutcomeStatus.EXPIRED)).isPositive();
            assertThat(check.count(OutcomeStatus.PARTIALLY_FILLED)).isPositive();
            assertThat(check.trades()).isNotEmpty();
            assertThat(check.forgottenOrders()).isZero();
            assertThat(runner.isClosed()).isFalse();
        }
    }

    @Test
    void shouldKeepTheNewestByCount() {
        final OutcomeConfig config = rig.store()
            .outcomesPerSession(256).tradesPerInstrument(128).endedOrdersKept(100).conclude();
        try (EmbeddedExchange exchange = rig.open(); OutcomeStore store = new OutcomeStore(config)) {
            new RandomFlow(exchange, seed).run(5_000);
            StoreRig.follow(store, exchange.sequence());

            assertThat(StoreCheck.run(config).forgottenOrders()).isGreaterThan(100);
        }
    }

    @Test
    void shouldKeepEndedOrdersForATime() {
        final OutcomeConfig config = rig.store().endedOrdersKeptNs(1_000).conclude();
        final AtomicLong clock = new AtomicLong(1_000_000);
        try (EmbeddedExchange exchange = EmbeddedExchange.open(rig.exchange().clock(clock::incrementAndGet).conclude());
             OutcomeStore store = new OutcomeStore(config)) {
            new RandomFlow(exchange, seed).run(5_000);
            StoreRig.follow(store, exchange.sequence());

            final StoreCheck check = StoreCheck.run(config);
            assertThat(check.forgottenOrders()).isGreaterThan(100);
            assertThat(check.count(OutcomeStatus.FILLED)).isGreaterThan(check.forgottenOrders() / 10);
        }
    }
}
