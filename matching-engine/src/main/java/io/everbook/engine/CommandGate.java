package io.everbook.engine;

import io.everbook.engine.session.Connections;
import io.everbook.engine.session.Session;
import io.everbook.engine.session.Sessions;
import io.everbook.protocol.CommandHeaderDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.Reason;

/**
 * What a command has to pass before it is decided, in the order of SEQ-2: its form, the fence of its session, its
 * number. What doesn't pass is answered here with a signal, and changes nothing.
 */
class CommandGate {
    private final int partition;
    private final Sessions sessions;
    private final Connections connections;
    private final FieldCheck fields = new FieldCheck();
    private final EventPublisher publisher;

    CommandGate(final EngineState state, final EventPublisher publisher) {
        this.partition = state.config().partition();
        this.sessions = state.sessions();
        this.connections = state.connections();
        this.publisher = publisher;
    }

    /** Whether headers can be read and, for a command outside the count, whether its form and its origin are right. */
    boolean passesForm(final IncomingCommand command) {
        final Reason reason = headerFault(command);
        if (reason != Reason.NONE) {
            return refuse(command, reason);
        }
        command.readHeader(sessions.find(command.header().session()));
        command.fault(formFault(command));
        if (Templates.isCounted(command.templateId()) && command.connection() != 0) {
            return true;
        }
        if (command.fault() != Reason.NONE) {
            return refuse(command, command.fault());
        }
        return isOriginRight(command) || refuse(command, Reason.NOT_AUTHORISED);
    }

    /** Whether a command outside the count comes from a known session and, as it must, from where that logged on. */
    boolean passesFence(final IncomingCommand command) {
        if (command.session() == null) {
            return refuse(command, Reason.UNKNOWN_SESSION);
        }
        return command.session().isBoundTo(command.connection()) || refuse(command, Reason.NOT_LOGGED_ON);
    }

    /** Whether a command within the count is to be decided now: the next of its session, from where that logged on. */
    boolean passesNumber(final IncomingCommand command) {
        final Session session = command.session();
        final boolean bound = session != null && session.isBoundTo(command.connection());
        if (bound && command.number() == session.lastCommandNumber() + 1) {
            return true;
        }
        if (bound && command.number() >= 1 && command.number() <= session.lastCommandNumber()) {
            return answerRepeat(command, session);
        }
        if (command.fault() != Reason.NONE) {
            return refuse(command, command.fault());
        }
        if (!passesFence(command)) {
            return false;
        }
        return refuse(command, command.number() < 1 ? Reason.INVALID_FIELD : Reason.SEQUENCE_GAP);
    }

    /** Answers, in place of deciding it, a command that is skipped: a reject where it would have been decided. */
    void quarantine(final IncomingCommand command, final long sequence) {
        if (headerFault(command) == Reason.NONE) {
            command.readHeader(sessions.find(command.header().session()));
        }
        command.fault(Reason.QUARANTINED);
        if (isNextOfSession(command)) {
            publisher.rejected(command, Reason.QUARANTINED);
            command.session().decided(command.digest(), sequence, Reason.QUARANTINED, 0);
        } else if (command.connection() != 0) {
            refuse(command, Reason.QUARANTINED);
        }
    }

    private static boolean isNextOfSession(final IncomingCommand command) {
        final Session session = command.session();
        return session != null
            && session.isBoundTo(command.connection())
            && Templates.isCounted(command.templateId())
            && command.number() == session.lastCommandNumber() + 1;
    }

    /** Answers a number that was decided before; true would have it decided again. */
    boolean answerRepeat(final IncomingCommand command, final Session session) {
        if (command.number() < session.firstDecided()) {
            return refuse(command, Reason.DECIDED_QUERY);
        }
        if (command.digest() != session.window().digest(command.number())) {
            return refuse(command, Reason.SEQUENCE_REUSED);
        }
        publisher.alreadyDecided(command);
        return false;
    }

    private Reason headerFault(final IncomingCommand command) {
        if (command.length() < IncomingCommand.HEADERS_LENGTH) {
            return Reason.MESSAGE_TOO_SHORT;
        }
        final MessageHeaderDecoder messageHeader = command.messageHeader();
        if (messageHeader.schemaId() != CommandHeaderDecoder.SCHEMA_ID) {
            return Reason.UNKNOWN_SCHEMA;
        }
        if (messageHeader.version() < 1 || messageHeader.version() > CommandHeaderDecoder.SCHEMA_VERSION) {
            return Reason.UNSUPPORTED_VERSION;
        }
        return command.header().partition() == partition ? Reason.NONE : Reason.WRONG_PARTITION;
    }

    private Reason formFault(final IncomingCommand command) {
        if (command.length() > MatchingEngine.MAX_COMMAND_LENGTH) {
            return Reason.MESSAGE_TOO_LONG;
        }
        if (!Templates.isKnown(command.templateId())) {
            return Reason.UNKNOWN_TEMPLATE;
        }
        final int block = Templates.blockLength(command.templateId());
        final int encodedBlock = command.messageHeader().blockLength();
        final int length = command.length() - MessageHeaderDecoder.ENCODED_LENGTH;
        if (length < block || encodedBlock < block) {
            return Reason.MESSAGE_TOO_SHORT;
        }
        if (length > block || encodedBlock > block) {
            return Reason.MESSAGE_TOO_LONG;
        }
        return fields.fault(command);
    }

    private boolean isOriginRight(final IncomingCommand command) {
        final boolean fromLog = Templates.isFromLog(command.templateId());
        final boolean outsideSessions = command.sessionId() == 0 && command.number() == 0;
        if (command.connection() == 0) {
            return fromLog && outsideSessions;
        }
        if (Templates.isFromSite(command.templateId())) {
            return outsideSessions && connections.isOpenAs(command.connection(), Genesis.SITES);
        }
        return !fromLog;
    }

    private boolean refuse(final IncomingCommand command, final Reason reason) {
        publisher.refused(command, reason);
        return false;
    }

    /** Makes the gate of an engine. */
    @FunctionalInterface
    interface Factory {
        CommandGate create(EngineState state, EventPublisher publisher);
    }
}
