package io.everbook.site;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.RethrowingErrorHandler;
import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.PriorityHeapTimerServiceSupplier;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.Configuration;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.security.AuthorisationService;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.agrona.concurrent.SystemNanoClock;
import org.agrona.concurrent.YieldingIdleStrategy;

import java.util.function.Consumer;
import java.util.stream.Collectors;

import static io.everbook.site.HastenedClock.driverNs;

/**
 * The contexts of the parts a site is made of, for a machine that shares two cores among them.
 */
final class SiteContexts {
    private static final int TERM_LENGTH = 1 << 20;
    private static final int ARCHIVE_RESPONSE_STREAM = 120;
    private static final long ARCHIVE_TIMEOUT_NS = 1_000_000_000L;
    private static final long START_TIMEOUT_NS = 10_000_000_000L;

    private final ConsensusMembers members;
    private final DeletedLog deletedLog = new DeletedLog();
    private final JoinGuard joins = new JoinGuard(SystemNanoClock.INSTANCE);
    private final SiteConfig config;
    private final SiteDirectory directory;
    private final Nomination nomination;
    private final Pauses pauses;
    private final SiteClock clock;
    private final Halt halt;
    private final Runnable terminationHook;
    private final Consumer<String> onPartEnded;

    SiteContexts(
        final SiteConfig config,
        final SiteDirectory directory,
        final Nomination nomination,
        final Pauses pauses,
        final SiteClock clock,
        final Halt halt,
        final Runnable terminationHook,
        final Consumer<String> onPartEnded) {
        this.config = config;
        members = new ConsensusMembers(config.member());
        this.nomination = nomination;
        this.pauses = pauses;
        this.directory = directory;
        this.clock = clock;
        this.halt = halt;
        this.terminationHook = terminationHook;
        this.onPartEnded = onPartEnded;
    }

    MediaDriver.Context mediaDriver() {
        final SiteTimers timers = config.timers();
        return new MediaDriver.Context()
            .aeronDirectoryName(config.aeronDirectory())
            .dirDeleteOnStart(true)
            .dirDeleteOnShutdown(true)
            .threadingMode(ThreadingMode.SHARED)
            .sharedIdleStrategy(idleStrategy())
            .asyncExecutorEnabled(false)
            .termBufferSparseFile(true)
            .publicationTermBufferLength(TERM_LENGTH)
            .ipcTermBufferLength(TERM_LENGTH)
            .mtuLength(SiteConfig.MTU_LENGTH)
            .nanoClock(new HastenedClock())
            .timerIntervalNs(driverNs(timers.driverIntervalNs()))
            .imageLivenessTimeoutNs(driverNs(timers.imageLivenessNs()))
            .publicationConnectionTimeoutNs(driverNs(timers.publicationConnectionNs()))
            .untetheredWindowLimitTimeoutNs(driverNs(Configuration.UNTETHERED_WINDOW_LIMIT_TIMEOUT_DEFAULT_NS))
            .untetheredRestingTimeoutNs(driverNs(Configuration.UNTETHERED_RESTING_TIMEOUT_DEFAULT_NS))
            .publicationLingerTimeoutNs(driverNs(Configuration.PUBLICATION_LINGER_DEFAULT_NS))
            .clientLivenessTimeoutNs(driverNs(Configuration.CLIENT_LIVENESS_TIMEOUT_DEFAULT_NS))
            .publicationUnblockTimeoutNs(driverNs(Configuration.PUBLICATION_UNBLOCK_TIMEOUT_DEFAULT_NS))
            .counterFreeToReuseTimeoutNs(driverNs(Configuration.DEFAULT_COUNTER_FREE_TO_REUSE_TIMEOUT_NS))
            .retransmitUnicastLingerNs(driverNs(Configuration.RETRANSMIT_UNICAST_LINGER_DEFAULT_NS))
            .conductorCycleThresholdNs(driverNs(Configuration.CONDUCTOR_CYCLE_THRESHOLD_DEFAULT_NS))
            .nameResolver(new IpOnlyResolver())
            .sharedThreadFactory(threads("driver"))
            .errorHandler(errors("driver"));
    }

    Archive.Context archive() {
        final String host = config.self().archiveHost();
        return new Archive.Context()
            .aeronDirectoryName(config.aeronDirectory())
            .archiveDir(directory.archive().toFile())
            .controlChannel("aeron:udp?term-length=64k|endpoint=" + config.self().archive())
            .replicationChannel("aeron:udp?endpoint=" + host + ":0")
            .recordingEventsEnabled(false)
            .threadingMode(ArchiveThreadingMode.SHARED)
            .idleStrategySupplier(SiteContexts::idleStrategy)
            .segmentFileLength(Math.max(TERM_LENGTH, config.logTermLength()))
            .fileSyncLevel(config.durability().fileSyncLevel())
            .catalogFileSyncLevel(config.durability().fileSyncLevel())
            .authenticatorSupplier(config.clusterSecret()::authenticator)
            .authorisationServiceSupplier(config.clusterSecret()::authorisation)
            .archiveClientContext(new AeronArchive.Context()
                .controlResponseChannel("aeron:udp?endpoint=" + host + ":0")
                .credentialsSupplier(config.clusterSecret().supplier()))
            .threadFactory(threads("archive"))
            .errorHandler(errors("archive"));
    }

    /**
     * Starts the consensus module.
     */
    ConsensusModule launchConsensusModule() {
        final ConsensusModule module = ConsensusModule.launch(consensusModule());
        members.attach(module);
        return module;
    }

    private ConsensusModule.Context consensusModule() {
        final SiteTimers timers = config.timers();
        final ConsensusModule.Context context = new ConsensusModule.Context();
        return context
            .aeronDirectoryName(config.aeronDirectory())
            .clusterDir(directory.cluster().toFile())
            .clusterMemberId(config.member())
            .clusterMembers(config.members().stream()
                .map(SiteMember::renderForConsensus)
                .collect(Collectors.joining("|")))
            .ingressChannel("aeron:udp?term-length=1m")
            .logChannel("aeron:udp?term-length=" + config.logTermLength())
            .replicationChannel("aeron:udp?endpoint=" + config.self().archiveHost() + ":0")
            .archiveContext(localArchive(ARCHIVE_RESPONSE_STREAM))
            .clusterClock(new ElectionClock(clock, nomination, members, timers, pauses, context))
            .random(nomination.random())
            .timerServiceSupplier(new PriorityHeapTimerServiceSupplier())
            .idleStrategySupplier(() -> joins.ofConsensus(idleStrategy()))
            .maxConcurrentSessions(SiteConfig.MAX_CONNECTIONS)
            .sessionTimeoutNs(timers.sessionTimeoutNs())
            .leaderHeartbeatIntervalNs(timers.heartbeatIntervalNs())
            .leaderHeartbeatTimeoutNs(timers.heartbeatTimeoutNs())
            .electionTimeoutNs(timers.electionTimeoutNs())
            .electionStatusIntervalNs(timers.statusIntervalNs())
            .startupCanvassTimeoutNs(timers.canvassTimeoutNs())
            .fileSyncLevel(config.durability().fileSyncLevel())
            .authenticatorSupplier(() -> new ParticipantAuthenticator(
                config.participants(), config.clusterSecret()))
            .authorisationServiceSupplier(() -> AuthorisationService.DENY_ALL)
            .terminationHook(terminationHook)
            .threadFactory(threads("consensus module"))
            .errorHandler(errors("consensus module"));
    }

    ClusteredServiceContainer.Context container(final ClusteredService service) {
        return new ClusteredServiceContainer.Context()
            .aeronDirectoryName(config.aeronDirectory())
            .aeron(serviceClient())
            .ownsAeronClient(true)
            .clusterDir(directory.cluster().toFile())
            .archiveContext(localArchive(ARCHIVE_RESPONSE_STREAM + 1))
            .idleStrategySupplier(() -> joins.ofService(idleStrategy()))
            .clusteredService(service)
            .terminationHook(terminationHook)
            .threadFactory(threads("service container"))
            .errorHandler(errors("service container"));
    }

    /** Like the one the container would make, but that a new log is noticed in 1 ms instead of 16. */
    private Aeron serviceClient() {
        return Aeron.connect(new Aeron.Context()
            .aeronDirectoryName(config.aeronDirectory())
            .clientName("service")
            .idleStrategy(new SleepingMillisIdleStrategy(1))
            .awaitingIdleStrategy(YieldingIdleStrategy.INSTANCE)
            .subscriberErrorHandler(RethrowingErrorHandler.INSTANCE)
            .errorHandler(errors("service")));
    }

    static IdleStrategy idleStrategy() {
        return new BackoffIdleStrategy(10, 5, 1_000, 50_000);
    }

    /** Of what may wait: each look around costs as much as ten commands do. */
    static IdleStrategy patientIdleStrategy() {
        return new BackoffIdleStrategy(1, 1, 100_000, 4_000_000);
    }

    AeronArchive.Context watchArchive() {
        return localArchive(ARCHIVE_RESPONSE_STREAM + 2).messageTimeoutNs(ARCHIVE_TIMEOUT_NS);
    }

    /** For who has no Aeron client. */
    AeronArchive.Context startArchive() {
        return localArchive(ARCHIVE_RESPONSE_STREAM + 3)
            .aeronDirectoryName(config.aeronDirectory())
            .messageTimeoutNs(START_TIMEOUT_NS);
    }

    private AeronArchive.Context localArchive(final int responseStream) {
        return new AeronArchive.Context()
            .controlRequestChannel(CommonContext.IPC_CHANNEL)
            .controlRequestStreamId(AeronArchive.Configuration.localControlStreamId())
            .controlResponseChannel(CommonContext.IPC_CHANNEL)
            .controlResponseStreamId(responseStream)
            .credentialsSupplier(config.clusterSecret().supplier());
    }

    private PartThreads threads(final String part) {
        return new PartThreads(() -> onPartEnded.accept(part));
    }

    SiteErrors errors(final String part) {
        return new SiteErrors(part, System.err, halt, deletedLog);
    }

    /** What the errors of every part are held to. */
    DeletedLog deletedLog() {
        return deletedLog;
    }
}
