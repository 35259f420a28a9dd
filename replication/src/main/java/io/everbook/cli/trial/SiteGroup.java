package io.everbook.cli.trial;

import io.aeron.cluster.ClusterTool;
import io.everbook.api.EverbookException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Sites as processes, each on a host: started, asked, killed, started again, and gone when it is closed.
 */
public final class SiteGroup implements AutoCloseable {
    private static final long START_MS = 40_000;
    private static final long STILL_MS = 300;
    private final List<SiteProcess> sites = new ArrayList<>();
    private final Workspace workspace;
    private final String members;

    /**
     * Prepares the sites; nothing runs yet.
     *
     * @param names     of the sites.
     * @param workspace for their files.
     * @param secrets   of the participants.
     * @param parts     the command line, main class and settings of a site's process.
     * @param hosts     one for each site, by its name.
     */
    public SiteGroup(
        final List<String> names, final Workspace workspace, final Map<Integer, String> secrets,
        final TrialParts parts, final Hosts hosts) {
        this.workspace = workspace;
        final int ports = names.size() * SiteFiles.PORTS_EACH;
        final SiteFiles files = new SiteFiles(
            names, hosts, PortBlock.find(ports, ProcessHandle.current().pid()), workspace, secrets, parts.settings());
        this.members = files.members();
        for (int member = 0; member < names.size(); member++) {
            final Path file = files.write(member);
            sites.add(new SiteProcess(names.get(member), member, hosts.inside(names.get(member), parts.java().of(
                parts.siteMain(), "--config", file.toString(), "--remove", workspace.shm().toString())),
                workspace.logs()));
        }
    }

    /**
     * Starts every site and waits until all take part and one leads.
     */
    public void start() {
        sites.forEach(SiteProcess::start);
        Waiting.until(this::isUp, START_MS, () -> {
            sites.forEach(SiteProcess::printThreads);
            return "the sites to start; see " + workspace.logs();
        });
    }

    /**
     * The {@code cluster.members} setting.
     *
     * @return the setting's value.
     */
    public String members() {
        return members;
    }

    /**
     * The sites.
     *
     * @return in the order of their members.
     */
    public List<SiteProcess> sites() {
        return sites;
    }

    /**
     * The site that says it leads, in the newest epoch if two say so.
     *
     * @return the leader, if there is one.
     */
    public Optional<SiteProcess> leader() {
        return sites.stream().filter(site -> site.isAlive() && site.state().isLeader())
            .max((a, b) -> Long.compare(a.state().epoch(), b.state().epoch()));
    }

    /**
     * Asks every site for its state.
     */
    public void askStates() {
        sites.forEach(SiteProcess::askState);
    }

    /**
     * Waits until a site that was away takes part and has applied what the leader had applied by then.
     *
     * @param site that was started again.
     */
    public void awaitCaughtUp(final SiteProcess site) {
        await(() -> site.state().ready(), site.name() + " to take part again");
        await(() -> leader().filter(leader -> leader != site).isPresent(), "a leader");
        final long target = leader().map(leader -> leader.state().sequence()).orElse(0L);
        await(() -> site.state().sequence() >= target, site.name() + " to catch up with sequence " + target);
    }

    /**
     * Has a leader take a snapshot with all the others, as an operator does, and waits until it is there.
     *
     * @param leader of the sites.
     * @return whether it was taken.
     * @throws RuntimeException if the leader could not be asked.
     */
    public boolean snapshot(final SiteProcess leader) {
        final PrintStream unread = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return ClusterTool.snapshot(workspace.site(leader.name()).resolve("cluster").toFile(), unread);
    }

    /**
     * Waits until all sites say that they are at one sequence, and say so still a while later.
     */
    public void awaitLevel() {
        await(() -> isLevel() && !Waiting.holds(() -> !isLevel(), STILL_MS), "the sites to be at one sequence");
    }

    private boolean isLevel() {
        askStates();
        return sites.stream().map(SiteProcess::state).mapToLong(SiteState::sequence).distinct().count() == 1;
    }

    private void await(final BooleanSupplier condition, final String what) {
        Waiting.until(() -> {
            askStates();
            return condition.getAsBoolean();
        }, START_MS, () -> what + "; see " + workspace.logs());
    }

    /**
     * Kills every site at once, so that none outlives the others to write a record more, and waits until all are gone.
     */
    public void killAll() {
        sites.stream().filter(SiteProcess::isAlive).forEach(SiteProcess::killNow);
        sites.forEach(SiteProcess::kill);
    }

    @Override
    public void close() {
        killAll();
    }

    private boolean isUp() {
        sites.stream().filter(site -> !site.isAlive()).findFirst().ifPresent(site -> {
            throw new EverbookException(
                site.name() + " ended at once; see " + workspace.logs().resolve(site.name() + ".err"));
        });
        askStates();
        return leader().isPresent() && sites.stream().allMatch(site -> site.state().ready());
    }
}
