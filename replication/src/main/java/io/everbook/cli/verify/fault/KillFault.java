package io.everbook.cli.verify.fault;

import io.everbook.embedded.StopPoint;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * A site's process is killed outright: at any moment or when it comes to a stop point; and again while it recovers, if
 * so wished. It is started again when the fault is lifted.
 */
final class KillFault extends Fault {
    private static final long WAIT_FOR_POINT_NS = TimeUnit.SECONDS.toNanos(4);
    private static final long MIN_AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(900);
    private static final long MAX_AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(3_000);
    private final boolean leader;
    private final StopPoint point;
    private final long againNs;
    private boolean killed;
    private boolean again;
    private long killedAtNs;

    private KillFault(final SplittableRandom random, final boolean leader, final StopPoint point, final boolean again) {
        super(random, again ? 4_000 : 600, again ? 4_500 : 2_000);
        this.leader = leader;
        this.point = point;
        this.again = again;
        this.againNs = random.nextLong(MIN_AGAIN_NS, MAX_AGAIN_NS);
    }

    static Fault ofLeader(final SplittableRandom random) {
        return new KillFault(random, true, null, false);
    }

    static Fault ofFollower(final SplittableRandom random) {
        return new KillFault(random, false, null, false);
    }

    static Fault beforeEgress(final SplittableRandom random) {
        return new KillFault(random, true, StopPoint.AFTER_COMMIT_BEFORE_EGRESS, false);
    }

    static Fault afterAppend(final SplittableRandom random) {
        return new KillFault(random, random.nextBoolean(), StopPoint.AFTER_APPEND, false);
    }

    static Fault beforeAppend(final SplittableRandom random) {
        return new KillFault(random, random.nextBoolean(), StopPoint.BEFORE_APPEND, false);
    }

    static Fault inSnapshot(final SplittableRandom random) {
        return new KillFault(random, random.nextBoolean(), StopPoint.MID_SNAPSHOT, false);
    }

    static Fault againInRecovery(final SplittableRandom random) {
        return new KillFault(random, random.nextBoolean(), null, true);
    }

    @Override
    public void strike(final Rig rig) {
        victim(leader ? rig.leaderNow() : rig.followerNow(random()));
        if (point == null) {
            kill(rig, 0);
        } else {
            victim().arm(point.name());
        }
        if (point == StopPoint.MID_SNAPSHOT) {
            rig.snapshot();
        }
    }

    @Override
    public void tick(final Rig rig, final long lastNs) {
        if (!killed && (victim().isStopped() || lastNs > WAIT_FOR_POINT_NS)) {
            kill(rig, lastNs);
        }
        if (again && killed && lastNs - killedAtNs > againNs / 2 && !victim().isAlive()) {
            rig.start(victim());
        } else if (again && killed && lastNs - killedAtNs > againNs) {
            again = false;
            rig.kill(victim());
        }
    }

    @Override
    public void lift(final Rig rig) {
        rig.start(victim());
    }

    private void kill(final Rig rig, final long lastNs) {
        killed = true;
        killedAtNs = lastNs;
        rig.kill(victim());
    }
}
