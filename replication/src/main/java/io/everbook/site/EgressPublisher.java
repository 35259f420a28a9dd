package io.everbook.site;

import io.aeron.Publication;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.protocol.DataHeaderFlyweight;
import io.everbook.protocol.EventHeaderDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.function.IntToLongFunction;

/**
 * Sends the events of records from the leader: numbered events to the connection their session is bound to, signals to
 * the connection of the command. A message holds as many events as follow one another for the same connection and fit
 * into one packet, of one record or of several. It leaves when the next event has no place in it, or with
 * {@link #flush}, which the service calls when it has applied all that is committed: no event waits for a command that
 * isn't there yet.
 *
 * <p>What can't be sent at once is dropped and counted, never waited for (design rule 16): numbered events are asked
 * for again from the journal, and a signal by a test request. Runs on the service's thread.
 */
final class EgressPublisher {
    /** The longest message, in bytes. */
    static final int MAX_LENGTH =
        SiteConfig.MTU_LENGTH - DataHeaderFlyweight.HEADER_LENGTH - AeronCluster.SESSION_HEADER_LENGTH;

    private static final long NOBODY = 0;

    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private final EventHeaderDecoder eventHeader = new EventHeaderDecoder();
    private final Egress egress;
    private final IntToLongFunction connections;
    private final UnsafeBuffer message =
        new UnsafeBuffer(BufferUtil.allocateDirectAligned(MAX_LENGTH, BitUtil.CACHE_LINE_LENGTH));
    private long receiver = NOBODY;
    private int messageLength;
    private long dropped;

    /**
     * Creates a publisher.
     *
     * @param egress      to send by.
     * @param connections the connection that a session is bound to, 0 for none.
     */
    EgressPublisher(final Egress egress, final IntToLongFunction connections) {
        this.egress = egress;
        this.connections = connections;
    }

    static EgressPublisher of(final Cluster cluster, final IntToLongFunction connections) {
        return new EgressPublisher((connection, buffer, offset, length) -> {
            final ClientSession session = cluster.getClientSession(connection);
            return session == null ? Publication.NOT_CONNECTED : session.offer(buffer, offset, length);
        }, connections);
    }

    /**
     * How many messages could not be sent.
     */
    long dropped() {
        return dropped;
    }

    /**
     * Takes the events of a record, to be sent with those before.
     *
     * @param buffer     holding them; they are copied.
     * @param offset     of the first.
     * @param length     of all.
     * @param connection that the record's command came from.
     */
    void publish(final DirectBuffer buffer, final int offset, final int length, final long connection) {
        int position = offset;
        while (position < offset + length) {
            final int eventLength = wrap(buffer, position);
            add(receiver(connection), buffer, position, eventLength);
            position += eventLength;
        }
    }

    private void add(final long to, final DirectBuffer buffer, final int offset, final int length) {
        if (to != receiver || messageLength + length > MAX_LENGTH) {
            flush();
            receiver = to;
        }
        if (to != NOBODY) {
            message.putBytes(messageLength, buffer, offset, length);
            messageLength += length;
        }
    }

    /**
     * Sends what was taken and not sent yet.
     */
    void flush() {
        final int length = messageLength;
        if (length > 0) {
            messageLength = 0;
            send(receiver, length);
        }
    }

    /**
     * Drops, and counts, what was taken and not sent yet: who leads no more has nobody to tell.
     */
    void drop() {
        dropped += messageLength > 0 ? 1 : 0;
        messageLength = 0;
    }

    private int wrap(final DirectBuffer buffer, final int offset) {
        messageHeader.wrap(buffer, offset);
        eventHeader.wrap(buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH);
        return MessageHeaderDecoder.ENCODED_LENGTH + messageHeader.blockLength();
    }

    private long receiver(final long connection) {
        return eventHeader.eventNumber() == 0 ? connection : connections.applyAsLong(eventHeader.session());
    }

    /** Offers again where the first offer did no more than move on to the next term buffer: no back-pressure. */
    private void send(final long connection, final int length) {
        long result = egress.offer(connection, message, 0, length);
        if (result == Publication.ADMIN_ACTION) {
            result = egress.offer(connection, message, 0, length);
        }
        dropped += result > 0 ? 0 : 1;
    }

    /**
     * Where messages go.
     */
    @FunctionalInterface
    interface Egress {
        /**
         * Offers a message to a connection.
         *
         * @param connection the connection.
         * @param buffer     holding the message.
         * @param offset     of its first byte.
         * @param length     in bytes.
         * @return as of {@link Publication#offer(DirectBuffer, int, int)}.
         */
        long offer(long connection, DirectBuffer buffer, int offset, int length);
    }
}
