package io.everbook.engine.reference;

import io.everbook.protocol.InstrumentState;
import io.everbook.protocol.Reason;

/**
 * Participants, sessions, instruments and their states, as commands set them.
 */
final class ReferenceDefinitions {
    private static final int ALL_ROLES = 15;

    private final ReferenceState state;

    ReferenceDefinitions(final ReferenceState state) {
        this.state = state;
    }

    Outcome participant(final ReferenceSession sender, final CommandBytes c) {
        final int participant = c.i32(48);
        if (participant <= 0) {
            return Outcome.rejected(Reason.INVALID_FIELD);
        }
        if (state.participants.contains(participant)) {
            return Outcome.rejected(Reason.ALREADY_DEFINED);
        }
        if (state.participants.size() == state.limits.maxParticipants()) {
            return Outcome.rejected(Reason.TOO_MANY);
        }
        state.participants.add(participant);
        state.event("ParticipantDefined", sender).with("terminal", true).with("commandNumber", c.number())
            .with("participant", participant);
        return Outcome.accepted(0);
    }

    Outcome session(final ReferenceSession sender, final CommandBytes c) {
        final ReferenceSession session = new ReferenceSession(c.i32(48), c.i32(52), c.i32(56), c.u8(60));
        final Reason reason = sessionReason(session);
        if (reason != Reason.NONE) {
            return Outcome.rejected(reason);
        }
        state.sessions.put(session.id, session);
        state.event("SessionDefined", sender).with("terminal", true).with("commandNumber", c.number())
            .with("newSession", session.id).with("participant", session.participant)
            .with("window", session.window).with("roles", session.roles);
        return Outcome.accepted(0);
    }

    private Reason sessionReason(final ReferenceSession session) {
        if (session.id <= 0 || session.participant <= 0
            || session.window < 1 || session.window > 4096 || Integer.bitCount(session.window) != 1
            || session.roles == 0 || session.roles > ALL_ROLES) {
            return Reason.INVALID_FIELD;
        }
        if (state.sessions.containsKey(session.id)) {
            return Reason.ALREADY_DEFINED;
        }
        if (!state.participants.contains(session.participant)) {
            return Reason.UNKNOWN_PARTICIPANT;
        }
        return state.sessions.size() == state.limits.maxSessions() ? Reason.TOO_MANY : Reason.NONE;
    }

    Outcome instrument(final ReferenceSession sender, final CommandBytes c) {
        final ReferenceInstrument instrument = instrumentOf(c);
        final Reason reason = instrumentReason(instrument);
        if (reason != Reason.NONE) {
            return Outcome.rejected(reason);
        }
        state.instruments.put(instrument.id, instrument);
        state.event("InstrumentDefined", sender).with("terminal", true).with("commandNumber", c.number())
            .with("tickSize", instrument.tickSize).with("lotSize", instrument.lotSize)
            .with("minPrice", instrument.minPrice).with("maxPrice", instrument.maxPrice)
            .with("minQuantity", instrument.minQuantity).with("maxQuantity", instrument.maxQuantity)
            .with("instrument", instrument.id).with("state", instrument.state);
        return Outcome.accepted(0);
    }

    private static ReferenceInstrument instrumentOf(final CommandBytes c) {
        final ReferenceInstrument instrument = new ReferenceInstrument(c.instrument());
        instrument.tickSize = c.i64(48);
        instrument.lotSize = c.i64(56);
        instrument.minPrice = c.i64(64);
        instrument.maxPrice = c.i64(72);
        instrument.minQuantity = c.i64(80);
        instrument.maxQuantity = c.i64(88);
        instrument.state = InstrumentState.get((short) c.u8(96));
        return instrument;
    }

    private Reason instrumentReason(final ReferenceInstrument i) {
        if (i.id <= 0 || i.tickSize < 1 || i.lotSize < 1 || i.minQuantity < 1
            || i.minPrice > i.maxPrice || i.minQuantity > i.maxQuantity) {
            return Reason.INVALID_FIELD;
        }
        if (state.instruments.containsKey(i.id)) {
            return Reason.ALREADY_DEFINED;
        }
        return state.instruments.size() == state.limits.maxInstruments() ? Reason.TOO_MANY : Reason.NONE;
    }

    Outcome state(final ReferenceSession sender, final CommandBytes c) {
        final ReferenceInstrument instrument = state.instruments.get(c.instrument());
        if (instrument == null) {
            return Outcome.rejected(Reason.UNKNOWN_INSTRUMENT);
        }
        instrument.state = InstrumentState.get((short) c.u8(48));
        state.event("InstrumentStateChanged", sender).with("terminal", true).with("commandNumber", c.number())
            .with("instrument", instrument.id).with("state", instrument.state);
        return Outcome.accepted(0);
    }

    Outcome logicVersion(final ReferenceSession sender, final CommandBytes c) {
        final int version = c.i32(48);
        if (version != state.logicVersion + 1) {
            return Outcome.rejected(Reason.INVALID_FIELD);
        }
        if (state.voting < 1 || state.siteVersions.size() < state.voting
            || state.siteVersions.values().stream().anyMatch(known -> known < version)) {
            return Outcome.rejected(Reason.LOGIC_VERSION_UNSUPPORTED);
        }
        state.logicVersion = version;
        state.event("LogicVersionChanged", sender).with("terminal", true).with("commandNumber", c.number())
            .with("logicVersion", version);
        return Outcome.accepted(0);
    }
}
