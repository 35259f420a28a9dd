package io.everbook.embedded;

import io.everbook.embedded.SnapshotFollower.Finished;
import io.everbook.engine.EngineConfig;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongPredicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class SnapshotFollowerTest {
    private static final EngineConfig ENGINE = EngineConfig.builder().maxOrders(1 << 16).conclude();

    private final Queue<String> messages = new ConcurrentLinkedQueue<>();
    @TempDir
    private Path directory;
    private EmbeddedExchange exchange;
    private long place;

    @BeforeEach
    void open() {
        exchange = EmbeddedExchange.open(EmbeddedConfig.builder().directory(directory).engine(ENGINE)
            .blockSize(1 << 20).clock(SystemEpochNanoClock.INSTANCE::nanoTime).conclude());
        EmbeddedExchangeTest.define(exchange);
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void shouldWriteTheStateAsItWasWhenAskedThoughMatchingWentOn() {
        try (SnapshotFollower follower = follower(0)) {
            for (int round = 0; round < 20; round++) {
                flow(50);
                final long sequence = exchange.sequence();
                final long hash = exchange.fullHash();
                final CompletableFuture<Finished> answer = follower.take(sequence);
                flow(100);

                final Finished finished = answer.join();
                assertThat(finished.sequence()).isEqualTo(sequence);
                assertThat(finished.fullHash()).isEqualTo(hash);
                assertThat(SnapshotFile.load(finished.file()).restore(ENGINE).fullHash()).isEqualTo(hash);
                assertThat(follower.newest()).isEqualTo(finished);
            }
        }
        assertThat(messages).isEmpty();
    }

    @Test
    void shouldEndAtADifferenceAndSayWhere() {
        flow(100);
        final long wrong = exchange.sequence() - 10;
        try (SnapshotFollower follower = new SnapshotFollower(
            settings(0, sequence -> sequence == wrong, StopPoints.NONE))) {
            final CompletableFuture<Finished> answer = follower.take(exchange.sequence());

            assertThatThrownBy(answer::join).hasMessageContaining("first at sequence " + wrong);
            assertThat(follower.failure()).isInstanceOf(DivergenceException.class);
            assertThat(messages).singleElement().asString()
                .contains("FATAL the follower that writes snapshots ended").contains("sequence " + wrong);
            assertThatThrownBy(() -> follower.take(exchange.sequence()).join()).hasMessageContaining("ended");
        }
        assertThat(SnapshotFile.list(directory.resolve("snapshots"))).isEmpty();
    }

    @Test
    void shouldSlowNobodyWhenItIsStopped() {
        final CountDownLatch stopped = new CountDownLatch(1);
        final CountDownLatch goOn = new CountDownLatch(1);
        try (SnapshotFollower follower = new SnapshotFollower(settings(0, sequence -> false, (point, sequence) -> {
            stopped.countDown();
            await(goOn);
        }))) {
            final CompletableFuture<Finished> first = follower.take(exchange.sequence());
            await(stopped);
            flow(2_000);
            final CompletableFuture<Finished> second = follower.take(exchange.sequence());
            flow(100);
            assertThat(first).isNotDone();
            assertThat(SnapshotFile.list(directory.resolve("snapshots"))).isEmpty();

            goOn.countDown();

            assertThat(second.join().sequence()).isGreaterThan(first.join().sequence() + 1_999);
        }
    }

    @Test
    void shouldKeepTheNewest() {
        try (SnapshotFollower follower = follower(2)) {
            for (int i = 0; i < 4; i++) {
                flow(20);
                follower.take(exchange.sequence()).join();
            }
            assertThat(SnapshotFile.list(directory.resolve("snapshots"))).hasSize(2)
                .first().isEqualTo(follower.newest().file());
        }
    }

    @Test
    void shouldStartFromAnOlderSnapshotWhereTheNewestIsDamaged() throws IOException {
        try (SnapshotFollower follower = follower(0)) {
            flow(20);
            follower.take(exchange.sequence()).join();
            flow(20);
            damage(follower.take(exchange.sequence()).join().file());
        }
        final Path halfWritten = directory.resolve("snapshots").resolve("snapshot-1" + SnapshotFile.UNFINISHED);
        Files.writeString(halfWritten, "half");

        try (SnapshotFollower follower = follower(0)) {
            assertThat(follower.take(exchange.sequence()).join().fullHash()).isEqualTo(exchange.fullHash());
        }
        assertThat(messages).singleElement().asString().contains("passed over").contains("its hash is wrong");
        assertThat(halfWritten).doesNotExist();
    }

    @Test
    void shouldGoOnAfterASnapshotThatCouldNotBeWritten() throws IOException {
        final Path snapshots = directory.resolve("snapshots");
        try (SnapshotFollower follower = follower(0)) {
            Files.writeString(snapshots, "in the way");
            assertThatThrownBy(() -> follower.take(exchange.sequence()).join())
                .hasMessageContaining("cannot write the snapshot");
            Files.delete(snapshots);
            flow(10);
            assertThat(follower.take(exchange.sequence()).join().file()).exists();
        }
        assertThat(messages).singleElement().asString().contains("was not written");
    }

    @Test
    void shouldRefuseWhatItHasPassed() {
        try (SnapshotFollower follower = follower(0)) {
            follower.take(exchange.sequence()).join();
            assertThatThrownBy(() -> follower.take(exchange.sequence() - 1).join()).hasMessageContaining("too late");
            assertThat(follower.take(exchange.sequence()).join().sequence()).isEqualTo(exchange.sequence());
        }
    }

    @Test
    void shouldRefuseWhatIsOpenWhenItIsClosed() {
        final SnapshotFollower follower = follower(0);
        final CompletableFuture<Finished> never = follower.take(exchange.sequence() + 1);
        follower.close();
        assertThatThrownBy(never::join).hasMessageContaining("is closed");
        assertThatThrownBy(() -> follower.take(exchange.sequence()).join()).hasMessageContaining("is closed");
    }

    private SnapshotFollower follower(final int keep) {
        return new SnapshotFollower(settings(keep, sequence -> false, StopPoints.NONE));
    }

    private FollowerSettings settings(final int keep, final LongPredicate skipped, final StopPoints stopPoints) {
        return new FollowerSettings(directory.resolve("journal"), directory.resolve("snapshots"),
            EngineFactory.of(ENGINE), skipped, keep, stopPoints, messages::add);
    }

    private void flow(final int commands) {
        EmbeddedExchangeTest.run(exchange, place, place + commands);
        place += commands;
    }

    private static void damage(final Path file) throws IOException {
        final byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
    }

    private static void await(final CountDownLatch latch) {
        try {
            latch.await();
        } catch (final InterruptedException ex) {
            throw new AssertionError(ex);
        }
    }
}
