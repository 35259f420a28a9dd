package io.everbook.cli.verify.fault;

import io.everbook.cli.trial.SiteProcess;
import java.util.SplittableRandom;

/**
 * A follower is started on a machine whose clock is seconds behind, and then the leader is killed, so that the one
 * whose clock is behind leads: the log's time goes back, and engine time must not. Once both are well the site is
 * started again with its clock set right.
 */
final class ClockSkewFault extends Fault {
    private static final long MAX_BEHIND_MS = 4_000;
    private static final long MIN_BEHIND_MS = 1_500;
    private SiteProcess leader;
    private boolean killed;
    private boolean right;

    private ClockSkewFault(final SplittableRandom random) {
        super(random, 6_000, 8_000);
    }

    static Fault of(final SplittableRandom random) {
        return new ClockSkewFault(random);
    }

    @Override
    public boolean isSudden() {
        return false;
    }

    @Override
    public void strike(final Rig rig) {
        leader = rig.leaderNow();
        victim(rig.sites().get((leader.member() + 1) % rig.sites().size()));
        rig.kill(victim());
        rig.start(victim(), -random().nextLong(MIN_BEHIND_MS, MAX_BEHIND_MS));
    }

    @Override
    public void tick(final Rig rig, final long lastNs) {
        if (!killed && isCaughtUp(rig, victim()) && leader.state().isLeader()) {
            killed = true;
            rig.kill(leader);
        }
    }

    @Override
    public void lift(final Rig rig) {
        if (killed) {
            rig.start(leader);
        }
    }

    @Override
    public boolean isOver(final Rig rig) {
        final boolean well = isCaughtUp(rig, victim()) && isCaughtUp(rig, leader);
        if (well && !right) {
            right = true;
            rig.kill(victim());
            rig.start(victim());
            return false;
        }
        return well;
    }
}
