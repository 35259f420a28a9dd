package io.everbook.feed;

/**
 * What a {@link MarketDataReceiver} is doing.
 */
public enum ReceiverState {
    /** Waits for a snapshot, or takes one part by part: the books are not to be relied on. */
    JOINING,
    /** Has applied every packet that it knows to be there. */
    FOLLOWING,
    /** Misses packets, and asks for them: the books are right, but of a while ago. */
    RECOVERING
}
