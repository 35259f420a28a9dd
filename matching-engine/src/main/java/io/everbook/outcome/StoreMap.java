package io.everbook.outcome;

import net.openhft.chronicle.hash.locks.InterProcessLock;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;
import net.openhft.chronicle.map.ExternalMapQueryContext;
import net.openhft.chronicle.map.MapEntry;

import java.io.File;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * A Chronicle Map of value interfaces in a file, shared with other processes. An access waits for the lock of its
 * segment for a bounded time only: a process that was killed in the middle of an access leaves it locked for ever. One
 * thread an object; allocates nothing from access to access.
 *
 * @param <K> key, a value interface.
 * @param <V> value, a value interface.
 */
final class StoreMap<K, V> implements AutoCloseable {
    private static final long LOCK_TIMEOUT_MS = 1_000;

    private final MapKind kind;
    private final ChronicleMap<K, V> map;

    private StoreMap(final MapKind kind, final ChronicleMap<K, V> map) {
        this.kind = kind;
        this.map = map;
    }

    /**
     * Opens the map of a file, or makes it where there is none, its disk space taken at once.
     *
     * @param entries it is made for; it is full at about twice as many.
     */
    static <K, V> StoreMap<K, V> open(
        final MapKind kind, final Class<K> key, final Class<V> value, final File file, final long entries) {
        try {
            return new StoreMap<>(kind, ChronicleMapBuilder.of(key, value)
                .name(kind.label())
                .entries(entries)
                .checksumEntries(false)
                .skipCloseOnExitHook(true)
                .createPersistedTo(file));
        } catch (final IOException e) {
            throw StoreException.unusable("cannot open " + file + ": " + e.getMessage(), e);
        }
    }

    boolean get(final K key, final V using) {
        try (ExternalMapQueryContext<K, V, ?> context = map.queryContext(key)) {
            lock(context.readLock());
            final MapEntry<K, V> entry = context.entry();
            if (entry != null) {
                entry.value().getUsing(using);
            }
            return entry != null;
        }
    }

    void put(final K key, final V value) {
        try (ExternalMapQueryContext<K, V, ?> context = map.queryContext(key)) {
            lock(context.writeLock());
            final MapEntry<K, V> entry = context.entry();
            if (entry == null) {
                insert(context, value);
            } else {
                entry.doReplaceValue(context.wrapValueAsData(value));
            }
        }
    }

    private void insert(final ExternalMapQueryContext<K, V, ?> context, final V value) {
        try {
            context.absentEntry().doInsert(context.wrapValueAsData(value));
        } catch (final IllegalStateException e) {
            throw StoreException.full(kind, e);
        }
    }

    void remove(final K key) {
        try (ExternalMapQueryContext<K, V, ?> context = map.queryContext(key)) {
            lock(context.writeLock());
            final MapEntry<K, V> entry = context.entry();
            if (entry != null) {
                entry.doRemove();
            }
        }
    }

    long size() {
        return map.longSize();
    }

    void forEach(final BiConsumer<? super K, ? super V> action) {
        map.forEach(action);
    }

    private void lock(final InterProcessLock lock) {
        try {
            if (!lock.tryLock(LOCK_TIMEOUT_MS, TimeUnit.MILLISECONDS)) {
                throw StoreException.locked(kind, LOCK_TIMEOUT_MS);
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StoreException.unusable("interrupted while waiting for the store's " + kind.label(), e);
        }
    }

    @Override
    public void close() {
        map.close();
    }
}
