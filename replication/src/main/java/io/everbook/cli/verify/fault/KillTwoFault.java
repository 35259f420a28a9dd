package io.everbook.cli.verify.fault;

import io.everbook.cli.trial.SiteProcess;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Two sites of three are killed outright: the quorum is lost until they come back. Their machines live on, so that what
 * they held in the page cache is still there.
 */
final class KillTwoFault extends Fault {
    private List<SiteProcess> killed = List.of();

    private KillTwoFault(final SplittableRandom random) {
        super(random, 500, 1_500);
    }

    static Fault of(final SplittableRandom random) {
        return new KillTwoFault(random);
    }

    @Override
    public void strike(final Rig rig) {
        final SiteProcess spared = random().nextBoolean() ? rig.leaderNow() : rig.followerNow(random());
        killed = rig.sites().stream().filter(site -> site != spared).toList();
        killed.forEach(rig::kill);
        victim(killed.get(0));
    }

    @Override
    public void lift(final Rig rig) {
        killed.forEach(rig::start);
    }

    @Override
    public boolean isOver(final Rig rig) {
        return killed.stream().allMatch(site -> isCaughtUp(rig, site));
    }
}
