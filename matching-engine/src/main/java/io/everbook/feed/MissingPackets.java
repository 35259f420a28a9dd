package io.everbook.feed;

/**
 * Asks for the packets that a receiver misses: all that it knows of at once, then again what has not come in time.
 */
final class MissingPackets {
    private static final int PACKETS_AT_ONCE = 4 * FeedAnswers.MAX_PACKETS;

    private final ReceiverTimes times;
    private final FeedRequests requests;
    private final PacketWindow window;
    private final ReceiverCounts counts;
    private long askAtNs;
    private long askedFrom;
    private long askedTo;
    private int inVain;

    MissingPackets(
        final ReceiverTimes times,
        final FeedRequests requests,
        final PacketWindow window,
        final ReceiverCounts counts) {
        this.times = times;
        this.requests = requests;
        this.window = window;
        this.counts = counts;
    }

    /**
     * The packet that is next is missing.
     */
    void begin(final long next, final long nowNs) {
        askAtNs = nowNs + times.reorderNs();
        askedFrom = next;
        askedTo = 0;
        inVain = 0;
    }

    /**
     * Another packet is next now: where all that was asked for has come, more is asked for at once.
     */
    void progress(final long next, final long nowNs) {
        if (askedTo > 0 && next > askedTo) {
            askAtNs = nowNs;
        }
    }

    boolean isDue(final long nowNs) {
        return nowNs - askAtNs >= 0;
    }

    /**
     * Asks, unless the packet that is next was asked for too often.
     */
    boolean ask(final long next, final long highest, final long nowNs) {
        inVain = next > askedFrom ? 1 : inVain + 1;
        if (inVain > times.retries()) {
            return false;
        }
        askedFrom = next;
        askAtNs = nowNs + times.retryNs();
        final long last = Math.min(highest, next + window.capacity() - 1);
        int room = PACKETS_AT_ONCE;
        for (long from = next; from <= last && room > 0; from = window.beginOfHole(askedTo + 1, last)) {
            askedTo = Math.min(window.endOfHole(from, last), from + FeedAnswers.MAX_PACKETS - 1);
            room -= (int) (askedTo - from + 1);
            counts.retransmissionRequests++;
            requests.retransmission(from, askedTo);
        }
        return true;
    }
}
