package io.everbook.outcome;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A query that waits for the store to reach its sequence. Reused; not thread safe.
 */
final class WaitingQuery {
    private static final int LENGTH_MAX = 128;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[LENGTH_MAX]);
    private int participant;
    private long connection;
    private long deadlineNs;

    void keep(
        final DirectBuffer query,
        final int offset,
        final int length,
        final int ofParticipant,
        final long onConnection,
        final long until) {
        buffer.putBytes(0, query, offset, length);
        participant = ofParticipant;
        connection = onConnection;
        deadlineNs = until;
    }

    DirectBuffer buffer() {
        return buffer;
    }

    int participant() {
        return participant;
    }

    long connection() {
        return connection;
    }

    long deadlineNs() {
        return deadlineNs;
    }
}
