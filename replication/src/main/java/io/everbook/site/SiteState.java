package io.everbook.site;

import java.lang.invoke.VarHandle;

/**
 * Where a site's service stands, written by the service's thread and read by any other without stopping it.
 *
 * <p>Sequence, chain and epoch are read together from one moment: the writer makes the version odd while it writes, and
 * a reader that saw an odd or a changed version reads again.
 */
final class SiteState {
    private volatile long version;
    private long sequence;
    private long chain;
    private long epoch;
    private volatile int leader = -1;
    private volatile long egressDropped;

    void update(final long newSequence, final long newChain, final long newEpoch) {
        final long next = version + 1;
        version = next;
        VarHandle.fullFence();
        sequence = newSequence;
        chain = newChain;
        epoch = newEpoch;
        version = next + 1;
    }

    void leader(final int member) {
        leader = member;
    }

    void egressDropped(final long count) {
        egressDropped = count;
    }

    int leader() {
        return leader;
    }

    long egressDropped() {
        return egressDropped;
    }

    Moment read() {
        while (true) {
            final long before = version;
            final Moment moment = new Moment(sequence, chain, epoch);
            VarHandle.acquireFence();
            if ((before & 1) == 0 && before == version) {
                return moment;
            }
            Thread.onSpinWait();
        }
    }

    /**
     * One moment of a site.
     *
     * @param sequence of the newest record, 0 before the first.
     * @param chain    its checksum.
     * @param epoch    of the newest term.
     */
    record Moment(long sequence, long chain, long epoch) {
    }
}
