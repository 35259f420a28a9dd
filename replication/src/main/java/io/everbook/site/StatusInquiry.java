package io.everbook.site;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.FragmentAssembler;
import io.aeron.Subscription;
import io.aeron.logbuffer.Header;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.SiteStatusDecoder;
import io.everbook.protocol.SiteStatusRequestEncoder;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Asks sites for their status and takes the answers, without ever waiting. Uses an Aeron client of the owner's, whose
 * conductor the owner drives. One thread.
 */
final class StatusInquiry implements AutoCloseable {
    /** What {@link #ask} returns where nothing could be sent. */
    static final long NOT_SENT = -1;

    private static final int FRAGMENT_LIMIT = 8;

    private final Map<Integer, ExclusivePublication> publications = new LinkedHashMap<>();
    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private final FragmentAssembler assembler = new FragmentAssembler(this::onFragment);
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final Aeron aeron;
    private final int responseStream;
    private final Consumer<PeerStatus> answers;
    private final Subscription subscription;
    private String responseChannel;

    StatusInquiry(
        final Aeron aeron,
        final String ownHost,
        final int responseStream,
        final List<SiteMember> sites,
        final Consumer<PeerStatus> answers) {
        this.aeron = aeron;
        this.responseStream = responseStream;
        this.answers = answers;
        subscription = aeron.addSubscription("aeron:udp?endpoint=" + ownHost + ":0", responseStream);
        for (final SiteMember site : sites) {
            publications.put(site.id(), aeron.addExclusivePublication(
                "aeron:udp?term-length=64k|endpoint=" + site.inquiry(), InquiryAgent.STREAM_ID));
        }
    }

    /** Takes the answers that have come. */
    int poll() {
        if (responseChannel == null) {
            responseChannel = subscription.tryResolveChannelEndpointPort();
        }
        return subscription.poll(assembler, FRAGMENT_LIMIT);
    }

    /**
     * Asks one site.
     *
     * @param member the site's.
     * @return the question's correlation id, or {@link #NOT_SENT}.
     */
    long ask(final int member) {
        final ExclusivePublication publication = publications.get(member);
        if (responseChannel == null || !publication.isConnected()) {
            return NOT_SENT;
        }
        final long correlationId = aeron.nextCorrelationId();
        final byte[] channel = responseChannel.getBytes(StandardCharsets.US_ASCII);
        final SiteStatusRequestEncoder encoder = new SiteStatusRequestEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .correlationId(correlationId)
            .responseStream(responseStream)
            .pad1(0)
            .putResponseChannel(channel, 0, channel.length);
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        return publication.offer(buffer, 0, length) > 0 ? correlationId : NOT_SENT;
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(publications.values());
        CloseHelper.quietClose(subscription);
    }

    private void onFragment(final DirectBuffer message, final int offset, final int length, final Header header) {
        messageHeader.wrap(message, offset);
        if (messageHeader.schemaId() == MessageHeaderDecoder.SCHEMA_ID
            && messageHeader.templateId() == SiteStatusDecoder.TEMPLATE_ID) {
            answers.accept(PeerStatus.decode(message, offset));
        }
    }
}
