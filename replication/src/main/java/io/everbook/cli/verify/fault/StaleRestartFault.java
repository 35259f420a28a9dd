package io.everbook.cli.verify.fault;

import io.everbook.cli.network.FaultInForce;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * The leader is cut off from the other sites and killed; it is started again with its files while it is still cut off,
 * and clients reach it all the while. It must not lead, whatever it was.
 */
final class StaleRestartFault extends Fault {
    private static final long RESTART_NS = TimeUnit.SECONDS.toNanos(2);
    private FaultInForce inForce;
    private boolean started;
    private boolean led;

    private StaleRestartFault(final SplittableRandom random) {
        super(random, 9_000, 9_000);
    }

    static Fault of(final SplittableRandom random) {
        return new StaleRestartFault(random);
    }

    @Override
    public void strike(final Rig rig) {
        victim(rig.leaderNow());
        inForce = rig.links().partition(List.of(victim().name()), rig.othersOf(victim()));
        rig.kill(victim());
    }

    @Override
    public void tick(final Rig rig, final long lastNs) {
        if (!started && lastNs > RESTART_NS) {
            started = true;
            rig.start(victim());
        }
        led |= started && victim().state().isLeader();
    }

    @Override
    public void lift(final Rig rig) {
        inForce.close();
    }

    @Override
    public List<String> complaints() {
        return led ? List.of(victim().name() + " led beside another leader") : List.of();
    }
}
