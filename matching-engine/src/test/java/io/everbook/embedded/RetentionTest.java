package io.everbook.embedded;

import io.everbook.api.EventListener;
import io.everbook.api.RegisteredReader;
import io.everbook.api.TradingSession;
import io.everbook.engine.EngineConfig;
import io.everbook.journal.JournalCycle;
import io.everbook.journal.JournalReader;
import io.everbook.journal.RecordsRemovedException;
import io.everbook.journal.RegisteredReaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RetentionTest {
    private static final long HOUR_NS = TimeUnit.HOURS.toNanos(1);
    private static final int HOURS = 6;
    private static final int EMPTY_READS = 2_000;
    private static final EventListener NOBODY = new EventListener() {
    };

    @TempDir
    Path directory;

    private final List<String> messages = new ArrayList<>();
    private long nowNs = TimeUnit.DAYS.toNanos(20_000);
    private long place;

    @Test
    void shouldKeepEverythingUnlessTold() {
        try (EmbeddedExchange exchange = open(null)) {
            playHours(exchange);
        }
        assertThat(files()).isEqualTo(HOURS);
    }

    @Test
    void shouldDeleteWhatTwoSnapshotsCoverAndStartFromWhatIsLeft() {
        final long hash;
        try (EmbeddedExchange exchange = open(new Retention(0, 2))) {
            playHours(exchange);
            hash = exchange.businessHash();
        }
        assertThat(files()).isEqualTo(1);
        assertThat(SnapshotFile.list(directory.resolve("snapshots"))).hasSize(2);

        try (EmbeddedExchange exchange = open(new Retention(0, 2))) {
            assertThat(exchange.businessHash()).isEqualTo(hash);
            playHours(exchange);
        }
        assertThat(messages).isEmpty();
    }

    @Test
    void shouldStartFromTheOlderSnapshotWhenTheNewestIsDamaged() throws IOException {
        final long hash;
        try (EmbeddedExchange exchange = open(new Retention(0, 2))) {
            playHours(exchange);
            hash = exchange.businessHash();
        }
        final Path newest = SnapshotFile.list(directory.resolve("snapshots")).get(0);
        final Path older = SnapshotFile.list(directory.resolve("snapshots")).get(1);
        Files.write(newest, new byte[] {1}, StandardOpenOption.APPEND);

        try (EmbeddedExchange exchange = open(new Retention(0, 2))) {
            assertThat(exchange.businessHash()).isEqualTo(hash);
            exchange.snapshot().join();
            assertThat(newest).exists();
            assertThat(older).as("counts, as the damaged one doesn't").exists();
        }
        assertThat(messages).isNotEmpty().allMatch(message -> message.contains("passed over"));
    }

    @Test
    void shouldKeepRecordsForAsLongAsTheRuleSays() {
        try (EmbeddedExchange exchange = open(new Retention(3 * HOUR_NS, 1))) {
            playHours(exchange);
        }
        assertThat(files()).isEqualTo(4);
    }

    @Test
    void shouldKeepWhatARegisteredReaderNeeds() {
        try (EmbeddedExchange exchange = open(new Retention(0, 1))) {
            try (RegisteredReader reader = RegisteredReaders.open(journal(), "slow", 1)) {
                playHours(exchange);
                assertThat(files()).isEqualTo(HOURS);
                while (reader.next() != null) {
                    reader.commit();
                }
            }
            exchange.snapshot().join();
            assertThat(files()).isEqualTo(1);
        }
    }

    @Test
    void shouldTellAReaderThatAsksForWhatIsGone() {
        try (EmbeddedExchange exchange = open(new Retention(0, 1)); JournalReader late = readerOnceThereAreRecords()) {
            final long before = late.nextSequence();
            playHours(exchange);
            final long first;
            try (JournalReader reader = JournalReader.open(journal())) {
                first = reader.firstSequence();
                assertThat(first).isGreaterThan(1);
                assertThat(reader.nextSequence()).isEqualTo(first);
                assertThatThrownBy(() -> reader.seek(first - 1)).isInstanceOf(RecordsRemovedException.class)
                    .hasMessageContaining("the journal begins with " + first);
            }
            assertThat(late.firstSequence()).isEqualTo(first);
            assertThatThrownBy(() -> readToEnd(late)).isInstanceOf(RecordsRemovedException.class)
                .hasMessageContaining("was deleted");
            assertThatThrownBy(() -> late.seek(before)).isInstanceOf(RecordsRemovedException.class);
            late.seek(first);
            readToEnd(late);
            assertThat(late.nextSequence()).isEqualTo(exchange.sequence() + 1);
            assertThatThrownBy(() -> exchange.logon(11, 0, NOBODY)).isInstanceOf(RecordsRemovedException.class);
        }
    }

    private JournalReader readerOnceThereAreRecords() {
        return JournalReader.open(journal());
    }

    private static void readToEnd(final JournalReader reader) {
        int nothing = 0;
        while (nothing < EMPTY_READS) {
            nothing = reader.next() == null ? nothing + 1 : 0;
        }
    }

    private void playHours(final EmbeddedExchange exchange) {
        final OrderFlow flow = new OrderFlow(5);
        for (int hour = 0; hour < HOURS; hour++) {
            final TradingSession[] sessions = new TradingSession[OrderFlow.SESSIONS];
            for (int i = 0; i < sessions.length; i++) {
                sessions[i] = exchange.logon(OrderFlow.FIRST_SESSION + i, NOBODY);
            }
            for (int i = 0; i < 90; i++, place++) {
                sessions[(int) (place % sessions.length)].submit(flow.command(place));
            }
            exchange.snapshot().join();
            nowNs += hour < HOURS - 1 ? HOUR_NS : 0;
        }
    }

    private EmbeddedExchange open(final Retention retention) {
        final EmbeddedConfig config = EmbeddedConfig.builder().directory(directory)
            .engine(EngineConfig.builder().maxOrders(1 << 12).conclude())
            .cycle(JournalCycle.HOURLY).blockSize(1 << 20).clock(() -> nowNs)
            .retention(retention).messages(messages::add).conclude();
        final EmbeddedExchange exchange = EmbeddedExchange.open(config);
        if (exchange.sequence() == 0) {
            EmbeddedExchangeTest.define(exchange);
        }
        return exchange;
    }

    private Path journal() {
        return directory.resolve("journal");
    }

    private long files() {
        try (Stream<Path> files = Files.list(journal())) {
            return files.filter(file -> file.toString().endsWith(".cq4")).count();
        } catch (final IOException e) {
            throw new AssertionError(e);
        }
    }
}
