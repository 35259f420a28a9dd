package io.everbook.site;

import io.aeron.cluster.ClusterMember;

/**
 * Tells whether a quorum of sites canvasses at this moment, so that there is no leader whom a ballot would disturb: the
 * vote before the vote, which Aeron Cluster lacks.
 *
 * <p>Why: a site that was cut off finds, when its links heal, the messages of an election that is long over, counts
 * those who sent them as its voters, asks for votes in a new term, and so calls a healthy leader into an election. But
 * such messages come in a burst, while a site that canvasses now is heard at every status interval; so a member counts
 * when it was heard three times, each half an interval after the time before. Consensus module's thread.
 */
final class Canvass {
    private static final int REPORTS = 3;

    private final ConsensusMembers members;
    private final long apartNs;
    private final long freshNs;
    private long[] toldNs = {};
    private long[] heardNs = {};
    private int[] reports = {};

    Canvass(final ConsensusMembers members, final SiteTimers timers) {
        this.members = members;
        apartNs = timers.statusIntervalNs() / 2;
        freshNs = timers.heartbeatTimeoutNs() / 2;
    }

    /**
     * Looks at who was heard.
     *
     * @param nowNs        of the monotonic clock.
     * @param isCanvassing whether this site canvasses.
     * @return whether it does, and enough others for a quorum.
     */
    boolean isQuorum(final long nowNs, final boolean isCanvassing) {
        final ClusterMember[] all = members.all();
        if (reports.length != all.length) {
            toldNs = new long[all.length];
            heardNs = new long[all.length];
            reports = new int[all.length];
        }
        int canvassing = isCanvassing ? 1 : 0;
        for (int i = 0; i < all.length; i++) {
            hear(i, all[i].timeOfLastAppendPositionNs(), nowNs, isCanvassing);
            canvassing += all[i].id() != members.self() && reports[i] >= REPORTS ? 1 : 0;
        }
        return all.length > 0 && canvassing >= ClusterMember.quorumThreshold(all.length);
    }

    private void hear(final int member, final long lastNs, final long nowNs, final boolean isCanvassing) {
        if (!isCanvassing || nowNs - heardNs[member] > freshNs) {
            reports[member] = 0;
        }
        final boolean told = toldNs[member] != lastNs;
        toldNs[member] = lastNs;
        if (told && isCanvassing && (reports[member] == 0 || nowNs - heardNs[member] >= apartNs)) {
            reports[member]++;
            heardNs[member] = nowNs;
        }
    }
}
