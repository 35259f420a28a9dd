package io.everbook.client;

import io.aeron.cluster.client.AeronCluster;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.agrona.CloseHelper;
import org.agrona.concurrent.NanoClock;

/**
 * Finds the leader through whichever site tells of it first.
 *
 * <p>One attempt of Aeron Cluster's client is given all members and speaks to the first that it reaches. That may be
 * one that is cut off from the others, or ill, and never answers. So if that attempt takes longer than a healthy one,
 * each member is asked by an attempt of its own, all at once; the first connection wins, the others are dropped.
 */
final class LeaderSearch implements AutoCloseable {
    private static final long ALONE_NS = 100_000_000L;

    private final List<AeronCluster.AsyncConnect> attempts = new ArrayList<>();
    private final List<ClientConfig.Member> members;
    private final Function<String, AeronCluster.AsyncConnect> attempt;
    private final NanoClock clock;
    private final long startNs;
    private boolean spread;

    /**
     * Begins.
     *
     * @param members of the cluster.
     * @param attempt begins an attempt at some of them, given as ingress endpoints.
     * @param clock   of the client.
     */
    LeaderSearch(
        final List<ClientConfig.Member> members,
        final Function<String, AeronCluster.AsyncConnect> attempt,
        final NanoClock clock) {
        this.members = members;
        this.attempt = attempt;
        this.clock = clock;
        startNs = clock.nanoTime();
        attempts.add(attempt.apply(ClientConfig.ingressEndpoints(members)));
    }

    /**
     * Goes on.
     *
     * @return the connection to the leader, null as long as there is none.
     * @throws RuntimeException of the last attempt when every one has failed.
     */
    AeronCluster poll() {
        if (!spread && clock.nanoTime() - startNs >= ALONE_NS) {
            spread();
        }
        RuntimeException failure = null;
        for (final Iterator<AeronCluster.AsyncConnect> each = attempts.iterator(); each.hasNext();) {
            final AeronCluster.AsyncConnect one = each.next();
            try {
                final AeronCluster cluster = one.poll();
                if (null != cluster) {
                    return cluster;
                }
            } catch (final RuntimeException ex) {
                failure = ex;
                CloseHelper.quietClose(one);
                each.remove();
            }
        }
        if (attempts.isEmpty()) {
            throw failure;
        }
        return null;
    }

    /** Drops every attempt but the one that has won. */
    @Override
    public void close() {
        CloseHelper.quietCloseAll(attempts);
        attempts.clear();
    }

    private void spread() {
        spread = true;
        for (final ClientConfig.Member member : members) {
            attempts.add(attempt.apply(ClientConfig.ingressEndpoints(List.of(member))));
        }
    }
}
