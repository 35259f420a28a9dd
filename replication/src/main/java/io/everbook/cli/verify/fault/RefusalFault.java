package io.everbook.cli.verify.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A follower is stopped, something of it is spoiled, and it is started again: it must refuse, and say why.
 */
abstract class RefusalFault extends Fault {
    private final List<String> complaints = new ArrayList<>();

    RefusalFault(final SplittableRandom random) {
        super(random, 4_000, 6_000);
    }

    /** Spoils what the stopped victim needs. */
    abstract void spoil(Rig rig);

    final void complain(final String what) {
        complaints.add(victim().name() + what);
    }

    @Override
    public final boolean isSudden() {
        return false;
    }

    @Override
    public final void strike(final Rig rig) {
        stopFollower(rig);
        spoil(rig);
        rig.start(victim());
        rig.mayEnd(victim());
    }

    @Override
    public final boolean isRipe() {
        return !victim().isAlive() || victim().state().ready();
    }

    @Override
    public final List<String> complaints() {
        return complaints;
    }
}
