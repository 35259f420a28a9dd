package io.everbook.feed;

import java.util.concurrent.TimeUnit;

/**
 * How patient a {@link MarketDataReceiver} is.
 *
 * @param reorderNs how long a packet may be late before it is asked for.
 * @param retryNs   how long an answer may be late before it is asked for again.
 * @param retries   how often a packet is asked for in vain before a snapshot is.
 */
public record ReceiverTimes(long reorderNs, long retryNs, int retries) {
    /** For a local network: 200 µs, 20 ms, 10 times. */
    public static final ReceiverTimes DEFAULT =
        new ReceiverTimes(TimeUnit.MICROSECONDS.toNanos(200), TimeUnit.MILLISECONDS.toNanos(20), 10);

    /**
     * Checks the times.
     *
     * @param reorderNs how long a packet may be late before it is asked for.
     * @param retryNs   how long an answer may be late before it is asked for again.
     * @param retries   how often a packet is asked for in vain before a snapshot is.
     */
    public ReceiverTimes {
        if (reorderNs < 0 || retryNs < 1 || retries < 1) {
            throw new IllegalArgumentException(
                "reorderNs " + reorderNs + ", retryNs " + retryNs + ", retries " + retries);
        }
    }
}
