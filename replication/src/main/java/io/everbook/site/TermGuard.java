package io.everbook.site;

import io.aeron.cluster.ClusterMember;

/**
 * Has a leader count only members of its own term toward a commit.
 *
 * <p>Aeron Cluster 1.51.0 counts a member's position whatever term it is of ({@code ClusterMember.quorumPosition}). A
 * former leader that comes back with a tail which nobody else holds says, as it canvasses, how long its log is; until
 * it has cut that tail off, the new leader takes it for a copy of its own log, for as long as the heartbeat timeout.
 * While the third site lags, commands are then committed that the leader alone holds, and are lost with it: reproduced
 * by {@code OlderTermTest}. So a member of an older term is taken to hold nothing, until it reports in the leader's.
 * Consensus module's thread, right after each report.
 */
final class TermGuard {
    private final ConsensusMembers members;

    TermGuard(final ConsensusMembers members) {
        this.members = members;
    }

    /** To be called while this site leads and no election is on. */
    void apply() {
        final long term = ownTerm();
        for (final ClusterMember member : members.all()) {
            if (member.leadershipTermId() < term && member.logPosition() > 0) {
                member.logPosition(0);
            }
        }
    }

    private long ownTerm() {
        for (final ClusterMember member : members.all()) {
            if (member.id() == members.self()) {
                return member.leadershipTermId();
            }
        }
        return Long.MIN_VALUE;
    }
}
