package io.everbook.site;

import io.aeron.AeronCounters;
import io.aeron.cluster.service.ClusterCounters;
import org.agrona.concurrent.status.CountersReader;

/**
 * How long what the leader has appended waits for its commit, seen from outside by two counters. One thread.
 */
final class CommitWait {
    private static final int CLUSTER_ID = 0;

    private final CountersReader counters;
    private final LogRecording recording;
    private int commitCounter = CountersReader.NULL_COUNTER_ID;
    private long markPosition = -1;
    private long markNs;

    CommitWait(final CountersReader counters, final LogRecording recording) {
        this.counters = counters;
        this.recording = recording;
    }

    /**
     * Looks.
     *
     * @param nowNs of the monotonic clock.
     * @return nanoseconds that the watched position has waited, or had waited when it was committed; 0: none waits.
     */
    long poll(final long nowNs) {
        final long commit = commitPosition();
        if (markPosition < 0) {
            final long appended = recording.position();
            markPosition = appended > commit ? appended : -1;
            markNs = nowNs;
            return 0;
        }
        if (commit >= markPosition) {
            markPosition = -1;
        }
        return nowNs - markNs;
    }

    /** Forgets what was watched. */
    void reset() {
        markPosition = -1;
    }

    private long commitPosition() {
        if (commitCounter == CountersReader.NULL_COUNTER_ID
            || counters.getCounterState(commitCounter) != CountersReader.RECORD_ALLOCATED
            || counters.getCounterTypeId(commitCounter) != AeronCounters.CLUSTER_COMMIT_POSITION_TYPE_ID) {
            commitCounter = ClusterCounters.find(
                counters, AeronCounters.CLUSTER_COMMIT_POSITION_TYPE_ID, CLUSTER_ID);
        }
        return commitCounter == CountersReader.NULL_COUNTER_ID
            ? Long.MAX_VALUE : counters.getCounterValue(commitCounter);
    }
}
