package io.everbook.site;

import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.everbook.engine.EventBuffer;
import io.everbook.engine.MatchingEngine;
import io.everbook.protocol.EventHeaderDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/**
 * Sends a record's events from the leader: numbered events to the connection their session is bound to, signals to the
 * connection of the command; one event a message.
 *
 * <p>What can't be sent at once is dropped and counted, never waited for (design rule 16): numbered events are asked
 * for again from the journal, and a signal by a test request. Runs on the service's thread.
 */
final class EgressPublisher {
    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private final EventHeaderDecoder eventHeader = new EventHeaderDecoder();
    private final Cluster cluster;
    private final MatchingEngine engine;
    private long dropped;

    EgressPublisher(final Cluster cluster, final MatchingEngine engine) {
        this.cluster = cluster;
        this.engine = engine;
    }

    long dropped() {
        return dropped;
    }

    void publish(final EventBuffer events, final long connection) {
        final DirectBuffer buffer = events.buffer();
        int offset = events.eventsOffset();
        final int limit = offset + events.eventsLength();
        while (offset < limit) {
            messageHeader.wrap(buffer, offset);
            final int length = MessageHeaderDecoder.ENCODED_LENGTH + messageHeader.blockLength();
            eventHeader.wrap(buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH);
            send(receiver(connection), buffer, offset, length);
            offset += length;
        }
    }

    private long receiver(final long connection) {
        return eventHeader.eventNumber() == 0 ? connection : engine.connectionOf(eventHeader.session());
    }

    private void send(final long connection, final DirectBuffer buffer, final int offset, final int length) {
        final ClientSession session = connection == 0 ? null : cluster.getClientSession(connection);
        if (session != null && session.offer(buffer, offset, length) < 0) {
            dropped++;
        }
    }
}
