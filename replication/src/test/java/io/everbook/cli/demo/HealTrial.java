package io.everbook.cli.demo;

import io.everbook.cli.network.FaultInForce;
import io.everbook.cli.network.VirtualNetwork;
import io.everbook.cli.trial.ChildProcess;
import io.everbook.cli.trial.Hosts;
import io.everbook.cli.trial.SiteGroup;
import io.everbook.cli.trial.SiteProcess;
import io.everbook.cli.trial.SiteState;
import io.everbook.cli.trial.TrialParts;
import io.everbook.cli.trial.Waiting;
import io.everbook.cli.trial.Workspace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/**
 * What follows when a site's links are cut for a while and come back: three sites and the traders, each on a host of
 * its own.
 */
final class HealTrial implements AutoCloseable {
    private static final int RATE = 1_000;
    private static final long FLOW_MS = 30_000;
    private static final long WARM_MS = 8_000;
    private static final long STEADY_MS = 2_000;
    private static final long WATCHED_MS = 2_500;
    private static final long REJOIN_MS = 10_000;

    private final List<long[]> silences = new CopyOnWriteArrayList<>();
    private final Set<Long> leaders = new HashSet<>();
    private final Workspace workspace;
    private final VirtualNetwork network;
    private final SiteGroup sites;
    private final ChildProcess desk;
    private volatile boolean flowing;

    HealTrial(final Path directory) {
        workspace = new Workspace("heal", directory);
        final List<String> hosts = new ArrayList<>(DemoConfig.SITES);
        hosts.add("desk");
        network = VirtualNetwork.create(hosts, 1);
        final DemoConfig config = new DemoConfig(1, RATE, List.of(), 0, null, null, false);
        sites = new SiteGroup(DemoConfig.SITES, workspace, config.secrets(), TrialParts.real(), hosts());
        sites.start();
        desk = ChildProcess.start("desk", network.inside("desk", TrialParts.siteJava().of(DeskMain.class.getName(),
            sites.members(), network.address("desk"), String.valueOf(RATE), "1",
            workspace.disk().resolve("desk").toString())), workspace.logs(), this::onLine);
        Waiting.until(() -> flowing, FLOW_MS, () -> "the flow; see " + workspace.logs());
        Waiting.holds(() -> false, WARM_MS);
    }

    /**
     * One heal.
     *
     * @param led        whether it was the leader that was cut off.
     * @param cutMs      for how long.
     * @param gapMs      the longest silence that began while it was.
     * @param outages    how many leaders more than were needed: 0 is right.
     * @param silenceMs  the longest silence that began after the heal.
     * @param rejoinedMs how long the healed site took to follow.
     */
    record Heal(boolean led, long cutMs, long gapMs, int outages, long silenceMs, long rejoinedMs) {
    }

    Heal heal(final boolean leads, final long cutMs) {
        Waiting.holds(() -> false, STEADY_MS);
        final SiteProcess leader = sites.leader().orElseThrow();
        final SiteProcess site = leads ? leader
            : sites.sites().stream().filter(other -> other != leader).findFirst().orElseThrow();
        final long epoch = leader.state().epoch();
        final long cutAt = System.currentTimeMillis();
        final FaultInForce cut = network.faults().isolate(site.name());
        leaders.clear();
        watch(() -> false, cutMs);
        final long healedAt = System.currentTimeMillis();
        cut.close();
        watch(() -> site.state().epoch() >= others(site) && "FOLLOWER".equals(site.state().role()), REJOIN_MS);
        final long rejoinedAt = System.currentTimeMillis();
        watch(() -> false, WATCHED_MS);
        leaders.remove(epoch);
        return new Heal(leads, cutMs, longest(cutAt - 200, healedAt), Math.max(0, leaders.size() - (leads ? 1 : 0)),
            longest(healedAt, Long.MAX_VALUE), rejoinedAt - healedAt);
    }

    @Override
    public void close() {
        desk.close();
        sites.close();
        network.close();
        workspace.removeMemory();
    }

    private Hosts hosts() {
        return new Hosts() {
            @Override
            public String address(final String host) {
                return network.address(host);
            }

            @Override
            public List<String> inside(final String host, final List<String> command) {
                return network.inside(host, command);
            }
        };
    }

    private void watch(final BooleanSupplier until, final long timeoutMs) {
        Waiting.holds(() -> {
            sites.sites().stream().map(SiteProcess::state).filter(SiteState::isLeader)
                .forEach(state -> leaders.add(state.epoch()));
            return until.getAsBoolean();
        }, timeoutMs);
    }

    private long others(final SiteProcess cut) {
        return sites.sites().stream().filter(site -> site != cut).mapToLong(site -> site.state().epoch()).max()
            .orElse(0);
    }

    private long longest(final long fromMs, final long toMs) {
        return silences.stream().filter(silence -> silence[0] >= fromMs && silence[0] < toMs)
            .mapToLong(silence -> silence[1]).max().orElse(0);
    }

    private void onLine(final String line) {
        flowing |= line.startsWith("FLOWING");
        if (line.startsWith("SILENCE")) {
            final String[] words = line.split("[ =]");
            silences.add(new long[] {Long.parseLong(words[2]), Long.parseLong(words[4])});
        }
    }
}
