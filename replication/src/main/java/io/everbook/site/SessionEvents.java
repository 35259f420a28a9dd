package io.everbook.site;

import io.everbook.journal.RecordView;
import io.everbook.protocol.EventHeaderDecoder;
import io.everbook.protocol.LogonAcceptedDecoder;
import io.everbook.protocol.MessageHeaderDecoder;

/**
 * Walks the events of one record, for what concerns one session. Not thread safe.
 */
final class SessionEvents {
    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private final EventHeaderDecoder eventHeader = new EventHeaderDecoder();
    private final LogonAcceptedDecoder logonAccepted = new LogonAcceptedDecoder();
    private final int session;
    private RecordView record;
    private int next;
    private int limit;
    private int offset;
    private int length;

    SessionEvents(final int session) {
        this.session = session;
    }

    SessionEvents wrap(final RecordView newRecord) {
        record = newRecord;
        next = record.eventsOffset();
        limit = next + record.eventsLength();
        return this;
    }

    /**
     * Moves to the session's next numbered event.
     *
     * @return false if the record holds no more.
     */
    boolean nextNumbered() {
        while (advance()) {
            if (eventHeader.session() == session && eventHeader.eventNumber() > 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the record accepts a logon of the session, made as the participant.
     */
    boolean acceptsLogonOf(final int participant) {
        while (advance()) {
            if (messageHeader.templateId() == LogonAcceptedDecoder.TEMPLATE_ID && eventHeader.session() == session) {
                logonAccepted.wrapAndApplyHeader(record.buffer(), offset, messageHeader);
                return logonAccepted.participant() == participant;
            }
        }
        return false;
    }

    long eventNumber() {
        return eventHeader.eventNumber();
    }

    long previousSequence() {
        return eventHeader.previousSequence();
    }

    int offset() {
        return offset;
    }

    int length() {
        return length;
    }

    private boolean advance() {
        if (next >= limit) {
            return false;
        }
        offset = next;
        messageHeader.wrap(record.buffer(), offset);
        length = MessageHeaderDecoder.ENCODED_LENGTH + messageHeader.blockLength();
        eventHeader.wrap(record.buffer(), offset + MessageHeaderDecoder.ENCODED_LENGTH);
        next = offset + length;
        return true;
    }
}
