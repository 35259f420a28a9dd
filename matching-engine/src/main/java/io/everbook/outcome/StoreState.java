package io.everbook.outcome;

import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * How far a store is, in a mapped file that its follower writes and every reader sees. Integers of 64 bits, in the
 * machine's byte order:
 * <pre>
 *     0 layout        this layout's number
 *     8 boot          of the machine that the maps were written on
 *    16 generation    of the maps that are in use, part of their names; 0: none
 *    24 applying      sequence of the record being applied, or last applied
 *    32 applied       sequence of the last record applied as a whole
 *    40 chain         checksum of that record
 *    48 completeFrom  sequence that must be applied before anything is answered
 *    56 endedHead     ended orders forgotten so far
 *    64 endedTail     ended orders taken so far
 *    72 outcomesPerSession | tradesPerInstrument | endedOrdersKept | endedOrdersKeptNs
 *   104 entries       that each of the five maps was made for
 *   144 firstSequence of the first record that the maps hold
 * </pre>
 * If {@code applying} and {@code applied} differ and nobody is at work, the maps hold half a record, and may be locked
 * for ever. A page of memory outlives the process that wrote it, but not the machine.
 */
final class StoreState implements AutoCloseable {
    static final String FILE_NAME = "store.state";

    private static final long LAYOUT = 2;
    private static final int LENGTH = 4096;
    private static final int BOOT_OFFSET = 8;
    private static final int GENERATION_OFFSET = 16;
    private static final int APPLYING_OFFSET = 24;
    private static final int APPLIED_OFFSET = 32;
    private static final int CHAIN_OFFSET = 40;
    private static final int COMPLETE_FROM_OFFSET = 48;
    private static final int ENDED_HEAD_OFFSET = 56;
    private static final int ENDED_TAIL_OFFSET = 64;
    private static final int SETTINGS_OFFSET = 72;
    private static final int ENTRIES_OFFSET = 104;
    private static final int FIRST_OFFSET = 144;

    private final Path file;
    private final Object fileKey;
    private final MappedByteBuffer mapped;
    private final UnsafeBuffer buffer;

    private StoreState(final Path file, final MappedByteBuffer mapped) {
        this.file = file;
        this.mapped = mapped;
        fileKey = fileKey(file);
        buffer = new UnsafeBuffer(mapped);
    }

    static StoreState openOrCreate(final Path directory) {
        final Path file = directory.resolve(FILE_NAME);
        return new StoreState(file, MappedFiles.mapOrCreate(file, LENGTH));
    }

    static StoreState openForReading(final Path directory) {
        final Path file = directory.resolve(FILE_NAME);
        return new StoreState(file, MappedFiles.mapForReading(file, LENGTH));
    }

    /** Whether the file by that name is still the one that is mapped. */
    boolean isInPlace() {
        return fileKey != null && Objects.equals(fileKey, fileKey(file));
    }

    private static Object fileKey(final Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (final IOException e) {
            return null;
        }
    }

    /** Whether the maps hold whole records, under these settings, and nothing was lost with the machine's memory. */
    boolean isUsable(final OutcomeConfig config, final long boot) {
        return buffer.getLong(0) == LAYOUT
            && generation() != 0
            && boot != 0 && buffer.getLong(BOOT_OFFSET) == boot
            && isAtRest()
            && outcomesPerSession() == config.outcomesPerSession()
            && tradesPerInstrument() == config.tradesPerInstrument()
            && endedOrdersKept() == config.endedOrdersKept()
            && setting(3) == config.endedOrdersKeptNs();
    }

    boolean isAtRest() {
        return applying() == applied();
    }

    /** No generation is in use until the next begins, and nothing is answered until that reaches its end. */
    void retire() {
        completeFrom(Long.MAX_VALUE);
        buffer.putLongVolatile(GENERATION_OFFSET, 0);
    }

    /** Begins a generation, of which nothing is applied yet. */
    void begin(
        final long generation,
        final OutcomeConfig config,
        final long[] entries,
        final long boot,
        final long firstSequence) {
        buffer.putLongVolatile(APPLIED_OFFSET, firstSequence - 1);
        buffer.putLongVolatile(APPLYING_OFFSET, firstSequence - 1);
        buffer.putLong(FIRST_OFFSET, firstSequence);
        buffer.putLong(0, LAYOUT);
        buffer.putLong(BOOT_OFFSET, boot);
        buffer.putLong(CHAIN_OFFSET, 0);
        buffer.putLong(ENDED_HEAD_OFFSET, 0);
        buffer.putLong(ENDED_TAIL_OFFSET, 0);
        settings(config);
        for (int i = 0; i < entries.length; i++) {
            buffer.putLong(ENTRIES_OFFSET + i * Long.BYTES, entries[i]);
        }
        buffer.putLongVolatile(GENERATION_OFFSET, generation);
    }

    private void settings(final OutcomeConfig config) {
        buffer.putLong(SETTINGS_OFFSET, config.outcomesPerSession());
        buffer.putLong(SETTINGS_OFFSET + Long.BYTES, config.tradesPerInstrument());
        buffer.putLong(SETTINGS_OFFSET + 2 * Long.BYTES, config.endedOrdersKept());
        buffer.putLong(SETTINGS_OFFSET + 3 * Long.BYTES, config.endedOrdersKeptNs());
    }

    private long setting(final int place) {
        return buffer.getLong(SETTINGS_OFFSET + place * Long.BYTES);
    }

    long outcomesPerSession() {
        return setting(0);
    }

    long tradesPerInstrument() {
        return setting(1);
    }

    long endedOrdersKept() {
        return setting(2);
    }

    long entries(final MapKind kind) {
        return buffer.getLong(ENTRIES_OFFSET + kind.ordinal() * Long.BYTES);
    }

    long generation() {
        return buffer.getLongVolatile(GENERATION_OFFSET);
    }

    long applying() {
        return buffer.getLongVolatile(APPLYING_OFFSET);
    }

    long applied() {
        return buffer.getLongVolatile(APPLIED_OFFSET);
    }

    long chain() {
        return buffer.getLong(CHAIN_OFFSET);
    }

    long firstSequence() {
        return buffer.getLong(FIRST_OFFSET);
    }

    long completeFrom() {
        return buffer.getLongVolatile(COMPLETE_FROM_OFFSET);
    }

    void completeFrom(final long sequence) {
        buffer.putLongVolatile(COMPLETE_FROM_OFFSET, sequence);
    }

    /** Before anything of a record is written. */
    void applying(final long sequence) {
        buffer.putLongVolatile(APPLYING_OFFSET, sequence);
    }

    /** After everything of a record was written. */
    void applied(final long sequence, final long chain) {
        buffer.putLong(CHAIN_OFFSET, chain);
        buffer.putLongRelease(APPLIED_OFFSET, sequence);
    }

    long endedHead() {
        return buffer.getLong(ENDED_HEAD_OFFSET);
    }

    void endedHead(final long head) {
        buffer.putLong(ENDED_HEAD_OFFSET, head);
    }

    long endedTail() {
        return buffer.getLong(ENDED_TAIL_OFFSET);
    }

    void endedTail(final long tail) {
        buffer.putLong(ENDED_TAIL_OFFSET, tail);
    }

    @Override
    public void close() {
        buffer.wrap(0, 0);
        IoUtil.unmap(mapped);
    }
}
