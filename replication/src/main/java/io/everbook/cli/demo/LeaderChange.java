package io.everbook.cli.demo;

import io.everbook.api.EverbookException;
import io.everbook.cli.trial.SiteGroup;
import io.everbook.cli.trial.SiteProcess;
import io.everbook.cli.trial.Waiting;
import io.everbook.cli.trial.Workspace;
import java.util.concurrent.TimeUnit;

/**
 * Takes the lead from a site: by killing it with commands in flight, and bringing it back, or by a {@link PlannedMove}.
 *
 * <p>What is in flight is counted on the traders' own thread at the instant of the kill, with nothing received in
 * between: submitted, and not answered yet.
 */
final class LeaderChange {
    /** The stop point where the command is committed and applied, and its answer has not left. */
    static final String BEFORE_EGRESS = "AFTER_COMMIT_BEFORE_EGRESS";
    private static final int BURST_EACH = 96;
    private static final int WANTED_IN_FLIGHT = 3 * DemoConfig.MIN_IN_FLIGHT;
    private static final long BURST_POLL_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long RECOVERY_MS = 20_000;
    private static final long LEADER_MS = 10_000;
    private final SiteGroup cluster;
    private final Workspace workspace;
    private final TraderLoop loop;

    LeaderChange(final SiteGroup cluster, final TraderLoop loop, final Workspace workspace) {
        this.cluster = cluster;
        this.workspace = workspace;
        this.loop = loop;
    }

    /**
     * Ends the leadership.
     *
     * @param cause of its end.
     * @param index of the failover in the run.
     * @return what happened.
     */
    Failover begin(final Failover.Cause cause, final int index) {
        final SiteProcess leader = leader();
        if (cause == Failover.Cause.MOVE) {
            return PlannedMove.from(leader, workspace);
        }
        if (cause == Failover.Cause.KILL_BEFORE_EGRESS) {
            stopBeforeEgress(leader);
            return loop.call(() -> killNow(leader, cause, index));
        }
        return loop.call(() -> {
            if (cause == Failover.Cause.KILL_IN_BURST) {
                burst();
            }
            return killNow(leader, cause, index);
        });
    }

    /**
     * Waits until the sites answer again, starts the killed one again, waits until it has caught up, and has all take a
     * snapshot, as an operator's schedule does, so that none replays the whole day; a planned move is complete already.
     *
     * @param failover to complete.
     */
    void complete(final Failover failover) {
        if (failover.cause() == Failover.Cause.MOVE) {
            return;
        }
        final SiteProcess killed = site(failover.leader());
        killed.kill();
        final long acknowledged = loop.acknowledged();
        Waiting.until(() -> loop.acknowledged() > acknowledged + DemoConfig.MIN_IN_FLIGHT || !loop.isAlive(),
            RECOVERY_MS, () -> "answers after the loss of " + killed.name());
        killed.start();
        cluster.awaitCaughtUp(killed);
        final SiteProcess leader = leader();
        failover.recovered(leader.name(), System.nanoTime());
        if (!cluster.snapshot(leader)) {
            throw new EverbookException("no snapshot was taken by " + leader.name() + " and the others");
        }
    }

    private void stopBeforeEgress(final SiteProcess leader) {
        leader.arm(BEFORE_EGRESS);
        Waiting.until(leader::isStopped, RECOVERY_MS, () -> leader.name() + " to come to " + BEFORE_EGRESS);
        Waiting.until(() -> loop.inFlight() >= WANTED_IN_FLIGHT, RECOVERY_MS, () -> "commands to be in flight");
    }

    /**
     * One burst until its first answers are here, and at once another: the kill then finds commands answered,
     * committed, under way, and not arrived at all.
     */
    private void burst() {
        final long endNs = System.nanoTime() + BURST_POLL_NS;
        burstOnce();
        final int before = loop.unanswered();
        while (loop.unanswered() == before && System.nanoTime() < endNs) {
            loop.traders().forEach(Trader::poll);
        }
        burstOnce();
    }

    private void burstOnce() {
        final long nowNs = System.nanoTime();
        loop.traders().forEach(trader -> trader.burst(BURST_EACH, nowNs));
    }

    private Failover killNow(final SiteProcess leader, final Failover.Cause cause, final int index) {
        final long nowNs = System.nanoTime();
        leader.killNow();
        int inFlight = 0;
        for (final Trader trader : loop.traders()) {
            inFlight += trader.history().markInDoubt(index);
        }
        return new Failover(cause, leader.name(), inFlight, nowNs, leader.stoppedAt());
    }

    private SiteProcess leader() {
        Waiting.until(() -> {
            cluster.askStates();
            return cluster.leader().isPresent();
        }, LEADER_MS, () -> "a leader");
        return cluster.leader().orElseThrow();
    }

    private SiteProcess site(final String name) {
        return cluster.sites().stream().filter(site -> site.name().equals(name)).findFirst()
            .orElseThrow(() -> new EverbookException("no site " + name));
    }
}
