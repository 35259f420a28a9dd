package io.everbook.outcome;

import io.everbook.api.EverbookException;

/**
 * A map of the store can't be used any more; the store is to be made again from the journal.
 */
final class StoreException extends EverbookException {
    private static final long serialVersionUID = 1L;

    private final MapKind full;

    private StoreException(final MapKind full, final String message, final Throwable cause) {
        super(message, cause);
        this.full = full;
    }

    static StoreException full(final MapKind kind, final Throwable cause) {
        return new StoreException(kind, "the store's " + kind.label() + " are full", cause);
    }

    static StoreException locked(final MapKind kind, final long timeoutMs) {
        return new StoreException(null, "a part of the store's " + kind.label() + " was locked for " + timeoutMs
            + " ms: a process was killed in the middle of an access", null);
    }

    static StoreException unusable(final String what, final Throwable cause) {
        return new StoreException(null, what, cause);
    }

    /** The map that is full, or null if it is something else. */
    MapKind full() {
        return full;
    }
}
