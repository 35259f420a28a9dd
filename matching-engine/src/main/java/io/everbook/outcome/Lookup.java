package io.everbook.outcome;

import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.QueryResult;
import net.openhft.chronicle.core.values.LongValue;
import net.openhft.chronicle.values.Values;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Looks something up in a store and encodes the answer into a buffer of its own. What was looked up while the store was
 * made again, or can't be had because another process was killed in the middle of an access, is answered LAGGING. Not
 * thread safe; allocates nothing.
 */
abstract class Lookup {
    /** In place of a participant: one who may ask for everything. */
    static final int ANYONE = 0;

    private static final int ANSWER_LENGTH_MAX = 256;

    final UnsafeBuffer buffer = new UnsafeBuffer(new byte[ANSWER_LENGTH_MAX]);
    final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
    final MessageHeaderDecoder headerDecoder = new MessageHeaderDecoder();
    final LongValue key = Values.newHeapInstance(LongValue.class);
    final StoreView view;
    private final SessionValue owner = Values.newHeapInstance(SessionValue.class);
    private boolean ownersKnown;

    Lookup(final StoreView view) {
        this.view = view;
    }

    final QueryResult result(final int participant, final long required) {
        buffer.setMemory(0, ANSWER_LENGTH_MAX, (byte) 0);
        ownersKnown = true;
        if (!view.isReached(required)) {
            return QueryResult.LAGGING;
        }
        try {
            final QueryResult result = find(participant);
            return view.isCurrent() ? result : QueryResult.LAGGING;
        } catch (final StoreException e) {
            return QueryResult.LAGGING;
        }
    }

    /** Looks up what the subclass was told to. */
    abstract QueryResult find(int participant);

    final boolean isOf(final int session, final int participant) {
        final int known = participantOf(session);
        ownersKnown &= known != ANYONE;
        return participant == ANYONE || known == participant;
    }

    private int participantOf(final int session) {
        key.setValue(session);
        return view.maps().sessions().get(key, owner) ? owner.participant() : ANYONE;
    }

    /** What one is told whose none of the sessions is that were looked at. */
    final QueryResult refusal() {
        return ownersKnown ? QueryResult.NOT_AUTHORISED : QueryResult.UNKNOWN;
    }
}
