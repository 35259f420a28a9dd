package io.everbook.cli.verify.fault;

import java.util.SplittableRandom;

/**
 * A site's machine has its clock stepped, by seconds or by an hour, ahead or back, and stepped right again.
 */
final class ClockStepFault extends Fault {
    private static final long[] STEPS_MS = {-3_600_000, -2_000, -100, 100, 2_000, 3_600_000};

    private ClockStepFault(final SplittableRandom random) {
        super(random, 800, 2_500);
    }

    static Fault of(final SplittableRandom random) {
        return new ClockStepFault(random);
    }

    @Override
    public void strike(final Rig rig) {
        victim(random().nextBoolean() ? rig.leaderNow() : rig.followerNow(random()))
            .clock(STEPS_MS[random().nextInt(STEPS_MS.length)]);
    }

    @Override
    public void lift(final Rig rig) {
        victim().clock(0);
    }
}
