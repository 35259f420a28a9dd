package io.everbook.client;

import io.aeron.Aeron;
import io.aeron.Publication;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.cluster.codecs.EventCode;
import io.aeron.logbuffer.Header;
import io.aeron.security.CredentialsSupplier;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

/**
 * The link as Aeron Cluster's client gives it. That client closes itself when no new leader speaks up in time, when the
 * cluster closes its session and when its position is used up; each is told as a loss here.
 */
final class AeronClusterLink implements ClusterLink, EgressListener {
    private static final String INGRESS_CHANNEL = "aeron:udp?term-length=256k|alias=everbook-ingress";

    private final AeronHolder holder;
    private final ClientConfig config;
    private final byte[] credentials;
    private boolean wanted;
    private LeaderSearch search;
    private AeronCluster cluster;
    private Listener listener;
    private String closeDetail;

    AeronClusterLink(final AeronHolder holder, final ClientConfig config) {
        this.holder = holder;
        this.config = config;
        credentials = config.credentials();
    }

    @Override
    public void connect() {
        disconnect();
        wanted = true;
    }

    @Override
    public int poll(final Listener caller) {
        listener = caller;
        if (null != cluster) {
            return pollCluster();
        }
        return null != search ? pollSearch() : begin();
    }

    private int begin() {
        if (!wanted) {
            return 0;
        }
        final Aeron aeron = holder.aeron();
        if (null == aeron) {
            return failed("no media driver");
        }
        try {
            search = new LeaderSearch(
                config.members(),
                endpoints -> AeronCluster.asyncConnect(context(aeron, endpoints)),
                config.nanoClock());
        } catch (final RuntimeException ex) {
            return failed(ex.getMessage());
        }
        return 1;
    }

    private AeronCluster.Context context(final Aeron aeron, final String endpoints) {
        return new AeronCluster.Context()
            .aeron(aeron)
            .messageTimeoutNs(config.timeouts().connectTimeoutNs())
            .newLeaderTimeoutNs(config.timeouts().newLeaderTimeoutNs())
            .ingressChannel(INGRESS_CHANNEL)
            .ingressEndpoints(endpoints)
            .egressChannel("aeron:udp?endpoint=" + config.localAddress() + ":0|alias=everbook-egress")
            .egressListener(this)
            .credentialsSupplier(new Credentials(credentials));
    }

    private int pollSearch() {
        try {
            cluster = search.poll();
        } catch (final RuntimeException ex) {
            return failed(ex.getMessage());
        }
        if (null != cluster) {
            search.close();
            search = null;
            closeDetail = "no leader in time";
            listener.onConnected(cluster.clusterSessionId(), cluster.leaderMemberId(), cluster.leadershipTermId());
            return 1;
        }
        return 0;
    }

    private int failed(final String reason) {
        disconnect();
        listener.onConnectFailed(reason);
        return 1;
    }

    private int pollCluster() {
        try {
            final int work = cluster.pollEgress();
            return cluster.isClosed() || cluster.context().aeron().isClosed() ? lost(closeDetail) : work;
        } catch (final RuntimeException ex) {
            return lost(ex.toString());
        }
    }

    private int lost(final String reason) {
        disconnect();
        listener.onLost(reason);
        return 1;
    }

    @Override
    public long offer(final DirectBuffer buffer, final int offset, final int length) {
        if (null == cluster) {
            return Publication.NOT_CONNECTED;
        }
        final long result = cluster.offer(buffer, offset, length);
        return Publication.ADMIN_ACTION == result ? cluster.offer(buffer, offset, length) : result;
    }

    @Override
    public void keepAlive() {
        if (hasLeader()) {
            cluster.sendKeepAlive();
        }
    }

    @Override
    public boolean hasLeader() {
        return null != cluster && !cluster.isClosed() && !cluster.ingressPublication().isClosed();
    }

    @Override
    public void disconnect() {
        wanted = false;
        CloseHelper.quietCloseAll(search, cluster);
        search = null;
        cluster = null;
    }

    @Override
    public void close() {
        disconnect();
    }

    @Override
    public void onMessage(
        final long clusterSessionId,
        final long timestamp,
        final DirectBuffer buffer,
        final int offset,
        final int length,
        final Header header) {
        listener.onMessage(buffer, offset, length);
    }

    @Override
    public void onSessionEvent(
        final long correlationId,
        final long clusterSessionId,
        final long leadershipTermId,
        final int leaderMemberId,
        final EventCode code,
        final String detail) {
        closeDetail = EventCode.CLOSED == code ? "closed by the cluster: " + detail : closeDetail;
    }

    @Override
    public void onNewLeader(
        final long clusterSessionId,
        final long leadershipTermId,
        final int leaderMemberId,
        final String ingressEndpoints) {
        listener.onNewLeader(leaderMemberId, leadershipTermId);
    }

    record Credentials(byte[] encoded) implements CredentialsSupplier {
        @Override
        public byte[] encodedCredentials() {
            return encoded;
        }

        @Override
        public byte[] onChallenge(final byte[] encodedChallenge) {
            return encoded;
        }
    }
}
