package io.everbook.cli.verify;

import io.everbook.api.EverbookException;
import io.everbook.cli.SystemCommand;
import io.everbook.cli.disk.LoopDisk;
import io.everbook.cli.network.VirtualNetwork;
import io.everbook.cli.trial.Cleanup;
import io.everbook.cli.trial.Hosts;
import io.everbook.cli.trial.SiteGroup;
import io.everbook.cli.trial.SiteLogs;
import io.everbook.cli.trial.SiteProcess;
import io.everbook.cli.trial.TrialParts;
import io.everbook.cli.trial.Workspace;
import io.everbook.cli.verify.check.Invariant;
import io.everbook.cli.verify.check.RunChecks;
import io.everbook.cli.verify.check.RunChecks.Evidence;
import io.everbook.cli.verify.check.Tally;
import io.everbook.cli.verify.client.ClientHost;
import io.everbook.cli.verify.client.Clients;
import io.everbook.cli.verify.client.Market;
import io.everbook.cli.verify.fault.Rig;
import io.everbook.cli.verify.history.HistoryWriter;
import io.everbook.cli.verify.stage.FaultLog;
import io.everbook.cli.verify.stage.FaultRecord;
import io.everbook.cli.verify.stage.Play;
import io.everbook.cli.verify.stage.Stage;
import io.everbook.journal.JournalReader;
import io.everbook.site.SiteConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.agrona.CloseHelper;

/**
 * A run from the making of the network to the checks.
 */
final class VerifyRun implements AutoCloseable {
    private static final String KEPT = ".kept";
    private static final int DISK_MEBIBYTES = 3_072;
    private static final long SETTLE_MS = 60_000;
    private final Tally tally = new Tally();
    private final RunChecks checks = new RunChecks(tally);
    private final VerifyConfig config;
    private final Workspace workspace;
    private final Map<String, LoopDisk> disks = new LinkedHashMap<>();
    private final VirtualNetwork network;
    private final SiteGroup sites;
    private final ClientHost host;
    private final Clients clients;
    private final Rig rig;
    private final FaultLog faults;
    private final Stage stage;
    private List<Invariant> caughtEarly = List.of();
    private Clients.Counts counts;
    private long levelSequence;

    /**
     * Makes the network and prepares the sites.
     *
     * @param config    of the run.
     * @param workspace for its files.
     * @param parts     the processes and clients to use.
     * @param cleanup   told what to end.
     * @param live      told what happens.
     */
    VerifyRun(
        final VerifyConfig config, final Workspace workspace, final TrialParts parts, final Cleanup cleanup,
        final Consumer<String> live) {
        this.config = config;
        this.workspace = workspace;
        final Market market = new Market(config.seed());
        network = VirtualNetwork.create(
            Stream.concat(VerifyConfig.SITES.stream(), Stream.of(ClientHost.NAME)).toList(), config.seed());
        final Hosts hosts = new NetworkHosts(network);
        cleanup.alsoClose(network);
        for (final String site : VerifyConfig.SITES) {
            final LoopDisk disk =
                LoopDisk.create(workspace.shm().resolve("disks"), workspace.home(site), DISK_MEBIBYTES);
            disks.put(site, disk);
            cleanup.alsoClose(disk);
        }
        sites = new SiteGroup(
            VerifyConfig.SITES, workspace, market.secrets(), parts.with(VerifyConfig.SETTINGS), hosts);
        cleanup.alsoKill(sites);
        host = new ClientHost(market, sites.members(), hosts, workspace, parts.opener());
        clients = new Clients(host, new HistoryWriter(history()), config.seed(), config.rate());
        rig = new Rig(sites, network.faults(), clients, workspace, disks);
        faults = new FaultLog(this::logLengths, live);
        stage = new Stage(config.seed(), rig, clients, tally, faults);
    }

    /**
     * Plays the random schedule.
     */
    void campaign() {
        play(new Campaign(config.faultyNs(), any -> goesOn()));
    }

    /**
     * Runs to the end of the sites, then checks.
     *
     * @param play what happens in between.
     */
    void play(final Play play) {
        try {
            sites.start();
            clients.define();
            clients.flow(true);
            play.play(stage);
            if (caughtEarly.isEmpty()) {
                end();
            }
        } catch (final RuntimeException e) {
            tally.violated(Invariant.RUN, "the run broke off: " + e);
        }
        stop();
        check();
    }

    VerifyConfig config() {
        return config;
    }

    Tally tally() {
        return tally;
    }

    RunChecks checks() {
        return checks;
    }

    FaultLog faults() {
        return faults;
    }

    Clients.Counts counts() {
        return counts;
    }

    Map<String, Object> figures() {
        return stage.figures();
    }

    int snapshots() {
        return rig.snapshotsTaken();
    }

    Verdict verdict() {
        if (counts == null) {
            return Verdict.UNKNOWN;
        }
        if (tally.violations().isEmpty() && counts.unknown() * 1_000 > counts.sent()) {
            return Verdict.UNKNOWN;
        }
        return tally.failures().isEmpty() ? Verdict.VALID : Verdict.INVALID;
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(rig, clients, sites, host, network);
        if (verdict() != Verdict.VALID || config.keep()) {
            VerifyConfig.SITES.forEach(this::copyFiles);
        }
        CloseHelper.quietCloseAll(disks.values());
        VerifyConfig.SITES.forEach(this::keepFiles);
    }

    /**
     * What stands on a disk of its own is gone with it, but for a copy.
     */
    private void copyFiles(final String site) {
        SystemCommand.succeeds("cp", "-a", "--sparse=always",
            workspace.site(site).toString(), workspace.home(site) + KEPT);
    }

    private void keepFiles(final String site) {
        if (Files.isDirectory(Path.of(workspace.home(site) + KEPT))) {
            SystemCommand.succeeds("mv", workspace.home(site) + KEPT, workspace.site(site).toString());
        }
    }

    /**
     * Everything is asked for and answered; then the sites that are well come to one sequence.
     */
    private void end() {
        clients.flow(false);
        settle();
        clients.sendLast(SETTLE_MS);
        settle();
        tally.check(Invariant.RUN, stage.watch(() -> isLevel(stage.well()), SETTLE_MS),
            () -> "the sites that are well did not come to one sequence");
    }

    private void settle() {
        tally.check(Invariant.RUN, stage.watch(() -> clients.open() == 0, SETTLE_MS),
            () -> clients.open() + " commands stay open in the end");
    }

    /** Sites go on reporting to the log, so that this holds for a moment: it is the sequence that counts. */
    private boolean isLevel(final List<SiteProcess> well) {
        levelSequence = well.stream().mapToLong(site -> site.state().sequence()).min().orElse(0);
        return well.stream().mapToLong(site -> site.state().sequence()).distinct().count() == 1;
    }

    private void stop() {
        if (clients.failure() == null) {
            counts = clients.counts();
            faults.measure(clients.answerTimes());
        } else {
            counts = new Clients.Counts(0, 0, 0, 0, 0);
        }
        sites.killAll();
        clients.close();
    }

    private boolean goesOn() {
        if (config.checkEarly()) {
            clients.flow(false);
            settle();
            clients.flush();
            final Tally early = new Tally();
            new RunChecks(early).check(evidence(false));
            caughtEarly = Stream.concat(early.violations().stream(), tally.violations().stream()).distinct().toList();
            clients.flow(true);
        }
        return caughtEarly.isEmpty();
    }

    private void check() {
        checks.check(evidence(caughtEarly.isEmpty() && tally.violated(Invariant.RUN) == 0));
        for (final String site : VerifyConfig.SITES) {
            endPositions(site);
            SiteLogs.unexplained(site, workspace.logs(), (number, line) -> faults.explain(site, number, line))
                .forEach(line -> tally.violated(Invariant.SITE_LOGS, site + ": " + line));
            tally.checked(Invariant.SITE_LOGS, 1);
        }
        faults.records().stream().filter(FaultRecord::isOver).forEach(record -> tally.check(Invariant.I10,
            record.gapNs() <= record.boundNs(Stage.BOUND_MS), () -> record.kind().label() + ": no answer for "
                + record.gapNs() / 1_000_000 + " ms"));
    }

    private void endPositions(final String site) {
        if (!site.equals(stage.excused())) {
            try (JournalReader reader = JournalReader.open(workspace.journal(site))) {
                stage.endPositions(site, reader.lastSequence());
            } catch (final EverbookException e) {
                tally.violated(Invariant.I5, site + ": " + e.getMessage());
            }
        }
    }

    private Evidence evidence(final boolean complete) {
        final List<String> level = new ArrayList<>(complete ? VerifyConfig.SITES : List.of());
        level.remove(stage.excused());
        final SiteConfig site = SiteConfig.load(workspace.configuration(VerifyConfig.SITES.get(0)));
        return new Evidence(history(), directories(workspace::journal),
            directories(name -> workspace.site(name).resolve("snapshots")), level, levelSequence,
            site.engine(), site.quarantine()::contains, complete);
    }

    private static Map<String, Path> directories(final Function<String, Path> of) {
        final Map<String, Path> directories = new LinkedHashMap<>();
        VerifyConfig.SITES.forEach(site -> directories.put(site, of.apply(site)));
        return directories;
    }

    private Map<String, Integer> logLengths() {
        final Map<String, Integer> lengths = new LinkedHashMap<>();
        VerifyConfig.SITES.forEach(site -> lengths.put(site, SiteLogs.length(site, workspace.logs())));
        return lengths;
    }

    private Path history() {
        return workspace.disk().resolve("history.bin");
    }

    private record NetworkHosts(VirtualNetwork network) implements Hosts {
        @Override
        public String address(final String name) {
            return network.address(name);
        }

        @Override
        public List<String> inside(final String name, final List<String> command) {
            return network.inside(name, command);
        }
    }
}
