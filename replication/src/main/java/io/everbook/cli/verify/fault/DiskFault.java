package io.everbook.cli.verify.fault;

import io.everbook.cli.trial.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Something happens to the disk that a site's files stand on. The site is started again when the fault is lifted; one
 * that refuses what the disk has left, and says why, is started anew from the leader's log, as an operator would.
 */
final class DiskFault extends Fault {
    /** What a site may say where its machine fails it: anything. */
    static final String EXPECTED = ".*";

    private static final long SEED_AGAIN_NS = TimeUnit.SECONDS.toNanos(2);
    private final Disaster disaster;
    private final boolean leader;
    private boolean struck;
    private long seededNs;

    /**
     * What happens to a disk.
     */
    private enum Disaster {
        /** What was not forced is lost, or half of it. */
        POWER_CUT,
        /** Nothing more fits. */
        FULL,
        /** Nothing can be written. */
        READ_ONLY,
        /** Everything is gone. */
        LOST
    }

    private DiskFault(final SplittableRandom random, final Disaster disaster) {
        super(random, 1_500, 3_000);
        this.disaster = disaster;
        this.leader = random.nextBoolean();
    }

    static Fault powerCut(final SplittableRandom random) {
        return new DiskFault(random, Disaster.POWER_CUT);
    }

    static Fault full(final SplittableRandom random) {
        return new DiskFault(random, Disaster.FULL);
    }

    static Fault readOnly(final SplittableRandom random) {
        return new DiskFault(random, Disaster.READ_ONLY);
    }

    static Fault lost(final SplittableRandom random) {
        return new DiskFault(random, Disaster.LOST);
    }

    @Override
    public void strike(final Rig rig) {
        victim(leader ? rig.leaderNow() : rig.followerNow(random()));
        rig.mayEnd(victim());
        if (disaster == Disaster.POWER_CUT) {
            rig.signal(victim(), "STOP");
        } else if (disaster == Disaster.LOST) {
            rig.kill(victim());
        }
    }

    @Override
    public void tick(final Rig rig, final long lastNs) {
        if (!struck) {
            struck = true;
            switch (disaster) {
                case POWER_CUT -> cutPower(rig);
                case FULL -> rig.disk(victim()).fill(0);
                case READ_ONLY -> rig.disk(victim()).failReadOnly();
                default -> victim().kill();
            }
        }
    }

    @Override
    public void lift(final Rig rig) {
        rig.kill(victim());
        victim().kill();
        switch (disaster) {
            case FULL -> rig.disk(victim()).free();
            case READ_ONLY -> rig.disk(victim()).repair();
            case LOST -> Workspace.remove(rig.workspace().site(victim().name()));
            default -> forgetBoot(rig.workspace().site(victim().name()).resolve("running"));
        }
        if (disaster != Disaster.LOST) {
            rig.start(victim());
            rig.mayEnd(victim());
        }
    }

    @Override
    public boolean isOver(final Rig rig) {
        seed(rig);
        final boolean over = super.isOver(rig);
        if (over) {
            rig.mustRun(victim());
        }
        return over;
    }

    /** A peer that isn't ready at this moment refuses; the operator asks again. */
    private void seed(final Rig rig) {
        final long nowNs = System.nanoTime();
        if (!victim().isAlive() && rig.leader().isPresent() && (seededNs == 0 || nowNs - seededNs > SEED_AGAIN_NS)) {
            seededNs = nowNs;
            rig.startFromLeader(victim());
        }
    }

    private void cutPower(final Rig rig) {
        rig.disk(victim()).cutPower();
        rig.kill(victim());
        victim().kill();
        if (random().nextBoolean()) {
            rig.disk(victim()).restorePower();
        } else {
            rig.disk(victim()).restorePower(random().nextLong());
        }
    }

    /** The machine comes up with another boot id than the one the site noted. */
    private static void forgetBoot(final Path running) {
        try {
            if (Files.exists(running)) {
                Files.writeString(running, "an earlier boot");
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write " + running, e);
        }
    }
}
