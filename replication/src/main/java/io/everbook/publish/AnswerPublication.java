package io.everbook.publish;

import io.aeron.Aeron;
import io.aeron.ChannelUri;
import io.aeron.CommonContext;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.everbook.api.EverbookException;
import io.everbook.site.IpEndpoint;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

/**
 * The way back to one who asked: a publication to it alone, so that its back-pressure is its own. It never waits; what
 * can't be sent at once is dropped, and asked for again. Not thread safe.
 */
final class AnswerPublication implements AutoCloseable {
    private static final int TRIES = 3;
    private static final String PARAMETERS = "term-length=256k|mtu=" + Streams.MTU_LENGTH;

    private final Aeron aeron;
    private final long registrationId;
    private ExclusivePublication publication;

    /**
     * Begins to make it.
     *
     * @throws EverbookException if the address is none that an answer may go to.
     */
    AnswerPublication(final Aeron aeron, final ReturnAddress address) {
        this.aeron = aeron;
        registrationId = aeron.asyncAddExclusivePublication(checked(address.channel()), address.stream());
    }

    private static String checked(final String channel) {
        final ChannelUri uri = ChannelUri.parse(channel);
        final String endpoint = uri.get(CommonContext.ENDPOINT_PARAM_NAME);
        if (uri.isIpc()) {
            return "aeron:ipc?" + PARAMETERS;
        }
        if (!uri.isUdp() || endpoint == null || !IpEndpoint.isEndpoint(endpoint)) {
            throw new EverbookException("a request names the response channel '" + channel
                + "'; expected aeron:udp?endpoint=address:port, or aeron:ipc");
        }
        return "aeron:udp?endpoint=" + endpoint + "|" + PARAMETERS;
    }

    boolean isConnected() {
        if (publication == null) {
            publication = aeron.getExclusivePublication(registrationId);
        }
        return publication != null && publication.isConnected();
    }

    /** Whether so many bytes can be sent at once. */
    boolean hasRoom(final int length) {
        return isConnected() && publication.availableWindow() >= length;
    }

    void send(final DirectBuffer buffer, final int offset, final int length) {
        if (isConnected()) {
            for (int i = 0; i < TRIES; i++) {
                if (publication.offer(buffer, offset, length) != Publication.ADMIN_ACTION) {
                    return;
                }
            }
        }
    }

    @Override
    public void close() {
        if (publication == null) {
            aeron.asyncRemovePublication(registrationId);
        } else {
            CloseHelper.quietClose(publication);
        }
    }
}
