package io.everbook.site;

import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.ElectionState;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusterCounters;
import org.agrona.concurrent.status.CountersReader;

/**
 * Reads this site's role from the consensus module's counters, in the media driver's memory that the reader's own Aeron
 * client maps, so that it outlives the consensus module. One thread.
 */
final class RoleProbe {
    static final int STARTING = 0;
    static final int FOLLOWER = 1;
    static final int CANDIDATE = 2;
    static final int LEADER = 3;

    private static final String[] NAMES = {"STARTING", "FOLLOWER", "CANDIDATE", "LEADER"};
    private static final int CLUSTER_ID = 0;

    private final CountersReader counters;
    private int electionCounter = CountersReader.NULL_COUNTER_ID;
    private int commitCounter = CountersReader.NULL_COUNTER_ID;
    private int roleCounter = CountersReader.NULL_COUNTER_ID;
    private boolean settledOnce;

    RoleProbe(final CountersReader counters) {
        this.counters = counters;
    }

    static String name(final int role) {
        return role >= 0 && role < NAMES.length ? NAMES[role] : "UNKNOWN";
    }

    /**
     * Up to which position of the log this site knows it committed, 0 if it doesn't know.
     */
    long commitPosition() {
        commitCounter = find(commitCounter, ConsensusModule.Configuration.COMMIT_POSITION_TYPE_ID);
        return commitCounter == CountersReader.NULL_COUNTER_ID ? 0 : counters.getCounterValue(commitCounter);
    }

    /**
     * One of the roles above: what the last election decided, or what this site is while one is on.
     */
    int role() {
        if (!find()) {
            return STARTING;
        }
        final boolean settled = isSettled();
        settledOnce |= settled;
        final long role = counters.getCounterValue(roleCounter);
        if (settled && role == Cluster.Role.LEADER.code()) {
            return LEADER;
        }
        if (!settled && role == Cluster.Role.CANDIDATE.code()) {
            return CANDIDATE;
        }
        return settledOnce ? FOLLOWER : STARTING;
    }

    /**
     * Whether the leader is known, no election being on.
     */
    boolean isSettled() {
        return find() && counters.getCounterValue(electionCounter) == ElectionState.CLOSED.code();
    }

    private boolean find() {
        electionCounter = find(electionCounter, ConsensusModule.Configuration.ELECTION_STATE_TYPE_ID);
        roleCounter = find(roleCounter, ConsensusModule.Configuration.CLUSTER_NODE_ROLE_TYPE_ID);
        return electionCounter != CountersReader.NULL_COUNTER_ID && roleCounter != CountersReader.NULL_COUNTER_ID;
    }

    private int find(final int known, final int typeId) {
        if (known != CountersReader.NULL_COUNTER_ID
            && counters.getCounterState(known) == CountersReader.RECORD_ALLOCATED
            && counters.getCounterTypeId(known) == typeId) {
            return known;
        }
        return ClusterCounters.find(counters, typeId, CLUSTER_ID);
    }
}
