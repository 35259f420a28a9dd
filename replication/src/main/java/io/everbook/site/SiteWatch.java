package io.everbook.site;

import io.aeron.Aeron;
import io.everbook.embedded.SnapshotFollower;
import org.agrona.CloseHelper;
import org.agrona.concurrent.Agent;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Watches this site beside its peers, on a thread that the engine's never waits for: asks them for their status, so as
 * to tell whether this site is ready, and reports to the log what it holds, so that all can compare (design rule 11).
 *
 * <p>A site is ready when it leads, or follows and has, since its start, held all that the leader then had; and its
 * clock is near its peers' (rule 5). Not being ready changes nothing but what the site says.
 */
final class SiteWatch implements Agent {
    private static final int RESPONSE_STREAM = 22;
    private static final long ASK_INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long ASK_SOON_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int SILENT_QUESTIONS = 5;
    private static final long PURGE_DELAY_NS = TimeUnit.SECONDS.toNanos(2);

    private final Map<Long, Long> askedNs = new HashMap<>();
    private final Map<Integer, Integer> unanswered = new HashMap<>();
    private final ClockSkew skew = new ClockSkew();
    private final SiteConfig config;
    private final SiteState state;
    private final SiteClock clock;
    private final Runnable caughtUp;
    private final Aeron aeron;
    private final RoleProbe probe;
    private final StatusInquiry peers;
    private final SystemSession session;
    private final PeerViews views = new PeerViews();
    private final LogRecording recording;
    private final LogReach reach;
    private final LeaderMover mover;
    private final Pauses pauses;
    private final GrayWatch gray;
    private final CommitWait commits;
    private final SnapshotSchedule snapshots;
    private final LogPurge purge;
    private long nextAskNs = System.nanoTime();
    private long nextReportNs = System.nanoTime();
    private long reportedWork = -1;
    private long reportedHash = -1;
    private long leaderLogStart;
    private long purgedAt;
    private long purgeDueNs;
    private boolean connected;

    SiteWatch(
        final SiteConfig config,
        final SiteState state,
        final SiteClock clock,
        final Runnable caughtUp,
        final LeaderMoves moves,
        final Nomination nomination,
        final Pauses pauses,
        final SnapshotFollower follower,
        final SiteContexts contexts) {
        this.caughtUp = caughtUp;
        this.config = config;
        this.state = state;
        this.clock = clock;
        aeron = InquiryClient.connect(config, "watch");
        probe = new RoleProbe(aeron.countersReader());
        peers = new StatusInquiry(aeron, config.self().inquiryHost(), RESPONSE_STREAM, config.peers(), this::onAnswer);
        session = new SystemSession(config, aeron);
        recording = new LogRecording(aeron, contexts.watchArchive());
        reach = new LogReach(recording::position, recording::end);
        this.pauses = pauses;
        gray = new GrayWatch(config, System.err);
        commits = new CommitWait(aeron.countersReader(), recording);
        snapshots = new SnapshotSchedule(config, aeron.countersReader(), follower);
        purge = new LogPurge(config, contexts.deletedLog());
        mover = new LeaderMover(config, state, moves, nomination, recording, session, System.err);
    }

    @Override
    public int doWork() {
        final long nowNs = System.nanoTime();
        int workCount = aeron.conductorAgentInvoker().invoke();
        workCount += peers.poll();
        ask(nowNs);
        checkReach();
        if (probe.isSettled() && (probe.role() == RoleProbe.LEADER || config.peers().isEmpty())) {
            noteCaughtUp();
        }
        state.notReady(whyNotReady());
        report(nowNs);
        final boolean leads = probe.role() == RoleProbe.LEADER;
        workCount += mover.poll(nowNs, leads, views);
        watchSpeed(nowNs, leads);
        if (probe.isSettled()) {
            snapshots.poll(clock.readNs(), leads);
            purge(nowNs, leads);
        }
        return workCount;
    }

    @Override
    public String roleName() {
        return "watch-" + config.member();
    }

    @Override
    public void onClose() {
        CloseHelper.quietCloseAll(recording, session, peers, aeron);
    }

    /**
     * A while after a snapshot was finished: the consensus module notes its own by then. It is asked to check its
     * recording log where this site doesn't lead, since it pauses for that.
     */
    private void purge(final long nowNs, final boolean leads) {
        if (state.hashed().sequence() != purgedAt) {
            purgedAt = state.hashed().sequence();
            purgeDueNs = nowNs + PURGE_DELAY_NS;
        } else if (purgeDueNs != 0 && nowNs - purgeDueNs >= 0) {
            purgeDueNs = 0;
            try {
                state.logStart(recording.purge(purge));
                snapshots.checkRecordingLog(leads);
            } catch (final RuntimeException ex) {
                System.err.println("WARN the log's beginning stays until the next snapshot: " + ex);
            }
        }
    }

    private void watchSpeed(final long nowNs, final boolean leads) {
        if (leads) {
            gray.commit(commits.poll(nowNs));
        } else {
            commits.reset();
        }
        if (gray.isDue(nowNs) && gray.judge(nowNs, leads, pauses.take(), views.roundTripNs())) {
            final int target = views.fittest();
            if (target >= 0 && mover.begin(target)) {
                gray.handedOver(nowNs, target);
            }
        }
    }

    private void ask(final long nowNs) {
        if (nowNs - nextAskNs < 0) {
            return;
        }
        nextAskNs = nowNs + (state.caughtUp() ? ASK_INTERVAL_NS : ASK_SOON_NS);
        askedNs.values().removeIf(asked -> nowNs - asked > SILENT_QUESTIONS * ASK_INTERVAL_NS);
        for (final SiteMember peer : config.peers()) {
            if (unanswered.merge(peer.id(), 1, Integer::sum) > SILENT_QUESTIONS) {
                skew.forget(peer.id());
            }
            askedNs.put(peers.ask(peer.id()), nowNs);
        }
        askedNs.remove(StatusInquiry.NOT_SENT);
    }

    private void onAnswer(final PeerStatus status) {
        final Long asked = askedNs.remove(status.correlationId());
        if (asked == null) {
            return;
        }
        unanswered.put(status.member(), 0);
        views.onAnswer(status, System.nanoTime(), System.nanoTime() - asked);
        skew.onAnswer(status, clock.readNs(), clock.wallNs(), System.nanoTime() - asked);
        leaderLogStart = status.leads() ? status.logStart() : leaderLogStart;
        if (status.leads() && probe.isSettled() && state.read().sequence() >= status.sequence()) {
            noteCaughtUp();
        }
    }

    /** Before the consensus module starts, the survey of the peers says it. */
    private void checkReach() {
        if (leaderLogStart > 0 && probe.role() != RoleProbe.STARTING) {
            final long start = leaderLogStart;
            leaderLogStart = 0;
            reach.onLeader(start);
        }
    }

    private void noteCaughtUp() {
        if (!state.caughtUp()) {
            caughtUp.run();
            state.caughtUp(true);
        }
    }

    private String whyNotReady() {
        if (!probe.isSettled()) {
            return probe.role() == RoleProbe.STARTING ? "starting" : "no leader";
        }
        if (!state.caughtUp()) {
            return "catching up with the leader";
        }
        return skew.isTooLarge() ? "its clock is " + TimeUnit.NANOSECONDS.toMillis(skew.ns())
            + " ms ahead of its peers' median (negative: behind); the limit is "
            + TimeUnit.NANOSECONDS.toMillis(ClockSkew.LIMIT_NS) : "";
    }

    private void report(final long nowNs) {
        final boolean newly = !connected;
        connected = session.poll(nowNs, probe.isSettled());
        if (connected && !mover.isMoving(nowNs) && isDue(nowNs, newly) && session.report(state.read(), state)) {
            reportedWork = state.lastWork();
            reportedHash = state.hashed().sequence();
            nextReportNs = nowNs + config.divergenceIntervalNs();
        } else if (newly) {
            connected = false;
        }
    }

    /** What no report told yet is told at the interval; a site that has nothing to tell keeps silent. */
    private boolean isDue(final long nowNs, final boolean newly) {
        final boolean news = state.lastWork() != reportedWork || state.hashed().sequence() != reportedHash;
        return newly || config.divergenceIntervalNs() > 0 && news && nowNs - nextReportNs >= 0;
    }
}
