package io.everbook.site;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where a site's service stands, written by the service's thread and read by any other without stopping it.
 *
 * <p>Sequence, chain and epoch are read together from one moment: the writer makes the version odd while it writes, and
 * a reader that saw an odd or a changed version reads again. What changes with every record is written without the
 * barrier that a volatile write brings.
 */
final class SiteState {
    private final AtomicLong version = new AtomicLong();
    private final AtomicLong logPosition = new AtomicLong();
    private final AtomicLong lastWork = new AtomicLong();
    private long sequence;
    private long chain;
    private long epoch;
    private volatile int leader = -1;
    private volatile long egressDropped;
    private volatile Hashed hashed = new Hashed(0, 0);
    private volatile int logicVersion = 1;
    private volatile int maxLogicVersion = 1;
    private volatile boolean caughtUp;
    private volatile boolean fresh;
    private volatile long logStart;
    private volatile String notReady = "starting";

    void update(final long newSequence, final long newChain, final long newEpoch) {
        final long next = version.getPlain() + 1;
        version.setRelease(next);
        VarHandle.storeStoreFence();
        sequence = newSequence;
        chain = newChain;
        epoch = newEpoch;
        version.setRelease(next + 1);
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

    void logPosition(final long position) {
        logPosition.setRelease(position);
    }

    long logPosition() {
        return logPosition.getAcquire();
    }

    /** Notes the sequence of a record that is more than a site's report. */
    void lastWork(final long sequence) {
        lastWork.setRelease(sequence);
    }

    long lastWork() {
        return lastWork.getAcquire();
    }

    /** Notes a finished engine snapshot; safe for any thread. */
    void hashed(final long snapshotSequence, final long fullHash) {
        hashed = new Hashed(snapshotSequence, fullHash);
    }

    Hashed hashed() {
        return hashed;
    }

    void logicVersions(final int present, final int newest) {
        if (logicVersion != present || maxLogicVersion != newest) {
            logicVersion = present;
            maxLogicVersion = newest;
        }
    }

    int logicVersion() {
        return logicVersion;
    }

    int maxLogicVersion() {
        return maxLogicVersion;
    }

    void caughtUp(final boolean holdsAll) {
        caughtUp = holdsAll;
    }

    /** Whether, since its start, the site has held all that the leader then had. */
    boolean caughtUp() {
        return caughtUp;
    }

    void fresh(final boolean hadNothing) {
        fresh = hadNothing;
    }

    /** Whether the site's directory held nothing of a cluster when it started. */
    boolean fresh() {
        return fresh;
    }

    void logStart(final long position) {
        logStart = position;
    }

    /** Where the log in the site's archive begins. */
    long logStart() {
        return logStart;
    }

    void notReady(final String reason) {
        notReady = reason;
    }

    /** Why the site is not ready; empty: it is. */
    String notReady() {
        return notReady;
    }

    Moment read() {
        while (true) {
            final long before = version.getAcquire();
            final Moment moment = new Moment(sequence, chain, epoch);
            VarHandle.acquireFence();
            if ((before & 1) == 0 && before == version.getPlain()) {
                return moment;
            }
            Thread.onSpinWait();
        }
    }

    /**
     * A snapshot's hash.
     *
     * @param sequence of the newest snapshot, 0 before the first.
     * @param fullHash of the engine's state at it.
     */
    record Hashed(long sequence, long fullHash) {
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
