package io.everbook.engine.reference;

import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Seeded choices.
 */
final class Chance {
    private static final long[] EXTREMES = {
        0, 1, -1, 2, -2, Long.MIN_VALUE, Long.MIN_VALUE + 1, Long.MAX_VALUE, Long.MAX_VALUE - 1, 1L << 31, 1L << 32,
        -(1L << 31), 1L << 62, -(1L << 62), (1L << 62) + 1, 3_037_000_500L, 4_611_686_018_427_387_905L,
    };

    private final SplittableRandom random;

    Chance(final long seed) {
        this.random = new SplittableRandom(seed);
    }

    boolean percent(final int percent) {
        return random.nextInt(100) < percent;
    }

    int below(final int bound) {
        return random.nextInt(bound);
    }

    int between(final int from, final int to) {
        return random.nextInt(from, to + 1);
    }

    long any() {
        return random.nextLong();
    }

    long extreme() {
        return percent(10) ? random.nextLong() : EXTREMES[below(EXTREMES.length)];
    }

    int oneOf(final int... values) {
        return values[below(values.length)];
    }

    <T> T oneOf(final List<T> values) {
        return values.get(below(values.size()));
    }

    <T> T oneOf(final Collection<T> values) {
        return oneOf(List.copyOf(values));
    }

    void fill(final byte[] bytes) {
        random.nextBytes(bytes);
    }
}
