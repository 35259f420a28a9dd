package io.everbook.api;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

class Xxh64Test {
    @ParameterizedTest
    @CsvSource({
        "'', ef46db3751d8e999",
        "a, d24ec4f1a98c6e5b",
        "abc, 44bc2cf5ad770999",
        "Nobody inspects the spammish repetition, fbcea83c8a378bf1"})
    void shouldHashAsThePublishedVectors(final String text, final String expected) {
        assertThat(Long.toHexString(hash(text, 0))).isEqualTo(expected);
    }

    @Test
    void shouldHashTheSameBytesEquallyAtAnyOffset() {
        final byte[] bytes = "Nobody inspects the spammish repetition".getBytes(StandardCharsets.US_ASCII);
        final UnsafeBuffer shifted = new UnsafeBuffer(new byte[bytes.length + 5]);
        shifted.putBytes(5, bytes);

        assertThat(Xxh64.hash(shifted, 5, bytes.length, 0)).isEqualTo(0xfbcea83c8a378bf1L);
    }

    @Test
    void shouldDifferBySeedAndByEveryBitOfTheInput() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[73]);
        final long before = Xxh64.hash(buffer, 0, 73, 1);
        assertThat(Xxh64.hash(buffer, 0, 73, 2)).isNotEqualTo(before);
        for (int bit = 0; bit < 73 * 8; bit++) {
            final byte whole = buffer.getByte(bit / 8);
            buffer.putByte(bit / 8, (byte) (whole ^ 1 << bit % 8));
            assertThat(Xxh64.hash(buffer, 0, 73, 1)).as("bit %d", bit).isNotEqualTo(before);
            buffer.putByte(bit / 8, whole);
        }
    }

    private static long hash(final String text, final long seed) {
        final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Xxh64.hash(new UnsafeBuffer(bytes), 0, bytes.length, seed);
    }
}
