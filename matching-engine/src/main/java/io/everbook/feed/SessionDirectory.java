package io.everbook.feed;

import io.everbook.api.EventListener;
import io.everbook.protocol.LogonAcceptedDecoder;
import io.everbook.protocol.SessionDefinedDecoder;
import org.agrona.collections.Int2IntHashMap;

/**
 * Which firm a session is of, learnt from the records that define sessions or log them on. Not thread safe.
 */
final class SessionDirectory implements EventListener {
    /** Stands for a session that no record so far told of. */
    static final int UNKNOWN = 0;

    private final Int2IntHashMap participants = new Int2IntHashMap(UNKNOWN);

    int participant(final int session) {
        return participants.get(session);
    }

    @Override
    public void onSessionDefined(final SessionDefinedDecoder event) {
        participants.put(event.newSession(), event.participant());
    }

    @Override
    public void onLogonAccepted(final LogonAcceptedDecoder event) {
        participants.put(event.header().session(), event.participant());
    }
}
