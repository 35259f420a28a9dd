package io.everbook.engine;

import io.everbook.api.EverbookException;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import static io.everbook.engine.EngineRig.OPERATOR;
import static io.everbook.engine.EngineRig.amend;
import static io.everbook.engine.EngineRig.cancel;
import static io.everbook.engine.EngineRig.limit;
import static io.everbook.engine.EngineRig.massCancel;
import static io.everbook.protocol.Side.BUY;
import static io.everbook.protocol.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * I12: a snapshot gives the same hash and the same bytes, and goes on as the original does.
 */
class SnapshotTest {
    private static final EngineConfig CONFIG = EngineConfig.builder().maxOrders(4_096).maxSessions(64)
        .maxParticipants(64).maxConnections(64).maxInstruments(64).conclude();
    private static final int MAX_GENERATION = 3;

    private final EngineRig rig = new EngineRig(new MatchingEngine(CONFIG, MAX_GENERATION)).readyToTrade();

    private static List<byte[]> snapshot(final MatchingEngine engine) {
        final List<byte[]> records = new ArrayList<>();
        engine.writeSnapshot(99, (buffer, offset, length) -> {
            final byte[] record = new byte[length];
            buffer.getBytes(offset, record);
            records.add(record);
        });
        return records;
    }

    private static MatchingEngine restore(final List<byte[]> records) {
        return MatchingEngine.restore(CONFIG, MAX_GENERATION, new Records(records));
    }

    private static final class Records implements SnapshotSource {
        private final List<byte[]> records;
        private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
        private int next;

        private Records(final List<byte[]> records) {
            this.records = records;
        }

        @Override
        public boolean next() {
            if (next == records.size()) {
                return false;
            }
            buffer.wrap(records.get(next++));
            return true;
        }

        @Override
        public DirectBuffer buffer() {
            return buffer;
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public int length() {
            return buffer.capacity();
        }
    }

    private void tradeAtRandom(final Random random, final int commands) {
        for (int i = 0; i < commands; i++) {
            final int session = new int[] {101, 102, 201}[random.nextInt(3)];
            final int id = 1 + random.nextInt(60);
            final long price = 100 + 5 * random.nextInt(12);
            final long quantity = 10 * (1 + random.nextInt(9));
            switch (random.nextInt(10)) {
                case 0, 1 -> rig.send(session, cancel(id));
                case 2 -> rig.send(session, amend(id).price(price));
                case 3 -> rig.send(session, amend(id).quantity(quantity).newClientOrderId(0, 1 + random.nextInt(60)));
                case 4 -> rig.time(1_000 + i).send(session, massCancel().side(random.nextBoolean() ? BUY : SELL));
                default -> rig.send(session, limit(id, random.nextBoolean() ? BUY : SELL, price, quantity));
            }
        }
    }

    @Test
    void shouldGiveTheSameHashAndTheSameBytesAndGoOnTheSameWay() {
        final Random random = new Random(7);
        rig.instrument(3);
        rig.term(5);
        rig.close(103);
        for (int round = 0; round < 60; round++) {
            tradeAtRandom(random, 25);
            final List<byte[]> records = snapshot(rig.engine());
            final MatchingEngine restored = restore(records);
            assertThat(restored.fullHash()).isEqualTo(rig.engine().fullHash());
            assertThat(restored.businessHash()).isEqualTo(rig.engine().businessHash());
            assertThat(snapshot(restored)).usingElementComparator(Arrays::compare)
                .containsExactlyElementsOf(records);
            assertGoesOnTheSameWay(rig.engine(), restored, random);
        }
    }

    private void assertGoesOnTheSameWay(final MatchingEngine original, final MatchingEngine restored,
        final Random random) {
        final EngineRig twin = new EngineRig(restored);
        for (int i = 0; i < 20; i++) {
            final int session = random.nextBoolean() ? 101 : 201;
            final long number = rig.nextNumber(session);
            final var order = limit(
                100 + random.nextInt(20), random.nextBoolean() ? BUY : SELL, 100 + 5 * random.nextInt(12), 30);
            assertThat(twin.sendAs(session, session, number, order))
                .isEqualTo(rig.sendAs(session, session, number, order));
            assertThat(restored.fullHash()).isEqualTo(original.fullHash());
        }
        final long number = rig.nextNumber(101);
        assertThat(twin.sendAs(101, 101, number, massCancel())).isEqualTo(rig.sendAs(101, 101, number, massCancel()));
    }

    @Test
    void shouldRememberDecidedCommandsThroughASnapshot() {
        rig.send(101, limit(1, BUY, 100, 10));
        final long sequence = rig.engine().sequence();
        rig.engine(restore(snapshot(rig.engine())));
        assertThat(rig.sendAs(101, 101, 1, limit(1, BUY, 100, 10))).containsExactly(
            "101 ALREADY #1 at " + sequence + " o0.1 NONE");
        assertThat(rig.sendAs(101, 101, 1, limit(2, BUY, 100, 10)).get(0)).endsWith("SEQUENCE_REUSED");
    }

    @Test
    void shouldKeepRetiredSlotsRetired() {
        for (int i = 0; i < 3; i++) {
            rig.send(101, limit(1, BUY, 100, 10));
            rig.send(101, cancel(1));
        }
        rig.engine(restore(snapshot(rig.engine())));
        assertThat(rig.send(101, limit(1, BUY, 100, 10)).get(0)).contains(" o1.1 ");
    }

    @Test
    void shouldRefuseEveryChangeOfAByteThatMatters() {
        tradeAtRandom(new Random(3), 60);
        rig.open(900, 10);
        final List<byte[]> records = snapshot(rig.engine());
        final List<byte[]> original = snapshot(rig.engine());
        final Random random = new Random(11);
        int refused = 0;
        for (int i = 0; i < 8_000; i++) {
            final byte[] record = records.get(random.nextInt(records.size()));
            final int at = random.nextInt(record.length);
            final byte before = record[at];
            record[at] = (byte) random.nextInt();
            refused += record[at] == before ? 0 : restoresTo(records, original) ? 0 : 1;
            record[at] = before;
        }
        assertThat(refused).isGreaterThan(4_000);
    }

    private static boolean restoresTo(final List<byte[]> records, final List<byte[]> original) {
        try {
            assertThat(snapshot(restore(records))).usingElementComparator(Arrays::compare)
                .as("what restores differs in padding and chain alone").containsExactlyElementsOf(original);
            return true;
        } catch (final EverbookException expected) {
            assertThat(expected).hasMessageContaining("snapshot");
            return false;
        }
    }

    @Test
    void shouldRefuseMissingRepeatedAndCutRecords() {
        tradeAtRandom(new Random(5), 60);
        final List<byte[]> records = snapshot(rig.engine());
        for (int i = 0; i < records.size(); i++) {
            final List<byte[]> without = new ArrayList<>(records);
            without.remove(i);
            assertRefused(without);
            final List<byte[]> twice = new ArrayList<>(records);
            twice.add(i, records.get(i));
            assertRefused(twice);
            final List<byte[]> cut = new ArrayList<>(records);
            cut.set(i, java.util.Arrays.copyOf(records.get(i), random(records.get(i).length, i)));
            assertRefused(cut);
            assertRefused(records.subList(0, i));
        }
    }

    private static int random(final int bound, final int seed) {
        return new Random(seed).nextInt(bound);
    }

    private static void assertRefused(final List<byte[]> records) {
        assertThatThrownBy(() -> restore(records)).isInstanceOf(EverbookException.class);
    }

    @Test
    void shouldRefuseAnotherPartitionAndSmallerBounds() {
        tradeAtRandom(new Random(5), 60);
        final List<byte[]> records = snapshot(rig.engine());
        assertThatThrownBy(() -> MatchingEngine.restore(
            EngineConfig.builder().partition(2).conclude(), new Records(records)))
            .isInstanceOf(EverbookException.class).hasMessageContaining("(SnapshotStart): it is of partition 1");
        assertThatThrownBy(() -> MatchingEngine.restore(
            EngineConfig.builder().maxOrders(1).conclude(), new Records(records)))
            .isInstanceOf(EverbookException.class).hasMessageContaining("maxOrders");
        assertThatThrownBy(() -> MatchingEngine.restore(
            EngineConfig.builder().maxSessions(2).conclude(), new Records(records)))
            .isInstanceOf(EverbookException.class).hasMessageContaining("maxSessions");
    }

    @Test
    void shouldHashWhateverDiffers() {
        final EngineRig other = new EngineRig(new MatchingEngine(CONFIG, MAX_GENERATION)).readyToTrade();
        assertThat(other.engine().fullHash()).isEqualTo(rig.engine().fullHash());
        rig.send(101, limit(1, BUY, 100, 10));
        other.send(101, limit(2, BUY, 100, 10));
        assertThat(other.engine().businessHash()).isNotEqualTo(rig.engine().businessHash());
        rig.send(101, cancel(1));
        other.send(101, cancel(2));
        assertThat(other.engine().businessHash()).isEqualTo(rig.engine().businessHash());
        assertThat(other.engine().fullHash()).isNotEqualTo(rig.engine().fullHash());
        assertThat(rig.engine().connectionOf(OPERATOR)).isEqualTo(1);
    }
}
