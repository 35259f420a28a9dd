package io.everbook.feed;

/**
 * Asks for a snapshot part by part, and tells which part is next.
 */
final class SnapshotParts {
    private static final int PARTS_AT_ONCE = FeedAnswers.MAX_PACKETS;
    private static final int NONE = -1;

    private final ReceiverTimes times;
    private final FeedRequests requests;
    private final ReceiverCounts counts;
    private long packetNumber = NONE;
    private long notBefore;
    private int nextPart;
    private int askedTo;
    private long askAtNs;
    private boolean asked;

    SnapshotParts(final ReceiverTimes times, final FeedRequests requests, final ReceiverCounts counts) {
        this.times = times;
        this.requests = requests;
        this.counts = counts;
    }

    /**
     * A snapshot is wanted, of a packet not before one.
     */
    void begin(final long ofPacket, final long nowNs) {
        packetNumber = NONE;
        notBefore = ofPacket;
        nextPart = 0;
        askAtNs = nowNs;
    }

    /**
     * The packet that names the snapshot being taken.
     */
    long packetNumber() {
        return packetNumber;
    }

    /**
     * Whether a part begins another snapshot than the one being taken, a newer one.
     */
    boolean begins(final long ofPacket, final int index) {
        final boolean begins = index == 0 && ofPacket > packetNumber && ofPacket >= notBefore;
        if (begins) {
            packetNumber = ofPacket;
            nextPart = 0;
        }
        return begins;
    }

    boolean isNext(final long ofPacket, final int index) {
        return ofPacket == packetNumber && index == nextPart;
    }

    /**
     * The part that was next is taken; tells whether it is the last.
     */
    boolean endsWith(final int index, final int count, final long nowNs) {
        nextPart = index + 1;
        if (nextPart >= askedTo) {
            askAtNs = nowNs;
        }
        return nextPart >= count;
    }

    /**
     * Asks, where it is time to.
     */
    boolean ask(final long nowNs) {
        final boolean due = !asked || nowNs - askAtNs >= 0;
        if (due) {
            asked = true;
            askedTo = nextPart + PARTS_AT_ONCE;
            askAtNs = nowNs + times.retryNs();
            counts.snapshotRequests++;
            requests.snapshot(packetNumber, notBefore, nextPart, PARTS_AT_ONCE);
        }
        return due;
    }
}
