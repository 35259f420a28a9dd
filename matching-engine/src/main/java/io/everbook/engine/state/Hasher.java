package io.everbook.engine.state;

/**
 * Accumulates values, in the order given, to a 64-bit hash: each value goes through a round of xxHash and into the rest
 * as its eight-byte step does. The same on every machine; allocates nothing.
 */
public final class Hasher {
    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME_3 = 0x165667B19E3779F9L;
    private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;

    private long hash;

    /**
     * Creates an accumulator.
     */
    public Hasher() {
    }

    /**
     * Begins anew.
     *
     * @param seed that tells one kind of hash from another.
     * @return this.
     */
    public Hasher begin(final long seed) {
        hash = seed + PRIME_3;
        return this;
    }

    /**
     * Adds a value.
     *
     * @param value next in order.
     * @return this.
     */
    public Hasher add(final long value) {
        hash ^= Long.rotateLeft(value * PRIME_2, 31) * PRIME_1;
        hash = Long.rotateLeft(hash, 27) * PRIME_1 + PRIME_4;
        return this;
    }

    /**
     * The hash of what was added since it began; more can be added after.
     *
     * @return the hash.
     */
    public long value() {
        long h = hash;
        h = (h ^ (h >>> 33)) * PRIME_2;
        h = (h ^ (h >>> 29)) * PRIME_3;
        return h ^ (h >>> 32);
    }
}
