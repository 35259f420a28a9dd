package io.everbook.api;

import org.agrona.DirectBuffer;

import java.nio.ByteOrder;

/**
 * The 64-bit xxHash of a range of bytes, as its specification defines it (xxHash fast digest algorithm, revision
 * 0.1.1): the checksum of journal records and the digest of commands. A pure function; allocates nothing.
 */
public final class Xxh64 {
    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME_3 = 0x165667B19E3779F9L;
    private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME_5 = 0x27D4EB2F165667C5L;
    private static final int STRIPE = 32;

    private Xxh64() {
    }

    /**
     * Hashes a range of bytes.
     *
     * @param buffer holding them.
     * @param offset of the first.
     * @param length how many.
     * @param seed   chained values give each record the one before as its seed.
     * @return the hash.
     */
    public static long hash(final DirectBuffer buffer, final int offset, final int length, final long seed) {
        final int end = offset + length;
        int position = offset;
        long hash;
        if (length >= STRIPE) {
            hash = stripes(buffer, offset, length, seed);
            position += length & -STRIPE;
        } else {
            hash = seed + PRIME_5;
        }
        hash += length;
        while (position + Long.BYTES <= end) {
            hash ^= round(0, longAt(buffer, position));
            hash = Long.rotateLeft(hash, 27) * PRIME_1 + PRIME_4;
            position += Long.BYTES;
        }
        return avalanche(tail(buffer, position, end, hash));
    }

    private static long stripes(final DirectBuffer buffer, final int offset, final int length, final long seed) {
        long v1 = seed + PRIME_1 + PRIME_2;
        long v2 = seed + PRIME_2;
        long v3 = seed;
        long v4 = seed - PRIME_1;
        final int limit = offset + (length & -STRIPE);
        for (int position = offset; position < limit; position += STRIPE) {
            v1 = round(v1, longAt(buffer, position));
            v2 = round(v2, longAt(buffer, position + 8));
            v3 = round(v3, longAt(buffer, position + 16));
            v4 = round(v4, longAt(buffer, position + 24));
        }
        long hash = Long.rotateLeft(v1, 1) + Long.rotateLeft(v2, 7) + Long.rotateLeft(v3, 12) + Long.rotateLeft(v4, 18);
        hash = merge(hash, v1);
        hash = merge(hash, v2);
        hash = merge(hash, v3);
        return merge(hash, v4);
    }

    private static long tail(final DirectBuffer buffer, final int from, final int end, final long before) {
        long hash = before;
        int position = from;
        if (position + Integer.BYTES <= end) {
            hash ^= (buffer.getInt(position, ByteOrder.LITTLE_ENDIAN) & 0xFFFFFFFFL) * PRIME_1;
            hash = Long.rotateLeft(hash, 23) * PRIME_2 + PRIME_3;
            position += Integer.BYTES;
        }
        while (position < end) {
            hash ^= (buffer.getByte(position) & 0xFFL) * PRIME_5;
            hash = Long.rotateLeft(hash, 11) * PRIME_1;
            position++;
        }
        return hash;
    }

    private static long longAt(final DirectBuffer buffer, final int position) {
        return buffer.getLong(position, ByteOrder.LITTLE_ENDIAN);
    }

    private static long round(final long accumulator, final long lane) {
        return Long.rotateLeft(accumulator + lane * PRIME_2, 31) * PRIME_1;
    }

    private static long merge(final long hash, final long accumulator) {
        return (hash ^ round(0, accumulator)) * PRIME_1 + PRIME_4;
    }

    private static long avalanche(final long hash) {
        long h = hash;
        h = (h ^ (h >>> 33)) * PRIME_2;
        h = (h ^ (h >>> 29)) * PRIME_3;
        return h ^ (h >>> 32);
    }
}
