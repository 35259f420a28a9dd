package io.everbook.journal;

import io.everbook.api.EverbookException;
import io.everbook.api.Xxh64;
import org.agrona.CloseHelper;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * A reader's position, in a mapped file of two slots that are written in turn, so that a kill in mid-write leaves the
 * one before; all integers little endian:
 * <pre>
 *   0         8          16        24       32         40        64
 *   +---------+----------+---------+--------+----------+---------+--------------------+
 *   | version | sequence | events  | chain  | checksum | unused  | the other slot     |
 *   +---------+----------+---------+--------+----------+---------+--------------------+
 * </pre>
 * The slot that holds is the one of the higher version among those whose checksum, the {@link Xxh64} of what stands
 * before it, is right. The chain is that of the record before {@code sequence}. While it is open for writing, a lock of
 * its name and {@value #LOCK_SUFFIX} is held.
 */
final class PositionFile implements AutoCloseable {
    static final String LOCK_SUFFIX = ".lock";

    private static final int SLOT_LENGTH = 64;
    private static final int LENGTH = 2 * SLOT_LENGTH;
    private static final int SEQUENCE = 8;
    private static final int EVENTS = 16;
    private static final int CHAIN = 24;
    private static final int CHECKSUM = 32;

    private final OsLock lock;
    private final MappedByteBuffer mapped;
    private final UnsafeBuffer buffer;
    private int slot;

    private PositionFile(final OsLock lock, final MappedByteBuffer mapped, final UnsafeBuffer buffer) {
        this.lock = lock;
        this.mapped = mapped;
        this.buffer = buffer;
        slot = newest(buffer);
    }

    /**
     * Opens it for writing, or makes it.
     */
    static PositionFile open(final Path file) {
        OsLock lock = null;
        try {
            Files.createDirectories(file.getParent());
            lock = lock(file);
            final MappedByteBuffer mapped = map(file);
            return new PositionFile(lock, mapped, new UnsafeBuffer(mapped));
        } catch (final IOException e) {
            CloseHelper.quietClose(lock);
            throw new EverbookException("cannot open the position " + file + ": " + e, e);
        } catch (final EverbookException e) {
            CloseHelper.quietClose(lock);
            throw e;
        }
    }

    private static MappedByteBuffer map(final Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE)) {
            fill(channel);
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, LENGTH);
        }
    }

    /**
     * Reads what another process may be writing.
     */
    static PositionFile read(final Path file) {
        try {
            final UnsafeBuffer copy = new UnsafeBuffer(new byte[LENGTH]);
            final byte[] bytes = Files.readAllBytes(file);
            copy.putBytes(0, bytes, 0, Math.min(LENGTH, bytes.length));
            return new PositionFile(null, null, copy);
        } catch (final IOException e) {
            throw new EverbookException("cannot read the position " + file + ": " + e, e);
        }
    }

    /**
     * A full disk is to be met here, and not by a write to the mapping.
     */
    private static void fill(final FileChannel channel) throws IOException {
        if (channel.size() < LENGTH) {
            channel.write(ByteBuffer.allocate(LENGTH), 0);
        }
    }

    private static OsLock lock(final Path file) throws IOException {
        final OsLock lock = OsLock.tryAcquire(file.resolveSibling(file.getFileName() + LOCK_SUFFIX));
        if (lock == null) {
            throw new EverbookException("a reader of that name is open already, and holds " + file
                + ": close it first, or register under another name");
        }
        return lock;
    }

    /**
     * Whether a position was ever written here.
     */
    boolean isPresent() {
        return slot >= 0;
    }

    long sequence() {
        return get(SEQUENCE);
    }

    int events() {
        return (int) get(EVENTS);
    }

    long chain() {
        return get(CHAIN);
    }

    void write(final long sequence, final int events, final long chain) {
        final long version = isPresent() ? get(0) + 1 : 1;
        final int next = slot == 0 ? SLOT_LENGTH : 0;
        buffer.putLong(next, version, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(next + SEQUENCE, sequence, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(next + EVENTS, events, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(next + CHAIN, chain, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(next + CHECKSUM, Xxh64.hash(buffer, next, CHECKSUM, 0), ByteOrder.LITTLE_ENDIAN);
        slot = next;
    }

    private long get(final int field) {
        return buffer.getLong(slot + field, ByteOrder.LITTLE_ENDIAN);
    }

    private static int newest(final UnsafeBuffer buffer) {
        final long first = version(buffer, 0);
        final long second = version(buffer, SLOT_LENGTH);
        if (first == 0 && second == 0) {
            requireUnwritten(buffer);
            return -1;
        }
        return first > second ? 0 : SLOT_LENGTH;
    }

    private static void requireUnwritten(final UnsafeBuffer buffer) {
        if (buffer.getLong(SLOT_LENGTH) != 0) {
            throw new EverbookException("a reader's position is damaged in both its slots: remove the name, then"
                + " register it where to begin");
        }
    }

    private static long version(final UnsafeBuffer buffer, final int slot) {
        final boolean whole =
            Xxh64.hash(buffer, slot, CHECKSUM, 0) == buffer.getLong(slot + CHECKSUM, ByteOrder.LITTLE_ENDIAN);
        return whole ? buffer.getLong(slot, ByteOrder.LITTLE_ENDIAN) : 0;
    }

    @Override
    public void close() {
        IoUtil.unmap(mapped);
        CloseHelper.close(lock);
    }
}
