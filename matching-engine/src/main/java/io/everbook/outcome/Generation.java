package io.everbook.outcome;

import net.openhft.chronicle.core.values.LongValue;
import org.agrona.CloseHelper;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The maps of a store from one beginning at the journal's first record to the next. Each generation has files of its
 * own, whose names carry its number, so that a broken one is never opened again and a reader tells the new one:
 * <pre>
 *   store.state   follower.lock   ended-GENERATION.ring
 *   outcomes-GENERATION.map   orders-GENERATION.map   client-ids-GENERATION.map
 *   trades-GENERATION.map     sessions-GENERATION.map
 * </pre>
 */
final class Generation implements AutoCloseable {
    private static final String FILES = "*-*.{map,ring}";

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Path directory;
    private final long number;
    private final StoreMap<LongValue, OutcomeValue> outcomes;
    private final StoreMap<LongValue, OrderValue> orders;
    private final StoreMap<ClientKey, LongValue> clientIds;
    private final StoreMap<LongValue, TradeValue> trades;
    private final StoreMap<LongValue, SessionValue> sessions;

    private Generation(final Path directory, final long number, final long[] entries) {
        this.directory = directory;
        this.number = number;
        try {
            outcomes = open(MapKind.OUTCOMES, LongValue.class, OutcomeValue.class, entries);
            orders = open(MapKind.ORDERS, LongValue.class, OrderValue.class, entries);
            clientIds = open(MapKind.CLIENT_IDS, ClientKey.class, LongValue.class, entries);
            trades = open(MapKind.TRADES, LongValue.class, TradeValue.class, entries);
            sessions = open(MapKind.SESSIONS, LongValue.class, SessionValue.class, entries);
        } catch (final Throwable t) {
            CloseHelper.quietCloseAll(opened);
            throw t;
        }
    }

    static Generation create(final Path directory, final long number, final long[] entries) {
        return new Generation(directory, number, entries);
    }

    /**
     * Opens the one that is in use. Files that are not there are never made: whoever follows the journal does that.
     */
    static Generation open(final Path directory, final StoreState state) {
        final long number = state.generation();
        final long[] entries = new long[MapKind.values().length];
        if (!isInPlace(directory, number)) {
            throw StoreException.unusable("files of generation " + number + " in " + directory + " are gone", null);
        }
        for (final MapKind kind : MapKind.values()) {
            entries[kind.ordinal()] = state.entries(kind);
        }
        return new Generation(directory, number, entries);
    }

    private <K, V> StoreMap<K, V> open(
        final MapKind kind, final Class<K> key, final Class<V> value, final long[] entries) {
        final StoreMap<K, V> map =
            StoreMap.open(kind, key, value, file(directory, kind, number), entries[kind.ordinal()]);
        opened.push(map);
        return map;
    }

    private static File file(final Path directory, final MapKind kind, final long number) {
        return directory.resolve(kind.label() + "-" + number + ".map").toFile();
    }

    private static Path endedFile(final Path directory, final long number) {
        return directory.resolve("ended-" + number + ".ring");
    }

    Path endedFile() {
        return endedFile(directory, number);
    }

    long number() {
        return number;
    }

    /** Whether all its files are there by their names. */
    static boolean isInPlace(final Path directory, final long number) {
        for (final MapKind kind : MapKind.values()) {
            if (!file(directory, kind, number).isFile()) {
                return false;
            }
        }
        return Files.isRegularFile(endedFile(directory, number));
    }

    static void deleteAll(final Path directory) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, FILES)) {
            for (final Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (final IOException e) {
            throw StoreException.unusable("cannot delete what is left in " + directory + ": " + e.getMessage(), e);
        }
    }

    StoreMap<?, ?> map(final MapKind kind) {
        return switch (kind) {
            case OUTCOMES -> outcomes;
            case ORDERS -> orders;
            case CLIENT_IDS -> clientIds;
            case TRADES -> trades;
            case SESSIONS -> sessions;
        };
    }

    StoreMap<LongValue, OutcomeValue> outcomes() {
        return outcomes;
    }

    StoreMap<LongValue, OrderValue> orders() {
        return orders;
    }

    StoreMap<ClientKey, LongValue> clientIds() {
        return clientIds;
    }

    StoreMap<LongValue, TradeValue> trades() {
        return trades;
    }

    StoreMap<LongValue, SessionValue> sessions() {
        return sessions;
    }

    @Override
    public void close() {
        CloseHelper.closeAll(opened);
    }
}
