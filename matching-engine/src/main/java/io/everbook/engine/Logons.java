package io.everbook.engine;

import io.everbook.engine.session.Connections;
import io.everbook.engine.session.Sessions;
import io.everbook.protocol.ConnectionClosedDecoder;
import io.everbook.protocol.ConnectionOpenedDecoder;
import io.everbook.protocol.Reason;
import io.everbook.protocol.TermStartedDecoder;

/**
 * Commands outside the count: what the log tells of connections and terms, logons and test requests (design rule 14).
 */
final class Logons {
    private final EngineState state;
    private final Connections connections;
    private final Sessions sessions;
    private final CommandGate gate;
    private final EventPublisher publisher;
    private final ConnectionOpenedDecoder opened = new ConnectionOpenedDecoder();
    private final ConnectionClosedDecoder closed = new ConnectionClosedDecoder();
    private final TermStartedDecoder term = new TermStartedDecoder();

    Logons(final EngineState state, final CommandGate gate, final EventPublisher publisher) {
        this.state = state;
        this.connections = state.connections();
        this.sessions = state.sessions();
        this.gate = gate;
        this.publisher = publisher;
    }

    /** Binds the session to the connection it comes on, and so fences the one before. */
    void logon(final IncomingCommand command) {
        if (command.session() == null) {
            publisher.refused(command, Reason.UNKNOWN_SESSION);
        } else if (!connections.isOpenAs(command.connection(), command.session().participant())) {
            publisher.refused(command, Reason.WRONG_CREDENTIALS);
        } else {
            command.session().connection(command.connection());
            publisher.logonAccepted(command);
        }
    }

    void testRequest(final IncomingCommand command) {
        if (gate.passesFence(command)) {
            publisher.testResponse(command);
        }
    }

    /** 0 is the log's own and is never open; a connection beyond the bound stays unknown, so that no logon is on it. */
    void connectionOpened(final IncomingCommand command) {
        opened.wrap(command.buffer(), command.bodyOffset(), ConnectionOpenedDecoder.BLOCK_LENGTH, 1);
        if (opened.connection() != 0) {
            connections.open(opened.connection(), opened.participant());
        }
    }

    /** Unbinds the connection's sessions; their orders stay. */
    void connectionClosed(final IncomingCommand command) {
        closed.wrap(command.buffer(), command.bodyOffset(), ConnectionClosedDecoder.BLOCK_LENGTH, 1);
        connections.close(closed.connection());
        sessions.unbind(closed.connection());
    }

    void termStarted(final IncomingCommand command) {
        term.wrap(command.buffer(), command.bodyOffset(), TermStartedDecoder.BLOCK_LENGTH, 1);
        state.raiseEpoch(term.epoch());
    }
}
