package io.everbook.site;

import io.aeron.Aeron;
import io.aeron.cluster.client.EgressListener;
import io.aeron.cluster.codecs.EventCode;
import io.aeron.logbuffer.Header;
import io.everbook.api.EverbookException;
import io.everbook.protocol.LeaderMovingDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Moves the leadership of a cluster to a named site, from outside: asks the sites for their state, refuses where the
 * target could not take over at once, asks the leader for the move by a command proven with the secret of the sites,
 * and watches what comes of it. One thread.
 */
public final class Switchover implements AutoCloseable {
    private static final int RESPONSE_STREAM = 24;
    private static final long POLL_NS = TimeUnit.MICROSECONDS.toNanos(200);
    private static final long ANSWER_NS = TimeUnit.SECONDS.toNanos(3);
    private static final long MOVE_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long ASK_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long MAX_LAG = 1_000;

    private final Map<Integer, PeerStatus> answers = new HashMap<>();
    private final SiteConfig config;
    private final Aeron aeron;
    private final StatusInquiry inquiry;
    private final SystemSession session;
    private long nextAskNs;
    private long holdNs;
    private long newLeaderNs;

    /**
     * Opens it.
     *
     * @param config         of any of the sites; names the members and holds their secret.
     * @param ownHost        this machine's IP address, as the sites can reach it; null for that of the configured site.
     * @param aeronDirectory of a running media driver.
     */
    public Switchover(final SiteConfig config, final String ownHost, final String aeronDirectory) {
        this.config = config;
        final String host = ownHost == null ? config.self().inquiryHost() : ownHost;
        aeron = Aeron.connect(new Aeron.Context()
            .aeronDirectoryName(aeronDirectory)
            .useConductorAgentInvoker(true)
            .errorHandler(error -> { }));
        inquiry = new StatusInquiry(
            aeron, host, RESPONSE_STREAM, config.members(), answer -> answers.put(answer.member(), answer));
        session = new SystemSession(config, aeron, host, new Watch());
        nextAskNs = System.nanoTime();
    }

    /**
     * What came of a move.
     *
     * @param from  that led before.
     * @param to    that leads now.
     * @param moved whether that is the site that was to.
     * @param gapMs from when connections were told to hold until the new leader told them to go on.
     * @param epoch of the new leader.
     */
    public record Moved(String from, String to, boolean moved, double gapMs, long epoch) {
    }

    /**
     * The sites' states, as they answer within a moment.
     *
     * @return by member; a site that doesn't answer is missing.
     */
    public Map<Integer, PeerStatus> states() {
        answers.clear();
        pollUntil(() -> answers.size() == config.members().size(), ANSWER_NS);
        return Map.copyOf(answers);
    }

    /**
     * Moves the leadership.
     *
     * @param target a site's name; null for the one after the leader in the members' order.
     * @return what came of it.
     * @throws EverbookException if it is refused, saying why; nothing was done then.
     */
    public Moved move(final String target) {
        final Map<Integer, PeerStatus> before = states();
        final PeerStatus leader = before.values().stream().filter(PeerStatus::leads)
            .max((a, b) -> Long.compare(a.epoch(), b.epoch()))
            .orElseThrow(() -> new EverbookException("no site says that it leads"));
        final PeerStatus next = fit(before.get(idOf(target, leader.member())), target, leader);
        if (!pollUntil(() -> session.poll(System.nanoTime(), true), ANSWER_NS)) {
            throw new EverbookException("the leader, " + leader.name() + ", lets no session in");
        }
        holdNs = 0;
        newLeaderNs = 0;
        session.move(1 + new Random().nextInt(Integer.MAX_VALUE), next.member(), LeaderMoves.ASKED);
        return await(leader, next);
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(session, inquiry, aeron);
    }

    private Moved await(final PeerStatus leader, final PeerStatus next) {
        if (!pollUntil(() -> newLeaderNs != 0 && leaderAfter(leader.epoch()) != null, MOVE_NS)) {
            throw new EverbookException("the leader, " + leader.name() + ", didn't move it; its log says why");
        }
        final PeerStatus now = leaderAfter(leader.epoch());
        return new Moved(leader.name(), now.name(), now.member() == next.member(),
            TimeUnit.NANOSECONDS.toMicros(newLeaderNs - holdNs) / 1e3, now.epoch());
    }

    private PeerStatus leaderAfter(final long epoch) {
        return answers.values().stream().filter(status -> status.leads() && status.epoch() > epoch)
            .max((a, b) -> Long.compare(a.epoch(), b.epoch())).orElse(null);
    }

    private int idOf(final String target, final int leader) {
        for (int i = 0; i < config.members().size(); i++) {
            final SiteMember member = config.members().get(i);
            if (target == null && member.id() == leader) {
                return config.members().get((i + 1) % config.members().size()).id();
            }
            if (member.name().equals(target)) {
                return member.id();
            }
        }
        throw new EverbookException("there is no site " + target);
    }

    private static PeerStatus fit(final PeerStatus target, final String name, final PeerStatus leader) {
        if (target == null) {
            throw new EverbookException((name == null ? "the next site" : name) + " doesn't answer");
        }
        if (target.member() == leader.member()) {
            throw new EverbookException(target.name() + " leads already");
        }
        if (!target.notReady().isEmpty()) {
            throw new EverbookException(target.name() + " isn't ready: " + target.notReady());
        }
        if (leader.sequence() - target.sequence() > MAX_LAG) {
            throw new EverbookException(target.name() + " is " + (leader.sequence() - target.sequence())
                + " records behind the leader");
        }
        return target;
    }

    private boolean pollUntil(final Condition condition, final long timeoutNs) {
        final long deadlineNs = System.nanoTime() + timeoutNs;
        while (!condition.holds()) {
            final long nowNs = System.nanoTime();
            if (nowNs - deadlineNs > 0) {
                return false;
            }
            poll(nowNs);
        }
        return true;
    }

    private void poll(final long nowNs) {
        aeron.conductorAgentInvoker().invoke();
        inquiry.poll();
        session.poll(nowNs, true);
        if (nowNs - nextAskNs >= 0) {
            nextAskNs = nowNs + ASK_NS;
            config.members().forEach(member -> inquiry.ask(member.id()));
        }
        LockSupport.parkNanos(POLL_NS);
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds();
    }

    private final class Watch implements EgressListener {
        private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();

        @Override
        public void onMessage(
            final long clusterSessionId,
            final long timestamp,
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final Header header) {
            if (messageHeader.wrap(buffer, offset).templateId() == LeaderMovingDecoder.TEMPLATE_ID) {
                holdNs = System.nanoTime();
            }
        }

        @Override
        public void onSessionEvent(
            final long correlationId,
            final long clusterSessionId,
            final long leadershipTermId,
            final int leaderMemberId,
            final EventCode code,
            final String detail) {
            if (code == EventCode.OK && holdNs != 0) {
                newLeaderNs = System.nanoTime();
            }
        }

        @Override
        public void onNewLeader(
            final long clusterSessionId,
            final long leadershipTermId,
            final int leaderMemberId,
            final String ingressEndpoints) {
            newLeaderNs = System.nanoTime();
        }
    }
}
