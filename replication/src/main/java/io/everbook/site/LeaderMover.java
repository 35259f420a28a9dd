package io.everbook.site;

import java.io.PrintStream;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Moves the leadership to a named site on purpose.
 *
 * <p>The way of a move: the leader says through the log that it begins, and its connections hold. Once no record came
 * for a moment, so that nothing is in doubt, it says through the log that all elect now. Every site stops recording its
 * log when it has applied that, which puts its consensus module into an election with all members alive and their logs
 * equal: unanimous, without any waiting. The followers stop a moment after the leader, which would otherwise call them
 * back into its term. And the others leave the first word to the target, see {@link Nomination}.
 *
 * <p>If a step is lost, nothing happens, and the connections go on after a second. If the target fails in between,
 * one of the others is elected. Used by the watch's thread.
 */
final class LeaderMover {
    private static final long QUIET_NS = TimeUnit.MILLISECONDS.toNanos(4);
    private static final long PATIENCE_NS = TimeUnit.MILLISECONDS.toNanos(60);
    private static final long AFTER_LEADER_NS = TimeUnit.MILLISECONDS.toNanos(15);
    private static final long REFUSAL_NS = TimeUnit.SECONDS.toNanos(3);
    private static final long HOLD_NS = TimeUnit.SECONDS.toNanos(1);

    private final Random ids = new Random();
    private final SiteConfig config;
    private final SiteState state;
    private final LeaderMoves moves;
    private final Nomination nomination;
    private final LogRecording recording;
    private final SystemSession session;
    private final PrintStream errors;
    private LeaderMoves.Step seen;
    private long askedNs;
    private long granted;
    private long begunNs;
    private long quietNs;
    private long quietSequence;
    private long electing;
    private boolean stopping;
    private long stopNs;

    LeaderMover(
        final SiteConfig config,
        final SiteState state,
        final LeaderMoves moves,
        final Nomination nomination,
        final LogRecording recording,
        final SystemSession session,
        final PrintStream errors) {
        this.config = config;
        this.state = state;
        this.moves = moves;
        this.nomination = nomination;
        this.recording = recording;
        this.session = session;
        this.errors = errors;
        seen = moves.newest();
    }

    /** Whether sessions hold, so that nothing else should be said to the log. */
    boolean isMoving(final long nowNs) {
        return seen.step() == LeaderMoves.BEGUN && nowNs - begunNs < HOLD_NS;
    }

    /** Begins a move of this site's own accord. */
    boolean begin(final int target) {
        return session.move(1 + ids.nextInt(Integer.MAX_VALUE), target, LeaderMoves.BEGUN);
    }

    int poll(final long nowNs, final boolean leads, final PeerViews peers) {
        final LeaderMoves.Step newest = moves.newest();
        if (newest != seen) {
            seen = newest;
            onStep(nowNs, leads, peers);
        }
        if (stopping) {
            return stop(nowNs);
        }
        if (leads && seen.step() == LeaderMoves.ASKED && granted != seen.id()) {
            return grant(nowNs, peers);
        }
        return leads && isMoving(nowNs) && electing != seen.id() ? drain(nowNs) : 0;
    }

    private void onStep(final long nowNs, final boolean leads, final PeerViews peers) {
        switch (seen.step()) {
            case LeaderMoves.ASKED -> askedNs = nowNs;
            case LeaderMoves.BEGUN -> onBegun(nowNs);
            case LeaderMoves.ELECT -> elect(leads ? nowNs : nowNs + AFTER_LEADER_NS);
            default -> errors.println("WARN a move of the leadership has the unknown step " + seen.step());
        }
    }

    /** What the peers said last may be older than what has been asked, so that a refusal takes a while. */
    private int grant(final long nowNs, final PeerViews peers) {
        final String why = seen.target() == config.member() ? "this site leads already" : peers.unfit(seen.target());
        if (why.isEmpty() && session.move(seen.id(), seen.target(), LeaderMoves.BEGUN)) {
            granted = seen.id();
            return 1;
        }
        if (nowNs - askedNs >= REFUSAL_NS) {
            granted = seen.id();
            errors.println("WARN the leadership isn't moved to member " + seen.target() + ": " + why);
        }
        return 0;
    }

    private void onBegun(final long nowNs) {
        begunNs = nowNs;
        quietNs = nowNs;
        quietSequence = seen.sequence();
    }

    private int drain(final long nowNs) {
        final long sequence = state.read().sequence();
        if (sequence != quietSequence) {
            quietSequence = sequence;
            quietNs = nowNs;
        }
        if ((nowNs - quietNs >= QUIET_NS || nowNs - begunNs >= PATIENCE_NS)
            && session.move(seen.id(), seen.target(), LeaderMoves.ELECT)) {
            electing = seen.id();
            return 1;
        }
        return 0;
    }

    private void elect(final long atNs) {
        nomination.prefer(seen.target());
        stopNs = atNs;
        stopping = true;
    }

    private int stop(final long nowNs) {
        if (!stopping || nowNs - stopNs < 0) {
            return 0;
        }
        stopping = false;
        recording.stop();
        return 1;
    }
}
