package io.everbook.cli.verify.fault;

import io.everbook.cli.SystemCommand;
import java.io.File;
import java.util.SplittableRandom;

/**
 * A site may open no further file: it goes on without, or ends and says why. It is started again when the fault is
 * lifted.
 */
final class DescriptorFault extends Fault {
    private DescriptorFault(final SplittableRandom random) {
        super(random, 2_000, 4_000);
    }

    static Fault of(final SplittableRandom random) {
        return new DescriptorFault(random);
    }

    @Override
    public boolean isSudden() {
        return false;
    }

    @Override
    public void strike(final Rig rig) {
        victim(random().nextBoolean() ? rig.leaderNow() : rig.followerNow(random()));
        rig.mayEnd(victim());
        final String[] open = new File("/proc/" + victim().pid() + "/fd").list();
        final int limit = open == null ? 1 : open.length;
        SystemCommand.run("prlimit", "--pid", Long.toString(victim().pid()), "--nofile=" + limit + ":" + limit);
        rig.snapshot();
    }

    @Override
    public void lift(final Rig rig) {
        rig.kill(victim());
        rig.start(victim());
    }
}
