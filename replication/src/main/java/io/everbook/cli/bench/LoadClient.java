package io.everbook.cli.bench;

import io.aeron.Aeron;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.logbuffer.Header;
import io.aeron.security.NullCredentialsSupplier;
import io.everbook.api.EverbookException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A bare connection to a cluster that sends a load and times its answers; the same for both sides. It keeps to one
 * leader and repairs nothing: what is dropped, and a change of leader, end the measurement with an exception.
 *
 * <p>One thread.
 */
final class LoadClient implements EgressListener, AutoCloseable {
    private static final long STALL_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long MAX_LATENCY_NS = TimeUnit.MINUTES.toNanos(1);
    private static final int INTENDED = 1 << 16;
    private static final int DIGITS = 3;
    private final IdleStrategy idle = new BackoffIdleStrategy(10, 5, 1_000, 50_000);
    private final long[] intendedNs = new long[INTENDED];
    private final AeronCluster cluster;
    private final Answers answers;
    private Histogram histogram = new Histogram(MAX_LATENCY_NS, DIGITS);
    private Load load;
    private long sent;
    private long answered;
    private long idleSinceNs;
    private boolean timed;

    /**
     * Connects.
     *
     * @param aeron       to use.
     * @param endpoints   of the members' ingress.
     * @param participant to be.
     * @param secret      of the participant.
     * @param answers     what counts as an answer.
     */
    LoadClient(
        final Aeron aeron, final String endpoints, final int participant, final String secret, final Answers answers) {
        this.answers = answers;
        cluster = AeronCluster.connect(new AeronCluster.Context()
            .aeron(aeron)
            .ownsAeronClient(false)
            .ingressChannel("aeron:udp?term-length=1m")
            .ingressEndpoints(endpoints)
            .egressChannel("aeron:udp?endpoint=127.0.0.1:0")
            .messageTimeoutNs(STALL_NS)
            .credentialsSupplier(new NullCredentialsSupplier() {
                @Override
                public byte[] encodedCredentials() {
                    return (participant + ":" + secret).getBytes(StandardCharsets.US_ASCII);
                }
            })
            .egressListener(this));
    }

    /**
     * Sends messages one by one, each after the answer to the one before.
     *
     * @param messages to send.
     */
    void converse(final List<byte[]> messages) {
        for (final byte[] message : messages) {
            final UnsafeBuffer buffer = new UnsafeBuffer(message);
            final long before = answered;
            while (cluster.offer(buffer, 0, message.length) < 0) {
                poll();
            }
            while (answered == before) {
                poll();
            }
        }
    }

    /**
     * Begins a load; what was answered so far no longer counts.
     *
     * @param begun the load.
     */
    void begin(final Load begun) {
        load = begun;
        sent = 0;
        answered = 0;
    }

    /**
     * Sends as fast as answers allow.
     *
     * @param seconds how long.
     * @param window  unanswered messages at most.
     * @return answers a second.
     */
    double windowed(final double seconds, final int window) {
        return windowed(seconds, window, Double.MAX_VALUE);
    }

    /**
     * Sends as fast as answers allow, but no faster than a rate.
     *
     * @param seconds how long.
     * @param window  unanswered messages at most.
     * @param rate    messages a second at most.
     * @return answers a second.
     */
    double windowed(final double seconds, final int window, final double rate) {
        final long from = answered;
        final long sentBefore = sent;
        final long startNs = System.nanoTime();
        final long lengthNs = nanos(seconds);
        for (long passedNs = 0; passedNs < lengthNs; passedNs = System.nanoTime() - startNs) {
            int work = cluster.pollEgress();
            final double due = rate / nanos(1) * passedNs;
            while (sent - answered < window && sent - sentBefore < due && offer()) {
                work++;
            }
            idle(work);
        }
        return (answered - from) * (double) nanos(1) / (System.nanoTime() - startNs);
    }

    /**
     * Sends at a steady rate, whatever comes back, and times every answer from the instant its message was due.
     *
     * @param seconds how long.
     * @param rate    messages a second.
     * @return the times in nanoseconds.
     */
    Histogram paced(final double seconds, final int rate) {
        drain();
        histogram = new Histogram(MAX_LATENCY_NS, DIGITS);
        timed = true;
        final long intervalNs = nanos(1) / rate;
        final long deadlineNs = System.nanoTime() + nanos(seconds);
        long dueNs = System.nanoTime();
        while (dueNs - deadlineNs < 0) {
            int work = cluster.pollEgress();
            while (dueNs - Math.min(System.nanoTime(), deadlineNs - 1) <= 0 && offerDue(dueNs)) {
                dueNs += intervalNs;
                work++;
            }
            idle(work);
        }
        drain();
        timed = false;
        return histogram;
    }

    /**
     * Waits until everything sent is answered.
     */
    void drain() {
        while (answered < sent) {
            poll();
        }
    }

    @Override
    public void onMessage(
        final long clusterSessionId,
        final long timestamp,
        final DirectBuffer buffer,
        final int offset,
        final int length,
        final Header header) {
        final int completed = answers.completed(buffer, offset, length);
        if (timed) {
            record(completed);
        }
        answered += completed;
    }

    @Override
    public void onNewLeader(
        final long clusterSessionId,
        final long leadershipTermId,
        final int leaderMemberId,
        final String ingressEndpoints) {
        throw new ElectionException("member " + leaderMemberId + " leads");
    }

    @Override
    public void close() {
        cluster.close();
    }

    private boolean offer() {
        final int place = load.prepare(sent);
        if (cluster.offer(load.buffer(), load.offset(place), load.length(place)) < 0) {
            return false;
        }
        sent++;
        return true;
    }

    private boolean offerDue(final long dueNs) {
        intendedNs[(int) (sent & (INTENDED - 1))] = dueNs;
        return sent - answered < INTENDED && offer();
    }

    private void record(final int completed) {
        final long nowNs = System.nanoTime();
        for (long i = answered; i < answered + completed; i++) {
            histogram.recordValue(nowNs - intendedNs[(int) (i & (INTENDED - 1))]);
        }
    }

    private void poll() {
        idle(cluster.pollEgress());
    }

    private void idle(final int work) {
        if (work > 0) {
            idleSinceNs = 0;
        } else if (idleSinceNs == 0) {
            idleSinceNs = System.nanoTime();
        } else if (cluster.isClosed()) {
            throw new ElectionException("nobody led in time, and the connection is closed");
        } else if (System.nanoTime() - idleSinceNs > STALL_NS) {
            throw new EverbookException("no answer for 10 s, " + (sent - answered) + " are missing");
        }
        idle.idle(work);
    }

    private static long nanos(final double seconds) {
        return (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    }
}
