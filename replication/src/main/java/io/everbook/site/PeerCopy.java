package io.everbook.site;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.FragmentAssembler;
import io.aeron.Subscription;
import io.aeron.logbuffer.Header;
import io.everbook.api.EverbookException;
import io.everbook.journal.JournalWriter;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.SiteCopyPartDecoder;
import io.everbook.protocol.SiteCopyRequestEncoder;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.IdleStrategy;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Asks another site for what this one needs to come back, and waits for it: for sites that don't run yet. One thread;
 * needs the site's media driver.
 */
final class PeerCopy implements AutoCloseable {
    private static final int RESPONSE_STREAM = 24;
    private static final int FRAGMENT_LIMIT = 16;
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(5);

    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private final SiteCopyPartDecoder part = new SiteCopyPartDecoder();
    private final FragmentAssembler assembler = new FragmentAssembler(this::onFragment);
    private final IdleStrategy idle = SiteContexts.idleStrategy();
    private final SiteConfig config;
    private final Aeron aeron;
    private final Subscription subscription;
    private final ExclusivePublication publication;
    private long correlationId;
    private Sink sink;
    private boolean last;

    PeerCopy(final SiteConfig config, final SiteMember peer) {
        this.config = config;
        aeron = InquiryClient.connect(config, "copy");
        subscription = aeron.addSubscription("aeron:udp?endpoint=" + config.host() + ":0", RESPONSE_STREAM);
        publication = aeron.addExclusivePublication(
            "aeron:udp?term-length=64k|endpoint=" + peer.inquiry(), InquiryAgent.STREAM_ID);
    }

    /**
     * Appends the records that the peer has beyond the journal's last, each only where its checksum follows.
     *
     * @param journal    to append to.
     * @param toSequence of the last wanted; fewer come where the peer has fewer, or doesn't answer.
     * @throws EverbookException if one doesn't follow.
     */
    void records(final JournalWriter journal, final long toSequence) {
        long from;
        do {
            from = journal.lastSequence();
            ask(from + 1, toSequence, new CopiedRecords(journal)::onPart);
        } while (journal.lastSequence() > from && journal.lastSequence() < toSequence);
    }

    /**
     * The peer's recording log.
     *
     * @return the file's bytes; null if it doesn't answer.
     */
    byte[] recordingLog() {
        final ExpandableArrayBuffer bytes = new ExpandableArrayBuffer();
        final int[] length = {0};
        final boolean whole = ask(0, 0, (buffer, offset, partLength) -> {
            bytes.putBytes(length[0], buffer, offset, partLength);
            length[0] += partLength;
        });
        final byte[] file = new byte[length[0]];
        bytes.getBytes(0, file);
        return whole ? file : null;
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(publication, subscription, aeron);
    }

    private boolean ask(final long fromSequence, final long toSequence, final Sink to) {
        sink = to;
        last = false;
        correlationId = aeron.nextCorrelationId();
        return await(() -> send(fromSequence, toSequence)) && await(() -> last);
    }

    /** Waits as long as something comes. */
    private boolean await(final BooleanSupplier condition) {
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean()) {
            aeron.conductorAgentInvoker().invoke();
            final int fragments = subscription.poll(assembler, FRAGMENT_LIMIT);
            final long nowNs = System.nanoTime();
            deadlineNs = fragments > 0 ? nowNs + PATIENCE_NS : deadlineNs;
            if (nowNs - deadlineNs > 0) {
                return false;
            }
            idle.idle(fragments);
        }
        return true;
    }

    private boolean send(final long fromSequence, final long toSequence) {
        final String channel = subscription.tryResolveChannelEndpointPort();
        if (channel == null || !publication.isConnected()) {
            return false;
        }
        final byte[] to = channel.getBytes(StandardCharsets.US_ASCII);
        final byte[] credentials = config.clusterSecret().supplier().encodedCredentials();
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        final SiteCopyRequestEncoder request = new SiteCopyRequestEncoder();
        request.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .correlationId(correlationId)
            .fromSequence(fromSequence)
            .toSequence(toSequence)
            .responseStream(RESPONSE_STREAM)
            .pad1(0)
            .putResponseChannel(to, 0, to.length)
            .putCredentials(credentials, 0, credentials.length);
        return publication.offer(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + request.encodedLength()) > 0;
    }

    private void onFragment(final DirectBuffer message, final int offset, final int length, final Header header) {
        messageHeader.wrap(message, offset);
        if (messageHeader.templateId() == SiteCopyPartDecoder.TEMPLATE_ID) {
            part.wrapAndApplyHeader(message, offset, messageHeader);
            if (part.correlationId() == correlationId && !last) {
                final int bytes = part.bytesLength();
                sink.onPart(message, part.limit() + SiteCopyPartDecoder.bytesHeaderLength(), bytes);
                last = part.last() == 1;
            }
        }
    }

    @FunctionalInterface
    private interface Sink {
        void onPart(DirectBuffer buffer, int offset, int length);
    }
}
