package io.everbook.site;

import io.aeron.Aeron;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.everbook.protocol.LeaderMoveEncoder;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.SiteReportEncoder;
import org.agrona.CloseHelper;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A site's own connection to whichever site leads, for what it says to all through the log (design rule 3): an ordinary
 * client's connection, proven by the secret of the sites. What it says may be lost, harmlessly; it is never waited for.
 * Uses an Aeron client of the owner's. One thread.
 */
final class SystemSession implements AutoCloseable {
    private static final int LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + SiteReportEncoder.BLOCK_LENGTH;
    private static final long RETRY_NS = TimeUnit.SECONDS.toNanos(1);
    private static final EgressListener DEAF = (session, timestamp, buffer, offset, length, header) -> { };

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[LENGTH]);
    private final SiteReportEncoder report = new SiteReportEncoder();
    private final LeaderMoveEncoder move = new LeaderMoveEncoder();
    private final SiteConfig config;
    private final Aeron aeron;
    private final String ownHost;
    private final EgressListener listener;
    private AeronCluster.AsyncConnect connecting;
    private AeronCluster cluster;
    private long retryNs;
    private long keepAliveNs;

    SystemSession(final SiteConfig config, final Aeron aeron) {
        this(config, aeron, config.self().inquiryHost(), DEAF);
    }

    SystemSession(
        final SiteConfig config, final Aeron aeron, final String ownHost, final EgressListener listener) {
        this.ownHost = ownHost;
        this.listener = listener;
        this.config = config;
        this.aeron = aeron;
        retryNs = System.nanoTime();
    }

    /**
     * Connects, keeps the connection, and moves it with the leader.
     *
     * @param nowNs          of the monotonic clock.
     * @param isLeaderKnown  whether there is a leader to connect to.
     * @return true once connected.
     */
    boolean poll(final long nowNs, final boolean isLeaderKnown) {
        try {
            if (cluster != null) {
                keep(nowNs);
            } else if (connecting != null) {
                connect(nowNs);
            } else if (isLeaderKnown && nowNs - retryNs >= 0) {
                connecting = AeronCluster.asyncConnect(context());
            }
        } catch (final RuntimeException ex) {
            giveUp(nowNs);
        }
        return cluster != null;
    }

    /**
     * Says what this site holds.
     *
     * @param moment of the site.
     * @param state  of the site.
     * @return whether it was sent, which is no promise that it arrives.
     */
    boolean report(final SiteState.Moment moment, final SiteState state) {
        buffer.setMemory(0, LENGTH, (byte) 0);
        report.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .reportedSequence(moment.sequence())
            .chain(moment.chain())
            .hashedSequence(state.hashed().sequence())
            .fullHash(state.hashed().fullHash())
            .member(config.member())
            .members(config.members().size())
            .maxLogicVersion(state.maxLogicVersion())
            .header().partition(config.engine().partition());
        return cluster != null && cluster.offer(buffer, 0, LENGTH) > 0;
    }

    /**
     * Says a step of a planned move.
     *
     * @param moveId of the move.
     * @param target that is to lead.
     * @param step   one of those of {@link LeaderMoves}.
     * @return whether it was sent, which is no promise that it arrives.
     */
    boolean move(final long moveId, final int target, final int step) {
        buffer.setMemory(0, LENGTH, (byte) 0);
        move.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .moveId(moveId).target(target).step(step).header().partition(config.engine().partition());
        return cluster != null
            && cluster.offer(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + LeaderMoveEncoder.BLOCK_LENGTH) > 0;
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(connecting, cluster);
        connecting = null;
        cluster = null;
    }

    private void connect(final long nowNs) {
        cluster = connecting.poll();
        if (cluster != null) {
            connecting = null;
            keepAliveNs = nowNs;
        }
    }

    private void keep(final long nowNs) {
        cluster.pollEgress();
        cluster.pollStateChanges();
        if (nowNs - keepAliveNs >= 0) {
            cluster.sendKeepAlive();
            keepAliveNs = nowNs + config.timers().sessionTimeoutNs() / 4;
        }
        if (cluster.isClosed()) {
            giveUp(nowNs);
        }
    }

    private void giveUp(final long nowNs) {
        close();
        retryNs = nowNs + RETRY_NS;
    }

    private AeronCluster.Context context() {
        return new AeronCluster.Context()
            .aeron(aeron)
            .ownsAeronClient(false)
            .clientName("site " + config.name())
            .ingressChannel("aeron:udp?term-length=64k")
            .ingressEndpoints(config.members().stream()
                .map(member -> member.id() + "=" + member.ingress())
                .collect(Collectors.joining(",")))
            .egressChannel("aeron:udp?term-length=64k|endpoint=" + ownHost + ":0")
            .messageTimeoutNs(TimeUnit.SECONDS.toNanos(2))
            .newLeaderTimeoutNs(TimeUnit.SECONDS.toNanos(5))
            .credentialsSupplier(config.clusterSecret().supplier())
            .egressListener(listener);
    }
}
