package io.everbook.outcome;

import org.agrona.CloseHelper;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A reader's hold on a store: its state, and the maps of the generation in use, which it leaves for the next one when
 * the follower has begun that. Nothing here waits for the follower. Not thread safe.
 */
final class StoreView implements AutoCloseable {
    private static final long REFRESH_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Path directory;
    private StoreState state;
    private Generation maps;
    private long sequence;
    private long seenApplying = -1;
    private long nextRefreshNs = System.nanoTime();

    StoreView(final Path directory) {
        this.directory = directory;
    }

    /**
     * Whether the store can be asked for what depends on the records up to a sequence.
     */
    boolean isReached(final long required) {
        if (isAt(required)) {
            return true;
        }
        if (System.nanoTime() - nextRefreshNs >= 0) {
            refresh();
            nextRefreshNs = System.nanoTime() + REFRESH_NS;
        }
        return isAt(required);
    }

    private boolean isAt(final long required) {
        if (state == null) {
            return false;
        }
        sequence = state.applied();
        return isCurrent() && sequence >= Math.max(required, state.completeFrom());
    }

    /** Whether the maps are still those in use, so that what was just read from them counts. */
    boolean isCurrent() {
        return maps != null && maps.number() == state.generation();
    }

    private void refresh() {
        try {
            if (state != null && !state.isInPlace()) {
                close();
            }
            if (state == null) {
                state = StoreState.openForReading(directory);
            }
            if (!isCurrent()) {
                openMaps();
            }
        } catch (final StoreException e) {
            closeMaps();
        }
    }

    private void openMaps() {
        closeMaps();
        if (isSafeToOpen()) {
            maps = Generation.open(directory, state);
        }
    }

    /** Opening would wait for a minute if the follower was killed in the middle of a record. */
    private boolean isSafeToOpen() {
        final long applying = state.applying();
        final boolean moves = applying != seenApplying && seenApplying != -1;
        seenApplying = applying;
        return state.generation() != 0 && (moves || state.isAtRest());
    }

    /** The sequence of the last record applied, as of the newest look. */
    long sequence() {
        return sequence;
    }

    /** The first record that the maps hold; 0 where there are none. */
    long firstSequence() {
        return maps == null ? 0 : state.firstSequence();
    }

    StoreState state() {
        return state;
    }

    Generation maps() {
        return maps;
    }

    private void closeMaps() {
        CloseHelper.quietClose(maps);
        maps = null;
    }

    @Override
    public void close() {
        closeMaps();
        CloseHelper.quietClose(state);
        state = null;
        seenApplying = -1;
    }
}
