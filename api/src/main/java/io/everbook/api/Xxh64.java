package io.everbook.api;

import org.agrona.DirectBuffer;
import org.agrona.UnsafeApi;

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
    private static final boolean LITTLE_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

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
        buffer.boundsCheck(offset, length);
        return hash(buffer.byteArray(), buffer.addressOffset() + offset, length, seed);
    }

    /** Every read below is within the bounds that were checked, once for all. */
    private static long hash(final byte[] array, final long address, final int length, final long seed) {
        final long end = address + length;
        final long stripesEnd = address + (length & -STRIPE);
        long hash = (length >= STRIPE ? stripes(array, address, stripesEnd, seed) : seed + PRIME_5) + length;
        long position = stripesEnd;
        while (position + Long.BYTES <= end) {
            hash ^= round(0, longAt(array, position));
            hash = Long.rotateLeft(hash, 27) * PRIME_1 + PRIME_4;
            position += Long.BYTES;
        }
        return avalanche(tail(array, position, end, hash));
    }

    private static long stripes(final byte[] array, final long from, final long end, final long seed) {
        long v1 = seed + PRIME_1 + PRIME_2;
        long v2 = seed + PRIME_2;
        long v3 = seed;
        long v4 = seed - PRIME_1;
        for (long position = from; position < end; position += STRIPE) {
            v1 = round(v1, longAt(array, position));
            v2 = round(v2, longAt(array, position + 8));
            v3 = round(v3, longAt(array, position + 16));
            v4 = round(v4, longAt(array, position + 24));
        }
        long hash = Long.rotateLeft(v1, 1) + Long.rotateLeft(v2, 7) + Long.rotateLeft(v3, 12) + Long.rotateLeft(v4, 18);
        hash = merge(hash, v1);
        hash = merge(hash, v2);
        hash = merge(hash, v3);
        return merge(hash, v4);
    }

    private static long tail(final byte[] array, final long from, final long end, final long before) {
        long hash = before;
        long position = from;
        if (position + Integer.BYTES <= end) {
            hash ^= intAt(array, position) * PRIME_1;
            hash = Long.rotateLeft(hash, 23) * PRIME_2 + PRIME_3;
            position += Integer.BYTES;
        }
        while (position < end) {
            hash ^= (UnsafeApi.getByte(array, position) & 0xFFL) * PRIME_5;
            hash = Long.rotateLeft(hash, 11) * PRIME_1;
            position++;
        }
        return hash;
    }

    private static long longAt(final byte[] array, final long position) {
        final long value = UnsafeApi.getLong(array, position);
        return LITTLE_ENDIAN ? value : Long.reverseBytes(value);
    }

    private static long intAt(final byte[] array, final long position) {
        final int value = UnsafeApi.getInt(array, position);
        return Integer.toUnsignedLong(LITTLE_ENDIAN ? value : Integer.reverseBytes(value));
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
