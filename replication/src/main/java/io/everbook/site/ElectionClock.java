package io.everbook.site;

import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.ElectionState;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusterClock;
import org.agrona.concurrent.status.AtomicCounter;

import java.util.concurrent.TimeUnit;

/**
 * The clock as the consensus module reads it at the beginning of every duty cycle and after every report of a member,
 * which is the place to tell it, on its own thread, what depends on where its election stands: who alone may ask for
 * votes, how patient it is, and which members a leader may count.
 *
 * <p>It is as quick as its timers say in noticing a lost leader and in counting votes. Once votes are cast it is three
 * times as patient, since to give up on joining the new leader's log means to begin again. And until its first election
 * is over, everything takes longer: processes are starting, nothing is compiled yet, and there is nothing to lose.
 */
final class ElectionClock implements ClusterClock {
    private static final int JOINING_PATIENCE = 3;
    private static final int STARTING_PATIENCE = 10;

    private final SiteClock clock;
    private final Nomination nomination;
    private final ConsensusMembers members;
    private final Canvass canvass;
    private final TermGuard terms;
    private final SiteTimers timers;
    private final Pauses pauses;
    private final ConsensusModule.Context context;
    private final Thread launcher = Thread.currentThread();
    private long state = -1;
    private boolean started;

    ElectionClock(
        final SiteClock clock,
        final Nomination nomination,
        final ConsensusMembers members,
        final SiteTimers timers,
        final Pauses pauses,
        final ConsensusModule.Context context) {
        this.clock = clock;
        this.nomination = nomination;
        this.members = members;
        canvass = new Canvass(members, timers);
        terms = new TermGuard(members);
        this.timers = timers;
        this.pauses = pauses;
        this.context = context;
    }

    @Override
    public TimeUnit timeUnit() {
        return clock.timeUnit();
    }

    @Override
    public long time() {
        final AtomicCounter election = context.electionStateCounter();
        if (Thread.currentThread() != launcher && election != null && !election.isClosed()) {
            final long now = election.getPlain();
            onState(now);
            if (now == ElectionState.CLOSED.code()) {
                pauses.running(System.nanoTime());
            } else {
                pauses.busy();
            }
        }
        return clock.time();
    }

    private void onState(final long now) {
        final long nowNs = System.nanoTime();
        final boolean quorum = canvass.isQuorum(nowNs, now == ElectionState.CANVASS.code());
        context.appointedLeaderId(nomination.appointed(nowNs, quorum));
        if (now != state) {
            state = now;
            if (now == ElectionState.CLOSED.code()) {
                onElected();
            }
            setPatience(isVoting());
        }
        if (now == ElectionState.CLOSED.code() && leads()) {
            terms.apply();
        }
    }

    /**
     * A new leader opens a channel to every session before it says its first word, which takes a busy machine longer
     * than a leader may be silent otherwise.
     */
    private void onElected() {
        started = true;
        final long nowNs = clock.timeUnit().toNanos(clock.time());
        if (leads()) {
            members.heard(nowNs);
        } else {
            members.leaderHeard(nowNs + (JOINING_PATIENCE - 1) * timers.heartbeatTimeoutNs());
        }
    }

    private boolean leads() {
        return context.clusterNodeRoleCounter().getPlain() == Cluster.Role.LEADER.code();
    }

    private boolean isVoting() {
        return state <= ElectionState.FOLLOWER_BALLOT.code() || state == ElectionState.CLOSED.code();
    }

    private void setPatience(final boolean voting) {
        final int patience = voting ? 1 : JOINING_PATIENCE;
        context
            .leaderHeartbeatTimeoutNs(
                started ? patience * timers.heartbeatTimeoutNs() : JOINING_PATIENCE * timers.canvassTimeoutNs())
            .electionTimeoutNs(started ? timers.electionTimeoutNs() : STARTING_PATIENCE * timers.electionTimeoutNs());
    }
}
