package io.everbook.engine.fuzz;

import java.util.Arrays;

/**
 * Reads a fuzzer's bytes from first to last; past the end everything is zero.
 */
final class FuzzInput {
    private final byte[] data;
    private int position;

    FuzzInput(final byte[] data) {
        this.data = data;
    }

    boolean hasMore() {
        return position < data.length;
    }

    int u8() {
        return hasMore() ? data[position++] & 0xFF : 0;
    }

    int u16() {
        return u8() | u8() << 8;
    }

    byte[] bytes(final int length) {
        final int from = Math.min(position, data.length);
        final int to = Math.min(from + length, data.length);
        position = to;
        return Arrays.copyOfRange(data, from, to);
    }
}
