package io.everbook.feed;

/**
 * What happened to a {@link MarketDataReceiver}. A live view, to be read on the receiver's thread.
 */
public final class ReceiverCounts {
    long applied;
    long repeated;
    long outdated;
    long gaps;
    long snapshots;
    long retransmissionRequests;
    long snapshotRequests;

    ReceiverCounts() {
    }

    /**
     * Packets applied, those of snapshots not counted.
     *
     * @return the count.
     */
    public long applied() {
        return applied;
    }

    /**
     * Packets that came again after they had been applied.
     *
     * @return the count.
     */
    public long repeated() {
        return repeated;
    }

    /**
     * Messages of a lower generation than one seen before, which were passed over.
     *
     * @return the count.
     */
    public long outdated() {
        return outdated;
    }

    /**
     * Times that a packet was found missing while nothing else was.
     *
     * @return the count.
     */
    public long gaps() {
        return gaps;
    }

    /**
     * Snapshots applied; all but the first are gaps that could not be filled otherwise.
     *
     * @return the count.
     */
    public long snapshots() {
        return snapshots;
    }

    /**
     * Requests for packets.
     *
     * @return the count.
     */
    public long retransmissionRequests() {
        return retransmissionRequests;
    }

    /**
     * Requests for parts of a snapshot.
     *
     * @return the count.
     */
    public long snapshotRequests() {
        return snapshotRequests;
    }
}
