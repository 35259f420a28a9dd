package io.everbook.embedded;

import io.everbook.api.EventListener;
import io.everbook.api.EverbookException;
import io.everbook.engine.EventBuffer;
import io.everbook.journal.JournalReader;
import io.everbook.journal.SessionEventReader;
import io.everbook.protocol.LogonAcceptedDecoder;
import io.everbook.protocol.MessageHeaderDecoder;

/**
 * Logs sessions on, and tells them what they missed. One thread.
 */
final class LogonDesk {
    private final EmbeddedExchange exchange;
    private final ExchangeCore core;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final LogonAcceptedDecoder accepted = new LogonAcceptedDecoder();

    LogonDesk(final EmbeddedExchange exchange, final ExchangeCore core) {
        this.exchange = exchange;
        this.core = core;
    }

    EmbeddedSession logon(final int session, final long lastEventSeen, final EventListener listener) {
        final int participant = core.engine().participantOf(session);
        if (participant == 0) {
            throw new EverbookException("there is no session " + session);
        }
        if (core.delivery().find(session) != null) {
            core.disconnect(core.delivery().find(session));
        }
        final long connection = core.engine().sequence() + 1;
        final EventBuffer events = core.logon(session, participant, connection);
        final EmbeddedSession logged = accept(session, connection, events, listener);
        core.delivery().add(logged);
        catchUp(logged, events, lastEventSeen);
        return logged;
    }

    private EmbeddedSession accept(
        final int session, final long connection, final EventBuffer events, final EventListener listener) {
        header.wrap(events.buffer(), events.eventsOffset());
        if (header.templateId() != LogonAcceptedDecoder.TEMPLATE_ID) {
            throw new EverbookException("session " + session + " was refused its logon: no connection is left, the"
                + " engine's limit of open connections is reached");
        }
        accepted.wrapAndApplyHeader(events.buffer(), events.eventsOffset(), header);
        return new EmbeddedSession(
            exchange, listener, session, connection, accepted.window(), accepted.lastCommandNumber());
    }

    private void catchUp(final EmbeddedSession session, final EventBuffer events, final long lastEventSeen) {
        final boolean missed = lastEventSeen < accepted.lastEventNumber();
        final long lastSequence = accepted.lastEventSequence();
        core.delivery().deliver(events.buffer(), events.eventsOffset(), events.eventsLength(), session);
        if (missed) {
            tellMissed(session, lastEventSeen + 1, lastSequence);
        }
    }

    private void tellMissed(final EmbeddedSession session, final long fromEvent, final long toSequence) {
        try (JournalReader reader = JournalReader.open(core.journal())) {
            new SessionEventReader(reader).read(session.session(), fromEvent, toSequence,
                (events, offset, length) -> core.delivery().tell(events, offset, session.listener()));
        }
    }
}
