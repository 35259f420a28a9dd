package io.everbook.site;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.FragmentAssembler;
import io.aeron.Subscription;
import io.aeron.logbuffer.Header;
import io.everbook.protocol.EventReplayEndDecoder;
import io.everbook.protocol.EventReplayRequestEncoder;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.MessageHeaderEncoder;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks a site for a replay, as a client does.
 */
public final class InquiryProbe implements AutoCloseable {
    private static final int RESPONSE_STREAM = 30;

    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private final EventReplayEndDecoder end = new EventReplayEndDecoder();
    private final FragmentAssembler assembler = new FragmentAssembler(this::onFragment);
    private final List<byte[]> events = new ArrayList<>();
    private final Aeron aeron;
    private final Subscription subscription;
    private final ExclusivePublication publication;
    private int result;

    /**
     * Creates one.
     *
     * @param aeronDirectory of a running media driver.
     * @param endpoint       of the site's inquiry agent.
     */
    public InquiryProbe(final String aeronDirectory, final String endpoint) {
        aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(aeronDirectory));
        subscription = aeron.addSubscription("aeron:udp?endpoint=127.0.0.1:0", RESPONSE_STREAM);
        publication = aeron.addExclusivePublication("aeron:udp?endpoint=" + endpoint, InquiryAgent.STREAM_ID);
        Deadline.await(10, () -> "a connection to " + endpoint, publication::isConnected);
    }

    /**
     * Asks, and waits for the end of the answer.
     *
     * @param session       whose events.
     * @param fromEvent     first.
     * @param toEvent       last.
     * @param toSequence    of the last.
     * @param logonSequence of the session's newest logon.
     * @param credentials   of who asks.
     * @return the result of the EventReplayEnd.
     */
    public int replay(
        final int session,
        final long fromEvent,
        final long toEvent,
        final long toSequence,
        final long logonSequence,
        final String credentials) {
        events.clear();
        result = -1;
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        final byte[] channel = subscription.tryResolveChannelEndpointPort().getBytes(StandardCharsets.US_ASCII);
        final byte[] secret = credentials.getBytes(StandardCharsets.US_ASCII);
        final EventReplayRequestEncoder encoder = new EventReplayRequestEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .correlationId(7)
            .fromEvent(fromEvent)
            .toEvent(toEvent)
            .toSequence(toSequence)
            .logonSequence(logonSequence)
            .session(session)
            .responseStream(RESPONSE_STREAM)
            .putResponseChannel(channel, 0, channel.length)
            .putCredentials(secret, 0, secret.length);
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        Deadline.await(10, () -> "the request leaves", () -> publication.offer(buffer, 0, length) > 0);
        Deadline.await(10, () -> "the replay ends", () -> {
            subscription.poll(assembler, 10);
            return result >= 0;
        });
        return result;
    }

    /**
     * The events of the last replay.
     *
     * @return the messages, in the order received.
     */
    public List<byte[]> events() {
        return events;
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(publication, subscription, aeron);
    }

    private void onFragment(final DirectBuffer buffer, final int offset, final int length, final Header header) {
        messageHeader.wrap(buffer, offset);
        if (messageHeader.templateId() == EventReplayEndDecoder.TEMPLATE_ID) {
            result = end.wrapAndApplyHeader(buffer, offset, messageHeader).result();
        } else {
            final byte[] event = new byte[length];
            buffer.getBytes(offset, event);
            events.add(event);
        }
    }
}
