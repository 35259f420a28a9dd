package io.everbook.site;

import io.aeron.cluster.ClusterControl;
import io.aeron.cluster.NodeControl;
import io.everbook.embedded.SnapshotFollower;
import org.agrona.concurrent.status.AtomicCounter;
import org.agrona.concurrent.status.CountersReader;

import java.util.concurrent.TimeUnit;

/**
 * Has the leader ask for a snapshot of all sites at every multiple of the interval, by the clock, which every site
 * knows beforehand: each has its journal forced in the seconds before, so that the snapshot, which waits for the
 * journal to be on the disk, waits for next to nothing. One thread.
 */
final class SnapshotSchedule {
    private static final int CLUSTER_ID = 0;
    private static final long AHEAD_NS = TimeUnit.SECONDS.toNanos(3);

    private final long intervalNs;
    private final CountersReader counters;
    private final SnapshotFollower follower;
    private long dueNs;
    private boolean prepared;

    SnapshotSchedule(final SiteConfig config, final CountersReader counters, final SnapshotFollower follower) {
        intervalNs = TimeUnit.MILLISECONDS.toNanos(config.snapshots().intervalMs());
        this.counters = counters;
        this.follower = follower;
    }

    /**
     * Does what is due.
     *
     * @param clockNs of the site.
     * @param leads   whether this site asks.
     */
    void poll(final long clockNs, final boolean leads) {
        if (intervalNs == 0) {
            return;
        }
        if (dueNs == 0) {
            dueNs = next(clockNs);
        } else if (!prepared && clockNs >= dueNs - AHEAD_NS) {
            prepared = true;
            follower.prepare(2 * AHEAD_NS);
        } else if (clockNs >= dueNs) {
            prepared = false;
            dueNs = next(clockNs);
            ask(leads);
        }
    }

    /**
     * Has the consensus module make those entries of its recording log invalid whose recording is gone.
     *
     * @param leads whether this site leads: it isn't asked then.
     */
    void checkRecordingLog(final boolean leads) {
        final AtomicCounter toggle = leads ? null : NodeControl.findControlToggle(counters, CLUSTER_ID);
        if (toggle != null) {
            NodeControl.ToggleState.VALIDATE_RECORDING_LOG.toggle(toggle);
        }
    }

    private long next(final long clockNs) {
        return (clockNs / intervalNs + 1) * intervalNs;
    }

    private void ask(final boolean leads) {
        final AtomicCounter toggle = leads ? ClusterControl.findControlToggle(counters, CLUSTER_ID) : null;
        if (toggle != null) {
            ClusterControl.ToggleState.SNAPSHOT.toggle(toggle);
        }
    }
}
