package io.everbook.engine;

import io.everbook.engine.book.Instrument;
import io.everbook.engine.session.DecidedWindow;
import io.everbook.protocol.ChangeInstrumentStateDecoder;
import io.everbook.protocol.DefineInstrumentDecoder;
import io.everbook.protocol.DefineParticipantDecoder;
import io.everbook.protocol.DefineSessionDecoder;
import io.everbook.protocol.Reason;

/**
 * Commands that define participants, sessions and instruments, and that move instruments between states. Each is
 * answered here if it is accepted; otherwise the reason is returned and nothing has changed.
 */
final class Definitions {
    private final EngineState state;
    private final DefinitionPublisher publisher;
    private final DefineParticipantDecoder participant = new DefineParticipantDecoder();
    private final DefineSessionDecoder session = new DefineSessionDecoder();
    private final DefineInstrumentDecoder instrument = new DefineInstrumentDecoder();
    private final ChangeInstrumentStateDecoder change = new ChangeInstrumentStateDecoder();

    Definitions(final EngineState state, final DefinitionPublisher publisher) {
        this.state = state;
        this.publisher = publisher;
    }

    Reason defineParticipant(final IncomingCommand command) {
        participant.wrap(command.buffer(), command.bodyOffset(), DefineParticipantDecoder.BLOCK_LENGTH, 1);
        final int id = participant.participant();
        final Reason reason = participantFault(id);
        if (reason == Reason.NONE) {
            state.participants().add(id);
            publisher.participantDefined(command, id);
        }
        return reason;
    }

    Reason defineSession(final IncomingCommand command) {
        session.wrap(command.buffer(), command.bodyOffset(), DefineSessionDecoder.BLOCK_LENGTH, 1);
        final Reason reason = sessionFault();
        if (reason == Reason.NONE) {
            publisher.sessionDefined(command, state.sessions().add(
                session.newSession(), session.participant(), session.roles().getRaw(), session.window()));
        }
        return reason;
    }

    Reason defineInstrument(final IncomingCommand command) {
        instrument.wrap(command.buffer(), command.bodyOffset(), DefineInstrumentDecoder.BLOCK_LENGTH, 1);
        final Instrument.Filters filters = new Instrument.Filters(
            instrument.tickSize(), instrument.lotSize(),
            instrument.minPrice(), instrument.maxPrice(),
            instrument.minQuantity(), instrument.maxQuantity());
        final Reason reason = instrumentFault(command.instrument(), filters);
        if (reason == Reason.NONE) {
            publisher.instrumentDefined(
                command, state.instruments().add(command.instrument(), filters, instrument.state()));
        }
        return reason;
    }

    Reason changeState(final IncomingCommand command) {
        change.wrap(command.buffer(), command.bodyOffset(), ChangeInstrumentStateDecoder.BLOCK_LENGTH, 1);
        final Instrument changed = state.instruments().find(command.instrument());
        if (changed == null) {
            return Reason.UNKNOWN_INSTRUMENT;
        }
        changed.state(change.state());
        publisher.stateChanged(command, changed);
        return Reason.NONE;
    }

    private Reason participantFault(final int id) {
        if (id <= 0) {
            return Reason.INVALID_FIELD;
        }
        if (state.participants().contains(id)) {
            return Reason.ALREADY_DEFINED;
        }
        return state.participants().isFull() ? Reason.TOO_MANY : Reason.NONE;
    }

    private Reason sessionFault() {
        if (session.newSession() <= 0 || session.participant() <= 0
            || !DecidedWindow.isSize(session.window()) || session.roles().getRaw() == 0) {
            return Reason.INVALID_FIELD;
        }
        if (state.sessions().find(session.newSession()) != null) {
            return Reason.ALREADY_DEFINED;
        }
        if (!state.participants().contains(session.participant())) {
            return Reason.UNKNOWN_PARTICIPANT;
        }
        return state.sessions().isFull() ? Reason.TOO_MANY : Reason.NONE;
    }

    private Reason instrumentFault(final int id, final Instrument.Filters filters) {
        if (id <= 0 || !filters.isValid()) {
            return Reason.INVALID_FIELD;
        }
        if (state.instruments().find(id) != null) {
            return Reason.ALREADY_DEFINED;
        }
        return state.instruments().isFull() ? Reason.TOO_MANY : Reason.NONE;
    }
}
