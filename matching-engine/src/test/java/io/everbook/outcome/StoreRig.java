package io.everbook.outcome;

import io.everbook.embedded.EmbeddedConfig;
import io.everbook.embedded.EmbeddedExchange;
import io.everbook.engine.EngineConfig;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.BackoffIdleStrategy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A directory with an exchange and a store that follows its journal, for tests.
 */
final class StoreRig {
    static final long LONG_NS = TimeUnit.MINUTES.toNanos(2);

    final Path directory;
    final List<String> messages = new CopyOnWriteArrayList<>();

    StoreRig(final Path directory) {
        this.directory = directory;
    }

    EmbeddedConfig.Builder exchange() {
        return EmbeddedConfig.builder()
            .directory(directory.resolve("exchange"))
            .engine(EngineConfig.builder().maxOrders(1 << 16).conclude())
            .blockSize(1 << 22);
    }

    EmbeddedExchange open() {
        return EmbeddedExchange.open(exchange().conclude());
    }

    OutcomeConfig.Builder store() {
        return OutcomeConfig.builder()
            .directory(storeDirectory())
            .journal(directory.resolve("exchange").resolve("journal"))
            .expectedOutcomes(1 << 14)
            .expectedOrders(1 << 14)
            .expectedTrades(1 << 14)
            .expectedSessions(16)
            .messages(messages::add);
    }

    Path storeDirectory() {
        return directory.resolve("store");
    }

    /** Works until the store has reached a sequence. */
    static void follow(final OutcomeStore store, final long sequence) {
        until(() -> store.doWork() >= 0 && store.sequence() >= sequence);
    }

    static void until(final BooleanSupplier condition) {
        final long deadline = System.nanoTime() + LONG_NS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline).as("past the deadline").isNegative();
            Thread.onSpinWait();
        }
    }

    static AgentRunner start(final OutcomeStore store) {
        final AgentRunner runner = new AgentRunner(new BackoffIdleStrategy(), error -> {
            throw new AssertionError(error);
        }, null, store);
        AgentRunner.startOnThread(runner);
        return runner;
    }
}
