package io.everbook.engine;

import io.everbook.engine.book.Instrument;
import io.everbook.engine.session.Session;
import io.everbook.protocol.InstrumentDefinedEncoder;
import io.everbook.protocol.InstrumentStateChangedEncoder;
import io.everbook.protocol.LogicVersionChangedEncoder;
import io.everbook.protocol.MassCancelledEncoder;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.ParticipantDefinedEncoder;
import io.everbook.protocol.SessionDefinedEncoder;

/**
 * Encodes the responses to definitions and to mass actions. Every byte is written, padding too.
 */
final class DefinitionPublisher {
    private final EventFrame frame;
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final ParticipantDefinedEncoder participantDefined = new ParticipantDefinedEncoder();
    private final SessionDefinedEncoder sessionDefined = new SessionDefinedEncoder();
    private final InstrumentDefinedEncoder instrumentDefined = new InstrumentDefinedEncoder();
    private final InstrumentStateChangedEncoder stateChanged = new InstrumentStateChangedEncoder();
    private final LogicVersionChangedEncoder logicVersionChanged = new LogicVersionChangedEncoder();
    private final MassCancelledEncoder massCancelled = new MassCancelledEncoder();

    DefinitionPublisher(final EventFrame frame) {
        this.frame = frame;
    }

    void participantDefined(final IncomingCommand command, final int participant) {
        final int offset = frame.claim(ParticipantDefinedEncoder.BLOCK_LENGTH);
        participantDefined.wrapAndApplyHeader(frame.buffer(), offset, messageHeader)
            .commandNumber(command.number())
            .participant(participant)
            .pad1(0);
        frame.response(participantDefined.header(), command.session());
    }

    void sessionDefined(final IncomingCommand command, final Session defined) {
        final int offset = frame.claim(SessionDefinedEncoder.BLOCK_LENGTH);
        sessionDefined.wrapAndApplyHeader(frame.buffer(), offset, messageHeader)
            .commandNumber(command.number())
            .newSession(defined.id())
            .participant(defined.participant())
            .window(defined.window().size())
            .pad1((short) 0)
            .pad2(0);
        sessionDefined.roles().clear()
            .trader(defined.hasAnyOf(Role.TRADER))
            .risk(defined.hasAnyOf(Role.RISK))
            .marketOps(defined.hasAnyOf(Role.MARKET_OPS))
            .system(defined.hasAnyOf(Role.SYSTEM));
        frame.response(sessionDefined.header(), command.session());
    }

    void instrumentDefined(final IncomingCommand command, final Instrument instrument) {
        final int offset = frame.claim(InstrumentDefinedEncoder.BLOCK_LENGTH);
        final Instrument.Filters filters = instrument.filters();
        instrumentDefined.wrapAndApplyHeader(frame.buffer(), offset, messageHeader)
            .commandNumber(command.number())
            .tickSize(filters.tickSize())
            .lotSize(filters.lotSize())
            .minPrice(filters.minPrice())
            .maxPrice(filters.maxPrice())
            .minQuantity(filters.minQuantity())
            .maxQuantity(filters.maxQuantity())
            .instrument(instrument.id())
            .state(instrument.state())
            .pad1((short) 0)
            .pad2(0);
        frame.response(instrumentDefined.header(), command.session());
    }

    void stateChanged(final IncomingCommand command, final Instrument instrument) {
        final int offset = frame.claim(InstrumentStateChangedEncoder.BLOCK_LENGTH);
        stateChanged.wrapAndApplyHeader(frame.buffer(), offset, messageHeader)
            .commandNumber(command.number())
            .instrument(instrument.id())
            .state(instrument.state())
            .pad1((short) 0)
            .pad2(0);
        frame.response(stateChanged.header(), command.session());
    }

    void logicVersionChanged(final IncomingCommand command, final int version) {
        final int offset = frame.claim(LogicVersionChangedEncoder.BLOCK_LENGTH);
        logicVersionChanged.wrapAndApplyHeader(frame.buffer(), offset, messageHeader)
            .commandNumber(command.number())
            .logicVersion(version)
            .pad1(0);
        frame.response(logicVersionChanged.header(), command.session());
    }

    void massCancelled(final IncomingCommand command, final int cancelled, final int remaining) {
        final int offset = frame.claim(MassCancelledEncoder.BLOCK_LENGTH);
        massCancelled.wrapAndApplyHeader(frame.buffer(), offset, messageHeader)
            .commandNumber(command.number())
            .cancelled(cancelled)
            .remaining(remaining);
        frame.response(massCancelled.header(), command.session());
    }
}
