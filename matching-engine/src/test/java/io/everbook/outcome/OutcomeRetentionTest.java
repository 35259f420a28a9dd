package io.everbook.outcome;

import io.everbook.embedded.EmbeddedExchange;
import io.everbook.engine.Genesis;
import io.everbook.journal.JournalConfig;
import io.everbook.journal.JournalCopy;
import io.everbook.journal.JournalCycle;
import io.everbook.journal.JournalWriter;
import io.everbook.journal.RegisteredReaders;
import io.everbook.protocol.OrderAnswerDecoder;
import io.everbook.protocol.OutcomeAnswerDecoder;
import io.everbook.protocol.QueryResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A store and a journal whose beginning may go: what it has kept for it, and what it tells of what it can't know.
 */
class OutcomeRetentionTest {
    private static final long HOUR_NS = TimeUnit.HOURS.toNanos(1);

    @TempDir
    Path directory;

    private final long seed = System.nanoTime();
    private final AtomicLong clock = new AtomicLong(10 * HOUR_NS);
    private StoreRig rig;
    private OutcomeConfig config;

    @BeforeEach
    void begin() {
        System.out.println("seed " + seed);
        rig = new StoreRig(directory);
        config = rig.store().conclude();
    }

    @Test
    void shouldHaveKeptWhatItHasYetToApply() {
        try (EmbeddedExchange exchange = open(); OutcomeStore store = new OutcomeStore(config)) {
            final RandomFlow flow = new RandomFlow(exchange, seed);
            flow.run(200);
            StoreRig.until(() -> {
                flow.run(1);
                StoreRig.follow(store, exchange.sequence());
                return position() > 100;
            });
            assertThat(position()).isLessThanOrEqualTo(store.sequence());
        }
        try (EmbeddedExchange exchange = open();
             OutcomeStore store = new OutcomeStore(rig.store().endedOrdersKept(8).conclude())) {
            StoreRig.until(() -> store.doWork() > 0);
            assertThat(position()).as("of a store that begins again").isEqualTo(1);
            StoreRig.follow(store, exchange.sequence());
        }
    }

    private long position() {
        final List<RegisteredReaders.Position> positions = RegisteredReaders.positions(config.journal());
        assertThat(positions).allMatch(each -> each.name().equals("outcomes")).hasSizeLessThan(2);
        return positions.isEmpty() ? 0 : positions.get(0).sequence();
    }

    @Test
    void shouldBeMadeAgainWhenTheJournalLostItsEnd() {
        final Path copy = directory.resolve("copy");
        try (EmbeddedExchange exchange = open()) {
            new RandomFlow(exchange, seed).run(300);
        }
        JournalCopy.of(config.journal(), copy);
        final long end;
        try (EmbeddedExchange exchange = open(); OutcomeStore store = new OutcomeStore(config)) {
            final RandomFlow flow = new RandomFlow(exchange, seed + 1);
            StoreRig.until(() -> {
                flow.run(10);
                StoreRig.follow(store, exchange.sequence());
                return position() > 300;
            });
            end = JournalTruth.read(copy).sequence;
        }
        JournalCopy.of(config.journal().resolve("readers"), copy.resolve("readers"));
        try (OutcomeStore store = new OutcomeStore(rig.store().journal(copy).conclude())) {
            StoreRig.follow(store, end);
            assertThat(store.sequence()).isEqualTo(end);
            StoreCheck.run(rig.store().journal(copy).conclude());
        }
    }

    @Test
    void shouldKnowAllWhereTheBeginningWentAfterItWasApplied() {
        final JournalTruth whole = play(2_000, 2_000);
        try (OutcomeStore store = new OutcomeStore(config)) {
            StoreRig.follow(store, whole.sequence);
        }
        deleteFirstCycle();
        try (OutcomeStore store = new OutcomeStore(config);
             OutcomeReader reader = OutcomeReader.open(config.directory())) {
            StoreRig.follow(store, whole.sequence);
            StoreCheck.run(whole, reader, config);
            whole.orders.keySet().forEach(id ->
                assertThat(reader.order(id, whole.sequence).firstSequence()).isEqualTo(1));
        }
    }

    @Test
    void shouldTellWhatItKnowsWhenTheJournalsBeginningIsGone() {
        final JournalTruth whole = play(2_000, 2_000);
        deleteFirstCycle();
        try (OutcomeStore store = new OutcomeStore(config);
             OutcomeReader reader = OutcomeReader.open(config.directory())) {
            StoreRig.follow(store, whole.sequence);
            final long first = reader.trade(1, 1, whole.sequence).firstSequence();
            assertThat(first).isGreaterThan(1).isLessThan(whole.sequence);
            requireOutcomesFrom(first, whole, reader);
            requireOrdersFrom(first, whole, reader);
        }
    }

    /** Plays two hours of flow, each into a file of its own. */
    private JournalTruth play(final int first, final int second) {
        try (EmbeddedExchange exchange = open()) {
            final RandomFlow flow = new RandomFlow(exchange, seed, 4_000);
            flow.run(first);
            clock.addAndGet(HOUR_NS);
            flow.run(second);
        }
        return JournalTruth.read(config.journal());
    }

    private EmbeddedExchange open() {
        return EmbeddedExchange.open(
            rig.exchange().cycle(JournalCycle.HOURLY).clock(clock::incrementAndGet).conclude());
    }

    /** Deletes the first hour's file, whether the store has said that it needs it no more or not. */
    private void deleteFirstCycle() {
        RegisteredReaders.remove(config.journal(), "outcomes");
        try (JournalWriter writer =
            JournalWriter.open(JournalConfig.builder().directory(config.journal()).conclude())) {
            assertThat(writer.deleteBelow(writer.lastSequence())).isEqualTo(1);
        }
    }

    private static void requireOutcomesFrom(
        final long first, final JournalTruth whole, final OutcomeReader reader) {
        final Set<QueryResult> strangers = EnumSet.noneOf(QueryResult.class);
        whole.outcomes.forEach((command, outcome) -> {
            final OutcomeAnswerDecoder answer =
                reader.outcome(command.session(), command.number(), 0, whole.sequence);
            assertThat(answer.firstSequence()).isEqualTo(first);
            if (outcome.sequence() >= first) {
                assertThat(answer.result()).isEqualTo(QueryResult.ANSWERED);
                if (command.session() == Genesis.OPERATOR_SESSION) {
                    strangers.add(reader.outcome(99, 0, command.session(), command.number(), 0, 0).result());
                }
            } else {
                assertThat(answer.result()).isIn(QueryResult.FORGOTTEN, QueryResult.UNKNOWN);
            }
        });
        assertThat(strangers).as("of a session whose logon is gone").containsExactly(QueryResult.UNKNOWN);
    }

    private static void requireOrdersFrom(final long first, final JournalTruth whole, final OutcomeReader reader) {
        int late = 0;
        for (final long id : whole.orders.keySet()) {
            final JournalTruth.Order order = whole.orders.get(id);
            final OrderAnswerDecoder answer = reader.order(id, whole.sequence);
            assertThat(answer.firstSequence()).isEqualTo(first);
            if (order.lastSequence >= first) {
                late += order.acceptedSequence < first ? 1 : 0;
                assertThat(answer.result()).isEqualTo(QueryResult.ANSWERED);
                assertThat(answer.status()).isEqualTo(order.status);
                assertThat(answer.quantity()).isEqualTo(order.quantity);
                assertThat(answer.executedQuantity()).isEqualTo(order.executed);
                assertThat(answer.acceptedSequence())
                    .isEqualTo(order.acceptedSequence >= first ? order.acceptedSequence : 0);
            } else {
                assertThat(answer.result()).isEqualTo(QueryResult.UNKNOWN);
            }
        }
        assertThat(late).isPositive();
    }
}
