package io.everbook.feed;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PacketStoreTest {
    private static final int CAPACITY = 1 << 13;
    private static final int SHORTEST = 64;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final PacketStore store = new PacketStore(CAPACITY);
    private final List<byte[]> packets = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {SHORTEST, 300, Packer.MAX_LENGTH})
    void shouldHoldTheNewestPacketsAsTheyWereAdded(final int longest) {
        System.out.println("packet store: seed " + seed);
        for (int i = 0; i < 3_000; i++) {
            add(SHORTEST + random.nextInt(longest - SHORTEST + 1));
            requireHeldAsAdded();
        }
        assertThat(store.last()).isEqualTo(3_000);
        assertThat(heldBytes()).isGreaterThan(Math.min(CAPACITY, store.maxPackets() * SHORTEST) / 2);
    }

    @Test
    void shouldBeginBehindPacketsThatItNeverHeld() {
        store.restore(41);
        assertThat(store.holds(41)).isFalse();
        assertThat(store.first()).isEqualTo(42);

        store.add(new UnsafeBuffer(new byte[SHORTEST]), 0, SHORTEST);

        assertThat(store.holds(42)).isTrue();
        assertThat(store.first()).isEqualTo(42);
        assertThat(store.last()).isEqualTo(42);
    }

    @Test
    void shouldRefuseToBeTooSmall() {
        assertThatThrownBy(() -> new PacketStore(2_048)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PacketStore(10_000)).isInstanceOf(IllegalArgumentException.class);
    }

    private void add(final int length) {
        final byte[] packet = new byte[length];
        random.nextBytes(packet);
        packets.add(packet);
        store.add(new UnsafeBuffer(packet), 0, length);
    }

    private void requireHeldAsAdded() {
        for (long number = store.first(); number <= store.last(); number++) {
            final byte[] held = new byte[store.length(number)];
            store.bytes().getBytes(store.offset(number), held);
            assertThat(held).as("packet " + number + ", seed " + seed).isEqualTo(packets.get((int) number - 1));
        }
    }

    private int heldBytes() {
        int bytes = 0;
        for (long number = store.first(); number <= store.last(); number++) {
            bytes += store.length(number);
        }
        return bytes;
    }
}
