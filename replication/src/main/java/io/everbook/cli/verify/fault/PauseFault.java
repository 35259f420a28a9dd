package io.everbook.cli.verify.fault;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * A site's process stands still, once or in short turns: a pause shorter than every time limit, a pause longer than
 * those of elections, or a processor that it gets only a part of.
 */
final class PauseFault extends Fault {
    private static final long TURN_NS = TimeUnit.MILLISECONDS.toNanos(60);
    private final boolean leader;
    private final boolean inTurns;
    private boolean stopped;

    private PauseFault(
        final SplittableRandom random, final boolean leader, final boolean inTurns, final long minMs,
        final long maxMs) {
        super(random, minMs, maxMs);
        this.leader = leader;
        this.inTurns = inTurns;
    }

    static Fault brief(final SplittableRandom random) {
        return new PauseFault(random, true, false, 50, 150);
    }

    static Fault longOfLeader(final SplittableRandom random) {
        return new PauseFault(random, true, false, 1_000, 3_500);
    }

    static Fault longOfFollower(final SplittableRandom random) {
        return new PauseFault(random, false, false, 1_000, 3_500);
    }

    static Fault slowProcessor(final SplittableRandom random) {
        return new PauseFault(random, true, true, 1_500, 3_500);
    }

    @Override
    public void strike(final Rig rig) {
        victim(leader ? rig.leaderNow() : rig.followerNow(random()));
        stop(rig, true);
    }

    @Override
    public void tick(final Rig rig, final long lastNs) {
        if (inTurns) {
            stop(rig, lastNs / TURN_NS % 3 != 2);
        }
    }

    @Override
    public void lift(final Rig rig) {
        stop(rig, false);
    }

    private void stop(final Rig rig, final boolean stop) {
        if (stop != stopped) {
            stopped = stop;
            rig.signal(victim(), stop ? "STOP" : "CONT");
        }
    }
}
