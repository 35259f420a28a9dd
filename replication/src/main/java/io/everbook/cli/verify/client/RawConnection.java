package io.everbook.cli.verify.client;

import io.aeron.Aeron;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.logbuffer.Header;
import io.aeron.security.CredentialsSupplier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

/**
 * A connection to the sites without the client's care: what it sends may be lost, what it receives may have holes. It
 * connects again by itself. Used by the clients' thread alone.
 */
final class RawConnection implements AutoCloseable, EgressListener {
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long KEEP_ALIVE_NS = TimeUnit.MILLISECONDS.toNanos(500);
    private final Aeron aeron;
    private final List<String> endpoints = new ArrayList<>();
    private final String address;
    private final byte[] credentials;
    private final Listener listener;
    private AeronCluster.AsyncConnect attempt;
    private AeronCluster cluster;
    private int failures;
    private long retryNs = System.nanoTime();
    private long keepAliveNs;

    /**
     * Is told what comes over the connection.
     */
    interface Listener {
        /**
         * It is open, or another leader took it over.
         */
        void onConnected();

        /**
         * A message came.
         *
         * @param buffer holding it.
         * @param offset of it.
         * @param length of it.
         */
        void onMessage(DirectBuffer buffer, int offset, int length);
    }

    RawConnection(final Aeron aeron, final String members, final String address, final String credentials,
        final Listener listener) {
        this.aeron = aeron;
        this.address = address;
        this.credentials = credentials.getBytes(StandardCharsets.US_ASCII);
        this.listener = listener;
        for (final String member : members.split(";")) {
            final String[] parts = member.split(",");
            endpoints.add(parts[0] + "=" + parts[2]);
        }
    }

    int poll(final long nowNs) {
        try {
            if (cluster != null) {
                return pollCluster(nowNs);
            }
            return attempt != null ? pollAttempt() : begin(nowNs);
        } catch (final RuntimeException e) {
            failures++;
            drop(nowNs);
            return 1;
        }
    }

    boolean send(final DirectBuffer buffer, final int length) {
        try {
            return cluster != null && !cluster.isClosed() && cluster.offer(buffer, 0, length) > 0;
        } catch (final RuntimeException e) {
            return false;
        }
    }

    /**
     * Closes it; it connects again with the next poll.
     */
    void drop() {
        drop(System.nanoTime());
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(attempt, cluster);
        attempt = null;
        cluster = null;
    }

    @Override
    public void onMessage(
        final long clusterSessionId, final long timestamp, final DirectBuffer buffer, final int offset,
        final int length, final Header header) {
        listener.onMessage(buffer, offset, length);
    }

    @Override
    public void onNewLeader(
        final long clusterSessionId, final long leadershipTermId, final int leaderMemberId,
        final String ingressEndpoints) {
        listener.onConnected();
    }

    private int pollCluster(final long nowNs) {
        final int work = cluster.pollEgress();
        if (cluster.isClosed()) {
            drop(nowNs);
        } else if (nowNs - keepAliveNs > KEEP_ALIVE_NS) {
            keepAliveNs = nowNs;
            cluster.sendKeepAlive();
        }
        return work;
    }

    private int pollAttempt() {
        cluster = attempt.poll();
        if (cluster != null) {
            attempt = null;
            failures = 0;
            listener.onConnected();
        }
        return cluster == null ? 0 : 1;
    }

    private int begin(final long nowNs) {
        if (nowNs - retryNs < 0) {
            return 0;
        }
        attempt = AeronCluster.asyncConnect(new AeronCluster.Context()
            .aeron(aeron)
            .messageTimeoutNs(TimeUnit.SECONDS.toNanos(1))
            .newLeaderTimeoutNs(TimeUnit.SECONDS.toNanos(2))
            .ingressChannel("aeron:udp?term-length=64k")
            .ingressEndpoints(turn())
            .egressChannel("aeron:udp?endpoint=" + address + ":0")
            .egressListener(this)
            .credentialsSupplier(new Credentials(credentials)));
        return 1;
    }

    private String turn() {
        final int turn = failures % (endpoints.size() + 1);
        return turn == 0 ? String.join(",", endpoints) : endpoints.get(turn - 1);
    }

    private void drop(final long nowNs) {
        close();
        retryNs = nowNs + RETRY_NS;
    }

    private record Credentials(byte[] encoded) implements CredentialsSupplier {
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
