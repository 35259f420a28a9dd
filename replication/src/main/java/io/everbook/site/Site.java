package io.everbook.site;

import io.aeron.archive.Archive;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import io.everbook.api.EverbookException;
import io.everbook.embedded.FollowerSettings;
import io.everbook.embedded.SnapshotFollower;
import io.everbook.embedded.StopPoints;
import org.agrona.CloseHelper;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.CompositeAgent;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One voting site in one process: media driver, archive, consensus module, the exchange as the clustered service, and
 * the inquiry agent, each on a thread of its own.
 *
 * <p>Start: the directory is locked, mark files left by a kill are removed, driver, archive and inquiry agent start,
 * the other sites are asked for their configurations, and only then does the consensus module start and the site vote.
 * End: the consensus module closes first, while the driver lives on for a moment, so that the others learn at once that
 * their leader left, and elect without waiting for it.
 */
public final class Site implements AutoCloseable {
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SAY_INTERVAL_NS = TimeUnit.SECONDS.toNanos(2);

    private final CountDownLatch ended = new CountDownLatch(1);
    private final SiteState state = new SiteState();
    private final SiteConfig config;
    private final SiteParts parts;
    private final Halt halt;
    private final SiteClock clock;
    private final Pauses pauses = new Pauses();
    private final LeaderMoves moves;
    private final Nomination nomination;
    private final SiteReporter reporter;
    private final SiteDirectory directory;
    private final SiteContexts contexts;
    private final SnapshotFollower follower;
    private volatile boolean closing;
    private MediaDriver driver;
    private Archive archive;
    private AgentRunner inquiry;
    private ConsensusModule consensusModule;
    private ClusteredServiceContainer container;

    private Site(final SiteConfig config, final SiteParts parts) {
        this.config = config;
        this.parts = parts;
        halt = status -> haltUnlessClosing(parts.halt(), status);
        clock = new SiteClock(parts.wall(), SystemNanoClock.INSTANCE);
        moves = new LeaderMoves(clock);
        nomination = new Nomination(config, state::leader);
        reporter = new SiteReporter(config, parts.out());
        directory = SiteDirectory.open(config.directory());
        state.fresh(directory.isFresh());
        contexts = new SiteContexts(
            config, directory, nomination, pauses, clock, halt, ended::countDown, this::partEnded);
        follower = new SnapshotFollower(new FollowerSettings(directory.journal(), directory.snapshots(),
            parts.engines().of(config.engine()), config.quarantine()::contains, config.snapshots().keep(),
            parts.stopPoints(),
            what -> System.err.println(what.startsWith("FATAL ") ? what : "WARN " + what)));
    }

    /**
     * Starts a site; returns when it votes, which may be long after the start, when the other sites have answered.
     *
     * @param config     concluded.
     * @param stopPoints reached on the way; {@link StopPoints#NONE} outside tests.
     * @param halt       what ends the process when the site can't go on; {@link Halt#PROCESS} outside tests.
     * @param out        for the lines that tell its state.
     * @return the running site.
     * @throws EverbookException if it must not run, saying why.
     */
    public static Site launch(
        final SiteConfig config, final StopPoints stopPoints, final Halt halt, final PrintStream out) {
        return launch(config, SiteParts.real(stopPoints, halt, out));
    }

    /**
     * Starts a site on another clock than the machine's own.
     *
     * @param config     concluded.
     * @param stopPoints reached on the way.
     * @param halt       what ends the process when the site can't go on.
     * @param out        for the lines that tell its state.
     * @param wall       in place of the machine's clock.
     * @return the running site.
     * @throws EverbookException if it must not run, saying why.
     */
    public static Site launch(
        final SiteConfig config,
        final StopPoints stopPoints,
        final Halt halt,
        final PrintStream out,
        final EpochNanoClock wall) {
        return launch(config, SiteParts.real(stopPoints, halt, out).with(wall));
    }

    static Site launch(final SiteConfig config, final SiteParts parts) {
        final Site site = new Site(config, parts);
        try {
            site.start();
            return site;
        } catch (final Throwable ex) {
            site.close();
            throw ex;
        }
    }

    /**
     * Runs a site in this process until it is told to end or can't go on: the whole of the {@code site} command.
     *
     * @param configFile the site's properties file.
     * @param stopPoints reached on the way; {@link StopPoints#NONE} outside tests.
     * @return the exit status: 0 ended as asked, 2 refused to run.
     */
    public static int run(final Path configFile, final StopPoints stopPoints) {
        return run(configFile, SiteParts.real(stopPoints, Halt.PROCESS, System.out));
    }

    static int run(final Path configFile, final SiteParts parts) {
        try (Site site = launch(SiteConfig.load(configFile), parts)) {
            final Thread hook = new Thread(site::close, "site-close");
            Runtime.getRuntime().addShutdownHook(hook);
            site.awaitEnd();
            return 0;
        } catch (final EverbookException ex) {
            System.err.println("FATAL " + ex.getMessage());
            return 2;
        } catch (final RuntimeException ex) {
            System.err.println("FATAL the site can't start or run: " + ex);
            ex.printStackTrace();
            return 2;
        }
    }

    /**
     * The newest sequence that the site has applied; any thread may ask.
     *
     * @return 0 before the first.
     */
    public long sequence() {
        return state.read().sequence();
    }

    /**
     * Waits until the site ends: closed, or shut down by an operator's cluster tool.
     */
    public void awaitEnd() {
        try {
            ended.await();
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        synchronized (ended) {
            if (!closing) {
                closing = true;
                leave();
                end();
            }
        }
        ended.countDown();
    }

    private void start() {
        driver = MediaDriver.launch(contexts.mediaDriver());
        archive = Archive.launch(contexts.archive());
        final LogExtent log = logExtent();
        state.logStart(log.start());
        inquiry = new AgentRunner(SiteContexts.patientIdleStrategy(), contexts.errors("inquiry agent"), null,
            new CompositeAgent(
                new SiteWatch(
                    config, state, clock, directory::markComplete, moves, nomination, pauses, follower,
                    contexts),
                new InquiryAgent(config, state, clock, directory.journal(), reporter, System.err)));
        AgentRunner.startOnThread(inquiry);
        LogRehearsal.run(config);
        survey(log.end());
        directory.markRunning();
        consensusModule = contexts.launchConsensusModule();
        container = ClusteredServiceContainer.launch(contexts.container(parts.services().apply(service())));
    }

    private SiteService service() {
        return new SiteService(
            this::openRecords,
            state,
            parts.stopPoints(),
            new FailureLog(directory.failures(), System.err),
            new DivergenceWatch(config, what -> System.err.println("WARN another site differs: " + what),
                SiteSeed.read(config.directory())),
            moves,
            cluster -> new RoleProbe(cluster.aeron().countersReader())::commitPosition,
            halt);
    }

    /** What this site's archive holds of the log, after a seed brought it where it has to. */
    private LogExtent logExtent() {
        final SiteSeed.Promise seed = SiteSeed.read(config.directory());
        if (seed.logStart() > 0 && directory.isFresh()) {
            reporter.say("role=STARTING copying the log of " + seed.peer());
            new LogSeed(config, config.find(seed.peer()), contexts.startArchive()).copy(seed.logEnd());
        }
        try (AeronArchive session = AeronArchive.connect(contexts.startArchive())) {
            return LogExtent.of(session);
        }
    }

    private SiteRecords openRecords(final ServiceSnapshot snapshot) {
        final SiteRecords records = SiteRecords.open(config, directory, parts, follower, state, snapshot);
        if (snapshot != null) {
            reporter.say("role=STARTING restored sequence=" + records.sequence());
        }
        return records;
    }

    private void survey(final long logEnd) {
        final boolean lostTail = directory.isIncomplete()
            || config.durability() == SiteDurability.MEMORY_QUORUM && directory.rebootedWithoutStop();
        final boolean asks = !config.acceptsLostTail();
        try (PeerSurvey survey = new PeerSurvey(config, asks && lostTail, asks && directory.isFresh())) {
            long sayNs = System.nanoTime() + SAY_INTERVAL_NS;
            while (!survey.poll()) {
                LockSupport.parkNanos(POLL_NS);
                if (System.nanoTime() - sayNs > 0) {
                    reporter.say("role=STARTING waiting for " + survey.waitingFor());
                    sayNs += SAY_INTERVAL_NS;
                }
            }
            survey.requireReachable(logEnd);
            if (survey.needsLeader()) {
                directory.markIncomplete();
            }
        }
    }

    private void leave() {
        final boolean voted = consensusModule != null;
        CloseHelper.quietClose(consensusModule);
        if (voted && config.members().size() > 1) {
            LockSupport.parkNanos(config.timers().leaveNs());
        }
    }

    private void end() {
        CloseHelper.quietCloseAll(container, follower, inquiry, archive, driver);
        if (container != null) {
            directory.markStopped();
        }
        directory.close();
    }

    private void partEnded(final String part) {
        if (!closing && ended.getCount() > 0) {
            System.err.println("FATAL " + Instant.now() + " the " + part + " ended, for the reason before this line:"
                + " the site halts. If its files are damaged, move its directory away, as evidence, and start it with"
                + " --seed-from");
            halt.halt(1);
        }
    }

    private void haltUnlessClosing(final Halt process, final int status) {
        if (!closing) {
            process.halt(status);
        }
    }
}
