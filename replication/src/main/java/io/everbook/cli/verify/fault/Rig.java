package io.everbook.cli.verify.fault;

import io.everbook.api.EverbookException;
import io.everbook.cli.SystemCommand;
import io.everbook.cli.disk.LoopDisk;
import io.everbook.cli.network.LinkFaults;
import io.everbook.cli.trial.SiteGroup;
import io.everbook.cli.trial.SiteProcess;
import io.everbook.cli.trial.Workspace;
import io.everbook.cli.verify.client.Clients;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What faults are made on: the sites and their files, the links, the clients. Used by the thread that runs the
 * schedule.
 */
public final class Rig implements AutoCloseable {
    private final ExecutorService snapshots = Executors.newSingleThreadExecutor(task -> {
        final Thread thread = new Thread(task, "snapshots");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<String> meantToBeDown = new TreeSet<>();
    private final SiteGroup sites;
    private final LinkFaults links;
    private final Clients clients;
    private final Workspace workspace;
    private final Map<String, LoopDisk> disks;
    private Future<?> snapshot;
    private int snapshotsTaken;

    /**
     * Joins the parts.
     *
     * @param sites     started.
     * @param links     of the network that the sites are on.
     * @param clients   started.
     * @param workspace of the sites.
     * @param disks     of the sites, by name.
     */
    public Rig(final SiteGroup sites, final LinkFaults links, final Clients clients, final Workspace workspace,
        final Map<String, LoopDisk> disks) {
        this.sites = sites;
        this.links = links;
        this.clients = clients;
        this.workspace = workspace;
        this.disks = disks;
    }

    LinkFaults links() {
        return links;
    }

    Clients clients() {
        return clients;
    }

    Workspace workspace() {
        return workspace;
    }

    /**
     * All sites.
     *
     * @return in the order of their members.
     */
    public List<SiteProcess> sites() {
        return sites.sites();
    }

    /**
     * Asks every site for its state.
     */
    public void askStates() {
        sites.askStates();
    }

    /**
     * The site that leads.
     *
     * @return none if no living site says so.
     */
    public Optional<SiteProcess> leader() {
        return sites.leader();
    }

    LoopDisk disk(final SiteProcess site) {
        return disks.get(site.name());
    }

    /**
     * Starts a site that has lost its files, or whose files are of no use any more, from the leader's log.
     */
    void startFromLeader(final SiteProcess site) {
        site.kill();
        Workspace.remove(workspace.site(site.name()));
        site.startFrom(leaderNow().name());
        meantToBeDown.add(site.name());
    }

    SiteProcess leaderNow() {
        return leader().orElseThrow(() -> new EverbookException("no leader to strike"));
    }

    SiteProcess followerNow(final SplittableRandom random) {
        final SiteProcess leader = leaderNow();
        final List<SiteProcess> followers = sites().stream().filter(site -> site != leader).toList();
        return followers.get(random.nextInt(followers.size()));
    }

    List<String> othersOf(final SiteProcess site) {
        return sites().stream().filter(other -> other != site).map(SiteProcess::name).toList();
    }

    void kill(final SiteProcess site) {
        meantToBeDown.add(site.name());
        site.killNow();
    }

    void start(final SiteProcess site) {
        start(site, 0);
    }

    void start(final SiteProcess site, final long clockOffsetMs) {
        site.kill();
        site.start(clockOffsetMs);
        meantToBeDown.remove(site.name());
    }

    /**
     * Lets a site end by itself without that being a failure of the run.
     */
    void mayEnd(final SiteProcess site) {
        meantToBeDown.add(site.name());
    }

    /**
     * Holds a site's end to be a failure of the run again.
     */
    void mustRun(final SiteProcess site) {
        meantToBeDown.remove(site.name());
    }

    void signal(final SiteProcess site, final String name) {
        SystemCommand.succeeds("kill", "-" + name, Long.toString(site.pid()));
    }

    /**
     * Sites that ended and were not meant to.
     *
     * @return their names.
     */
    public List<String> deadUnasked() {
        return sites().stream().filter(site -> !site.isAlive() && !meantToBeDown.contains(site.name()))
            .map(SiteProcess::name).toList();
    }

    /**
     * Has the leader take a snapshot with all the others, unless one is under way. One that fails, as a fault may make
     * it, is not counted.
     */
    public void snapshot() {
        if (snapshot == null || snapshot.isDone()) {
            leader().ifPresent(leader -> snapshot = snapshots.submit(() -> take(leader)));
        }
    }

    /**
     * How many snapshots were taken.
     *
     * @return the count.
     */
    public int snapshotsTaken() {
        return snapshotsTaken;
    }

    private void take(final SiteProcess leader) {
        snapshotsTaken += sites.snapshot(leader) ? 1 : 0;
    }

    @Override
    public void close() {
        snapshots.shutdownNow();
    }
}
