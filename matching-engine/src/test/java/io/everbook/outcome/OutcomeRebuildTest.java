package io.everbook.outcome;

import io.everbook.embedded.EmbeddedExchange;
import io.everbook.protocol.QueryResult;
import net.openhft.chronicle.core.values.LongValue;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;
import net.openhft.chronicle.map.ExternalMapQueryContext;
import net.openhft.chronicle.values.Values;
import org.agrona.IoUtil;
import org.agrona.concurrent.AgentRunner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What befalls a store, from which it comes back out of the journal while the exchange goes on.
 */
class OutcomeRebuildTest {
    private static final String MADE_AGAIN = "is made again";

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
    void shouldGoOnWhereItWasWhenItIsOpenedAgain() {
        final OutcomeConfig config = rig.store().endedOrdersKept(64).conclude();
        try (EmbeddedExchange exchange = rig.open()) {
            final RandomFlow flow = new RandomFlow(exchange, seed);
            for (int round = 0; round < 3; round++) {
                flow.run(500);
                try (OutcomeStore store = new OutcomeStore(config)) {
                    StoreRig.follow(store, exchange.sequence());
                    StoreCheck.run(config);
                }
            }
            assertThat(rig.messages).hasSize(1).first().asString().contains(MADE_AGAIN);
        }
    }

    @Test
    void shouldBeMadeAgainUnderOtherSettings() {
        try (EmbeddedExchange exchange = rig.open()) {
            new RandomFlow(exchange, seed).run(500);
            for (final int kept : new int[] {64, 32}) {
                final OutcomeConfig config = rig.store().endedOrdersKept(kept).conclude();
                try (OutcomeStore store = new OutcomeStore(config)) {
                    StoreRig.follow(store, exchange.sequence());
                    StoreCheck.run(config);
                }
            }
            assertThat(rig.messages).hasSize(2);
        }
    }

    @Test
    void shouldBeMadeAgainFromAnotherJournal() {
        final OutcomeConfig config = rig.store().conclude();
        final StoreRig other = new StoreRig(directory.resolve("other"));
        try (EmbeddedExchange exchange = rig.open(); EmbeddedExchange second = other.open()) {
            new RandomFlow(exchange, seed).run(500);
            new RandomFlow(second, seed + 1).run(1_000);
            final OutcomeConfig otherConfig =
                other.store().directory(rig.storeDirectory()).messages(rig.messages::add).conclude();
            for (final OutcomeConfig each : List.of(config, otherConfig)) {
                try (OutcomeStore store = new OutcomeStore(each)) {
                    StoreRig.follow(store, each == config ? exchange.sequence() : second.sequence());
                    StoreCheck.run(each);
                }
            }
            assertThat(rig.messages).hasSize(2);
        }
    }

    @Test
    void shouldBeMadeAgainWhenItIsDeletedAtWork() throws Exception {
        final OutcomeConfig config = rig.store().conclude();
        try (EmbeddedExchange exchange = rig.open();
             AgentRunner runner = StoreRig.start(new OutcomeStore(config));
             OutcomeReader reader = OutcomeReader.open(config.directory())) {
            final RandomFlow flow = new RandomFlow(exchange, seed);
            flow.run(500);
            assertThat(reader.await(exchange.sequence(), StoreRig.LONG_NS)).isTrue();
            IoUtil.delete(config.directory().toFile(), false);
            flow.run(500);
            StoreRig.until(() -> rig.messages.stream().anyMatch(message -> message.contains("files are gone")));
            flow.run(500);

            assertThat(reader.await(exchange.sequence(), StoreRig.LONG_NS)).isTrue();
            StoreCheck.run(JournalTruth.read(config.journal()), reader, config);
            assertThat(runner.isClosed()).isFalse();
        }
    }

    @Test
    void shouldBeMadeAgainWhenOneOfItsFilesWasDeleted() throws Exception {
        final OutcomeConfig config = rig.store().conclude();
        try (EmbeddedExchange exchange = rig.open()) {
            new RandomFlow(exchange, seed).run(500);
            for (final String kind : List.of("", "store.state", "trades", "ended")) {
                delete(kind);
                try (OutcomeStore store = new OutcomeStore(config)) {
                    StoreRig.follow(store, exchange.sequence());
                    StoreCheck.run(config);
                }
            }
            assertThat(rig.messages).hasSize(4).allMatch(message -> message.contains(MADE_AGAIN));
        }
    }

    private void delete(final String prefix) throws IOException {
        if (!prefix.isEmpty()) {
            for (final Path file : files(prefix)) {
                Files.delete(file);
            }
        }
    }

    private List<Path> files(final String prefix) throws IOException {
        try (Stream<Path> files = Files.list(rig.storeDirectory())) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix)).collect(Collectors.toList());
        }
    }

    @Test
    void shouldBeMadeForMoreEntriesWhenItIsFull() throws IOException {
        final OutcomeConfig config = rig.store()
            .expectedOutcomes(1_000).expectedOrders(1_000).expectedTrades(1_000).expectedSessions(1).conclude();
        try (EmbeddedExchange exchange = rig.open(); OutcomeStore store = new OutcomeStore(config)) {
            new RandomFlow(exchange, seed, 4_000).run(20_000);
            StoreRig.follow(store, exchange.sequence());

            StoreCheck.run(config);
            assertThat(rig.messages).filteredOn(message -> message.contains("are full")).isNotEmpty();
            assertThat(files("outcomes")).hasSize(1);
        }
    }

    @Test
    void shouldSayWhatItLacksAndAnswerNothingWhenTheDiskHasNoRoom() {
        final OutcomeConfig config = rig.store().expectedOutcomes(1L << 36).conclude();
        try (EmbeddedExchange exchange = rig.open();
             OutcomeStore store = new OutcomeStore(config);
             OutcomeReader reader = OutcomeReader.open(config.directory())) {
            new RandomFlow(exchange, seed).run(100);
            StoreRig.until(() -> store.doWork() == 0 && !rig.messages.isEmpty());

            assertThat(rig.messages).singleElement().asString().contains("Not enough space");
            assertThat(store.sequence()).isEqualTo(-1);
            assertThat(reader.outcome(RandomFlow.SESSIONS[0], 1, 0, 0).result()).isEqualTo(QueryResult.LAGGING);
        }
    }

    @Test
    void shouldWaitForAJournal() {
        final OutcomeConfig config = rig.store().conclude();
        try (OutcomeStore store = new OutcomeStore(config)) {
            StoreRig.until(() -> store.doWork() == 0 && !rig.messages.isEmpty());
            assertThat(rig.messages).singleElement().asString().contains("there is no journal");
            try (EmbeddedExchange exchange = rig.open()) {
                new RandomFlow(exchange, seed).run(100);
                StoreRig.follow(store, exchange.sequence());
                StoreCheck.run(config);
            }
        }
    }

    @Test
    void shouldHaveOneFollower() {
        final OutcomeConfig config = rig.store().conclude();
        try (EmbeddedExchange exchange = rig.open();
             OutcomeStore store = new OutcomeStore(config);
             OutcomeStore second = new OutcomeStore(config)) {
            StoreRig.follow(store, exchange.sequence());
            StoreRig.until(() -> second.doWork() == 0 && !rig.messages.isEmpty());
            assertThat(rig.messages).singleElement().asString().contains("has a follower already");
        }
    }

    @Test
    void shouldBeMadeAgainWhenAnotherProcessLeftALockBehind() throws IOException {
        final OutcomeConfig config = rig.store().conclude();
        try (EmbeddedExchange exchange = rig.open(); OutcomeStore store = new OutcomeStore(config)) {
            final RandomFlow flow = new RandomFlow(exchange, seed);
            flow.run(500);
            StoreRig.follow(store, exchange.sequence());
            final LongValue key = Values.newHeapInstance(LongValue.class);
            key.setValue(StoreKeys.slot(RandomFlow.SESSIONS[0],
                JournalTruth.read(config.journal()).lastNumbers.get(RandomFlow.SESSIONS[0]) + 1,
                config.outcomesPerSession()));
            try (ChronicleMap<LongValue, OutcomeValue> map =
                     ChronicleMapBuilder.of(LongValue.class, OutcomeValue.class)
                         .createPersistedTo(files("outcomes").get(0).toFile());
                 ExternalMapQueryContext<LongValue, OutcomeValue, ?> context = map.queryContext(key)) {
                context.readLock().lock();
                flow.run(500);
                StoreRig.follow(store, exchange.sequence());
                StoreCheck.run(config);
            }
            assertThat(rig.messages).filteredOn(message -> message.contains("was locked for")).hasSize(1);
        }
    }
}
