package io.everbook.client;

/**
 * Waits that double with each failure, up to a bound.
 */
final class Backoff {
    private final long minNs;
    private final long maxNs;
    private long nextNs;

    Backoff(final ClientTimeouts timeouts) {
        minNs = timeouts.minBackoffNs();
        maxNs = timeouts.maxBackoffNs();
        nextNs = minNs;
    }

    long nextNs() {
        final long waitNs = nextNs;
        nextNs = Math.min(maxNs, 2 * nextNs);
        return waitNs;
    }

    void reset() {
        nextNs = minNs;
    }
}
