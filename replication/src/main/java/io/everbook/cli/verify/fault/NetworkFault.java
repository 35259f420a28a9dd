package io.everbook.cli.verify.fault;

import io.everbook.cli.network.FaultInForce;
import io.everbook.cli.network.Link;
import io.everbook.cli.network.LinkFault;
import io.everbook.cli.trial.SiteProcess;
import io.everbook.cli.verify.client.ClientHost;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Something is wrong with links: between sites, or between the clients and a site.
 */
final class NetworkFault extends Fault {
    private static final long FLAP_NS = TimeUnit.MILLISECONDS.toNanos(350);
    private static final long MIN_MS = 1_200;
    private static final long MAX_MS = 3_500;
    private final Cut cut;
    private final boolean flaps;
    private FaultInForce inForce;
    private boolean up;

    /**
     * Makes the fault.
     */
    @FunctionalInterface
    private interface Cut {
        FaultInForce make(NetworkFault fault, Rig rig);
    }

    private NetworkFault(final SplittableRandom random, final boolean flaps, final Cut cut) {
        super(random, MIN_MS, MAX_MS);
        this.cut = cut;
        this.flaps = flaps;
    }

    /** Cut off from the other sites alone: its clients still reach it. */
    static Fault isolateLeaderFromSites(final SplittableRandom random) {
        return new NetworkFault(random, false, (fault, rig) -> {
            final SiteProcess leader = fault.victim(rig.leaderNow());
            return rig.links().partition(List.of(leader.name()), rig.othersOf(leader));
        });
    }

    static Fault isolateLeader(final SplittableRandom random) {
        return new NetworkFault(random, false,
            (fault, rig) -> rig.links().isolate(fault.victim(rig.leaderNow()).name()));
    }

    static Fault isolateFollower(final SplittableRandom random) {
        return new NetworkFault(random, false,
            (fault, rig) -> rig.links().isolate(fault.victim(rig.followerNow(fault.random())).name()));
    }

    static Fault unplugLeader(final SplittableRandom random) {
        return new NetworkFault(random, false,
            (fault, rig) -> rig.links().unplug(fault.victim(rig.leaderNow()).name()));
    }

    static Fault oneWay(final SplittableRandom random) {
        return new NetworkFault(random, false, (fault, rig) -> {
            final String leader = rig.leaderNow().name();
            final String follower = fault.victim(rig.followerNow(fault.random())).name();
            return fault.random().nextBoolean()
                ? rig.links().cut(leader, follower) : rig.links().cut(follower, leader);
        });
    }

    /** The leader and a follower don't reach each other; the other follower reaches both. */
    static Fault bridge(final SplittableRandom random) {
        return new NetworkFault(random, false, (fault, rig) -> {
            final String leader = rig.leaderNow().name();
            return rig.links().partition(
                List.of(leader), List.of(fault.victim(rig.followerNow(fault.random())).name()));
        });
    }

    static Fault flapping(final SplittableRandom random) {
        return new NetworkFault(random, true, (fault, rig) -> {
            final SiteProcess site = fault.victim() == null ? fault.victim(rig.leaderNow()) : fault.victim();
            return rig.links().isolate(site.name());
        });
    }

    static Fault delay(final SplittableRandom random) {
        final Duration delay = Duration.ofMillis(random.nextLong(2, 40));
        return ofSites(random, LinkFault.delayed(delay, delay.dividedBy(2)));
    }

    static Fault loss(final SplittableRandom random) {
        return ofSites(random, LinkFault.lossy(random.nextInt(5_000, 60_000)));
    }

    static Fault duplication(final SplittableRandom random) {
        return ofSites(random, LinkFault.duplicating(random.nextInt(50_000, 400_000)));
    }

    static Fault reordering(final SplittableRandom random) {
        return ofSites(random, LinkFault.reordering(random.nextInt(20_000, 200_000), Duration.ofMillis(3)));
    }

    static Fault narrow(final SplittableRandom random) {
        return ofSites(random, LinkFault.narrow(random.nextLong(400_000, 1_500_000), 64 * 1024));
    }

    static Fault lateLeader(final SplittableRandom random) {
        return ofLeader(random, LinkFault.delayed(Duration.ofMillis(200), Duration.ofMillis(50)));
    }

    static Fault lossyLeader(final SplittableRandom random) {
        return ofLeader(random, LinkFault.lossy(50_000));
    }

    static Fault clientsFromSite(final SplittableRandom random) {
        return new NetworkFault(random, false, (fault, rig) -> {
            final SiteProcess site = rig.sites().get(fault.random().nextInt(rig.sites().size()));
            return rig.links().partition(List.of(ClientHost.NAME), List.of(site.name()));
        });
    }

    @Override
    public void strike(final Rig rig) {
        inForce = cut.make(this, rig);
    }

    @Override
    public void tick(final Rig rig, final long lastNs) {
        if (flaps && up != (lastNs / FLAP_NS % 2 != 0)) {
            up = !up;
            if (up) {
                inForce.close();
            } else {
                inForce = cut.make(this, rig);
            }
        }
    }

    @Override
    public void lift(final Rig rig) {
        inForce.close();
    }

    private static Fault ofLeader(final SplittableRandom random, final LinkFault what) {
        return new NetworkFault(random, false, (fault, rig) -> {
            final SiteProcess leader = fault.victim(rig.leaderNow());
            return rig.links().impose(what, Link.between(List.of(leader.name()), rig.othersOf(leader)));
        });
    }

    private static Fault ofSites(final SplittableRandom random, final LinkFault what) {
        return new NetworkFault(random, false, (fault, rig) -> {
            final SiteProcess site = rig.sites().get(fault.random().nextInt(rig.sites().size()));
            return rig.links().impose(what, Link.between(List.of(site.name()), rig.othersOf(site)));
        });
    }
}
