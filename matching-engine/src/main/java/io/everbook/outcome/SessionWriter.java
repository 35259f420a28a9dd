package io.everbook.outcome;

import io.everbook.protocol.LogonAcceptedDecoder;
import io.everbook.protocol.SessionDefinedDecoder;
import net.openhft.chronicle.core.values.LongValue;
import net.openhft.chronicle.values.Values;
import org.agrona.collections.IntHashSet;

/**
 * Keeps what the log says of sessions. Not thread safe.
 */
final class SessionWriter {
    private final StoreMap<LongValue, SessionValue> sessions;
    private final LongValue key = Values.newHeapInstance(LongValue.class);
    private final SessionValue value = Values.newHeapInstance(SessionValue.class);
    private final IntHashSet known = new IntHashSet();

    SessionWriter(final StoreMap<LongValue, SessionValue> sessions) {
        this.sessions = sessions;
        sessions.forEach((id, session) -> known.add((int) id.getValue()));
    }

    void defined(final SessionDefinedDecoder event) {
        find(event.newSession(), 1);
        value.participant(event.participant());
        sessions.put(key, value);
    }

    void loggedOn(final LogonAcceptedDecoder event) {
        find(event.header().session(), event.lastCommandNumber() + 1);
        value.participant(event.participant());
        value.logonNumber(event.lastCommandNumber());
        if (value.connection() != event.connection()) {
            value.connection(event.connection());
            value.fenceSequence(event.header().sequence());
        }
        sessions.put(key, value);
    }

    /** A command of the session was decided. */
    void decided(final int session, final long number) {
        if (!known.contains(session)) {
            find(session, number);
            sessions.put(key, value);
        }
    }

    private void find(final int session, final long firstNumber) {
        key.setValue(session);
        if (known.add(session)) {
            value.firstNumber(firstNumber);
            value.logonNumber(0);
            value.connection(0);
            value.fenceSequence(0);
            value.participant(0);
        } else {
            sessions.get(key, value);
        }
    }
}
