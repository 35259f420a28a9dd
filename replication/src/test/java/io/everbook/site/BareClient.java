package io.everbook.site;

import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.cluster.codecs.AdminRequestType;
import io.aeron.cluster.codecs.AdminResponseCode;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.exceptions.TimeoutException;
import io.aeron.logbuffer.Header;
import io.aeron.security.CredentialsSupplier;
import io.everbook.api.Command;
import io.everbook.protocol.EventHeaderDecoder;
import io.everbook.protocol.LogonEncoder;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.MessageHeaderEncoder;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A connection to a cluster without the client's care: what it sends may be lost, what it receives may have holes.
 */
public final class BareClient implements AutoCloseable, EgressListener {
    /** The partition of every command. */
    public static final int PARTITION = 1;

    private static final int CONNECT_ATTEMPTS = 5;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[2_048]);
    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private final EventHeaderDecoder eventHeader = new EventHeaderDecoder();
    private final List<byte[]> numbered = new ArrayList<>();
    private final List<byte[]> signals = new ArrayList<>();
    private final MediaDriver driver;
    private final AeronCluster cluster;
    private AdminResponseCode adminResponse;

    /**
     * Connects.
     *
     * @param sites       to connect to.
     * @param name        of the client, unique.
     * @param credentials participant:secret.
     */
    public BareClient(final TestCluster sites, final String name, final String credentials) {
        driver = MediaDriver.launchEmbedded(new MediaDriver.Context()
            .aeronDirectoryName(sites.aeronDirectory(name))
            .dirDeleteOnStart(true)
            .dirDeleteOnShutdown(true)
            .threadingMode(ThreadingMode.SHARED)
            .sharedIdleStrategy(SiteContexts.idleStrategy())
            .publicationTermBufferLength(1 << 20)
            .ipcTermBufferLength(1 << 20));
        try {
            cluster = connect(sites, credentials);
        } catch (final RuntimeException ex) {
            driver.close();
            throw ex;
        }
    }

    /** Again and again: a site that has not noticed yet that its leader is gone sends clients there. */
    private AeronCluster connect(final TestCluster sites, final String credentials) {
        for (int attempt = 1;; attempt++) {
            try {
                return AeronCluster.connect(context(sites, credentials));
            } catch (final TimeoutException ex) {
                if (attempt == CONNECT_ATTEMPTS) {
                    throw ex;
                }
            }
        }
    }

    private AeronCluster.Context context(final TestCluster sites, final String credentials) {
        return new AeronCluster.Context()
            .aeronDirectoryName(driver.aeronDirectoryName())
            .ingressChannel("aeron:udp")
            .ingressEndpoints(sites.ingressEndpoints())
            .egressChannel("aeron:udp?endpoint=127.0.0.1:0")
            .messageTimeoutNs(TimeUnit.SECONDS.toNanos(3))
            .newLeaderTimeoutNs(TimeUnit.SECONDS.toNanos(10))
            .credentialsSupplier(credentials(credentials))
            .egressListener(this);
    }

    /**
     * The cluster session.
     *
     * @return the session.
     */
    public AeronCluster cluster() {
        return cluster;
    }

    /**
     * Sends a logon of a session.
     *
     * @param session the session.
     */
    public void logon(final int session) {
        buffer.setMemory(0, 256, (byte) 0);
        new LogonEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .header().session(session).partition(PARTITION);
        offer(MessageHeaderEncoder.ENCODED_LENGTH + LogonEncoder.BLOCK_LENGTH);
    }

    /**
     * Sends a command.
     *
     * @param command the command.
     * @param session of the sender.
     * @param number  the session's command number.
     */
    public void send(final Command<?> command, final int session, final long number) {
        offer(command.encode(buffer, 0, PARTITION, session, number, 0));
    }

    /**
     * Sends bytes.
     *
     * @param bytes any.
     */
    public void send(final byte[] bytes) {
        buffer.putBytes(0, bytes);
        offer(bytes.length);
    }

    /**
     * Waits for numbered events.
     *
     * @param count at least.
     * @return all received so far, oldest first.
     */
    public List<byte[]> awaitNumbered(final int count) {
        return awaitNumbered(count, 15);
    }

    /**
     * Waits for numbered events.
     *
     * @param count   at least.
     * @param seconds at most.
     * @return all received so far, oldest first.
     */
    public List<byte[]> awaitNumbered(final int count, final long seconds) {
        Deadline.await(seconds, () -> count + " numbered events, got " + numbered.size(), () -> {
            cluster.pollEgress();
            return numbered.size() >= count;
        });
        return numbered;
    }

    /**
     * Waits for signals.
     *
     * @param count at least.
     * @return all received so far, oldest first.
     */
    public List<byte[]> awaitSignals(final int count) {
        Deadline.await(15, () -> count + " signals, got " + signals.size(), () -> {
            cluster.pollEgress();
            return signals.size() >= count;
        });
        return signals;
    }

    @Override
    public void onMessage(
        final long clusterSessionId,
        final long timestamp,
        final DirectBuffer message,
        final int offset,
        final int length,
        final Header header) {
        int position = offset;
        while (position < offset + length) {
            position += take(message, position);
        }
    }

    private int take(final DirectBuffer message, final int offset) {
        messageHeader.wrap(message, offset);
        eventHeader.wrap(message, offset + MessageHeaderDecoder.ENCODED_LENGTH);
        final byte[] bytes = new byte[MessageHeaderDecoder.ENCODED_LENGTH + messageHeader.blockLength()];
        message.getBytes(offset, bytes);
        (eventHeader.eventNumber() == 0 ? signals : numbered).add(bytes);
        return bytes.length;
    }

    /**
     * Waits for the answer to an administrator's request.
     *
     * @return the answer.
     */
    public AdminResponseCode awaitAdminResponse() {
        Deadline.await(15, () -> "an answer to an administrator's request", () -> {
            cluster.pollEgress();
            return adminResponse != null;
        });
        return adminResponse;
    }

    @Override
    public void onAdminResponse(
        final long clusterSessionId,
        final long correlationId,
        final AdminRequestType requestType,
        final AdminResponseCode responseCode,
        final String message,
        final DirectBuffer payload,
        final int payloadOffset,
        final int payloadLength) {
        adminResponse = responseCode;
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(cluster, driver);
    }

    private void offer(final int length) {
        Deadline.await(15, () -> "the cluster takes a message", () -> {
            cluster.pollEgress();
            return cluster.offer(buffer, 0, length) > 0;
        });
    }

    private static CredentialsSupplier credentials(final String text) {
        return new CredentialsSupplier() {
            @Override
            public byte[] encodedCredentials() {
                return text.getBytes(StandardCharsets.US_ASCII);
            }

            @Override
            public byte[] onChallenge(final byte[] encodedChallenge) {
                return new byte[0];
            }
        };
    }
}
