package io.everbook.engine.reference;

import io.everbook.protocol.Reason;

import java.util.List;

/**
 * The engine written a second time, from the specification alone: sorted lists and maps, no thought of speed. It takes
 * a command's bytes with sequence, time and connection, and answers with every event in full.
 */
class ReferenceEngine {
    private static final int MAX_LENGTH = 1024;
    private static final int LIVE_ROLES = 15;

    final ReferenceState state;
    private final ReferenceTrading trading;
    private final ReferenceDefinitions definitions;

    ReferenceEngine(final Limits limits) {
        this.state = new ReferenceState(limits);
        this.trading = trading(state);
        this.definitions = new ReferenceDefinitions(state);
    }

    ReferenceTrading trading(final ReferenceState shared) {
        return new ReferenceTrading(shared);
    }

    List<Event> apply(final long sequence, final long timeNs, final long connection, final byte[] command) {
        state.sequence = sequence;
        state.timeNs = Math.max(state.timeNs, timeNs);
        final CommandBytes c = new CommandBytes(command);
        final Reason unreadable = headerReason(c);
        if (unreadable != Reason.NONE) {
            refuseUnread(unreadable);
        } else {
            route(connection, c, decodeReason(c));
        }
        return state.takeEvents();
    }

    List<Event> quarantine(final long sequence, final long timeNs, final long connection, final byte[] command) {
        state.sequence = sequence;
        state.timeNs = Math.max(state.timeNs, timeNs);
        final CommandBytes c = new CommandBytes(command);
        final boolean readable = headerReason(c) == Reason.NONE;
        final ReferenceSession session = readable ? state.sessions.get(c.session()) : null;
        if (connection != 0 && session != null && session.connection == connection && isNumbered(c.template())
            && c.number() == session.lastCommandNumber + 1) {
            skip(session, c);
        } else if (connection != 0 && readable) {
            refuse(c, Reason.QUARANTINED);
        } else if (connection != 0) {
            refuseUnread(Reason.QUARANTINED);
        }
        return state.takeEvents();
    }

    private void skip(final ReferenceSession session, final CommandBytes c) {
        session.lastCommandNumber++;
        session.remember(c.number(), new ReferenceSession.Decided(c.template(), c.content(), state.sequence,
            Reason.QUARANTINED, 0));
        rejected(session, c, 0, ClientId.NONE, Reason.QUARANTINED);
    }

    private static boolean isNumbered(final int template) {
        return !isLog(template) && !isSite(template) && template != CommandBytes.LOGON
            && template != CommandBytes.TEST_REQUEST;
    }

    private static boolean isSite(final int template) {
        return template == CommandBytes.SITE_REPORT || template == CommandBytes.LEADER_MOVE;
    }

    private void route(final long connection, final CommandBytes c, final Reason decode) {
        if (connection == 0) {
            fromLog(c, decode);
        } else if (isLog(c.template())) {
            refuse(c, decode == Reason.NONE ? Reason.NOT_AUTHORISED : decode);
        } else if (isSite(c.template())) {
            fromSite(connection, c, decode);
        } else if (c.template() == CommandBytes.LOGON) {
            logon(connection, c, decode);
        } else if (c.template() == CommandBytes.TEST_REQUEST) {
            testRequest(connection, c, decode);
        } else {
            numbered(connection, c, decode);
        }
    }

    private Reason headerReason(final CommandBytes c) {
        if (c.length() < CommandBytes.HEADER_END) {
            return Reason.MESSAGE_TOO_SHORT;
        }
        if (c.schema() != CommandBytes.SCHEMA) {
            return Reason.UNKNOWN_SCHEMA;
        }
        if (c.version() != 1) {
            return Reason.UNSUPPORTED_VERSION;
        }
        return c.partition() == state.limits.partition() ? Reason.NONE : Reason.WRONG_PARTITION;
    }

    private static Reason decodeReason(final CommandBytes c) {
        if (c.length() > MAX_LENGTH) {
            return Reason.MESSAGE_TOO_LONG;
        }
        final int expected = CommandBytes.lengthOf(c.template());
        if (expected < 0) {
            return Reason.UNKNOWN_TEMPLATE;
        }
        if (c.length() < expected || c.blockLength() + 8 < expected) {
            return Reason.MESSAGE_TOO_SHORT;
        }
        if (c.length() > expected || c.blockLength() + 8 > expected) {
            return Reason.MESSAGE_TOO_LONG;
        }
        return enumsValid(c) ? Reason.NONE : Reason.INVALID_FIELD;
    }

    private static boolean enumsValid(final CommandBytes c) {
        return switch (c.template()) {
            case CommandBytes.NEW_ORDER -> isSide(c.u8(80)) && c.u8(81) >= 1 && c.u8(81) <= 2
                && (c.u8(82) == 1 || c.u8(82) == 3 || c.u8(82) == 4) && c.u8(83) <= 1;
            case CommandBytes.MASS_CANCEL -> isSide(c.u8(52)) || c.u8(52) == CommandBytes.NULL_ENUM;
            case CommandBytes.DEFINE_SESSION -> c.u8(60) <= LIVE_ROLES;
            case CommandBytes.DEFINE_INSTRUMENT -> isState(c.u8(96));
            case CommandBytes.CHANGE_INSTRUMENT_STATE -> isState(c.u8(48));
            case CommandBytes.CONNECTION_CLOSED -> c.u8(56) <= 3;
            default -> true;
        };
    }

    private static boolean isSide(final int value) {
        return value == 1 || value == 2;
    }

    private static boolean isState(final int value) {
        return value >= 3 && value <= 5;
    }

    private static boolean isLog(final int template) {
        return template >= CommandBytes.CONNECTION_OPENED && template <= CommandBytes.TERM_STARTED;
    }

    private void fromLog(final CommandBytes c, final Reason decode) {
        final Reason reason = decode != Reason.NONE ? decode : logReason(c);
        if (reason != Reason.NONE) {
            refuse(c, reason);
        } else if (c.template() == CommandBytes.CONNECTION_OPENED) {
            open(c.i64(48), c.i32(56));
        } else if (c.template() == CommandBytes.CONNECTION_CLOSED) {
            state.connections.remove(c.i64(48));
            state.sessions.values().stream().filter(session -> session.connection == c.i64(48))
                .forEach(session -> session.connection = 0);
        } else {
            state.epoch = Math.max(state.epoch, c.i64(48));
        }
    }

    private static Reason logReason(final CommandBytes c) {
        return !isLog(c.template()) || c.session() != 0 || c.number() != 0 ? Reason.NOT_AUTHORISED : Reason.NONE;
    }

    private void open(final long connection, final int participant) {
        if (connection != 0 && state.connections.size() < state.limits.maxConnections()) {
            state.connections.putIfAbsent(connection, participant);
        }
    }

    private void fromSite(final long connection, final CommandBytes c, final Reason decode) {
        final boolean fromSite = Integer.valueOf(-1).equals(state.connections.get(connection));
        if (decode != Reason.NONE) {
            refuse(c, decode);
        } else if (!fromSite || c.session() != 0 || c.number() != 0) {
            refuse(c, Reason.NOT_AUTHORISED);
        } else if (c.template() == CommandBytes.SITE_REPORT) {
            state.voting = c.i32(84);
            if (state.siteVersions.size() < 64 || state.siteVersions.containsKey(c.i32(80))) {
                state.siteVersions.put(c.i32(80), c.i32(88));
            }
        }
    }

    private void logon(final long connection, final CommandBytes c, final Reason decode) {
        final ReferenceSession session = state.sessions.get(c.session());
        final Integer participant = state.connections.get(connection);
        if (decode != Reason.NONE) {
            refuse(c, decode);
        } else if (session == null) {
            refuse(c, Reason.UNKNOWN_SESSION);
        } else if (participant == null || participant != session.participant) {
            refuse(c, Reason.WRONG_CREDENTIALS);
        } else {
            session.connection = connection;
            lastNumbers("LogonAccepted", session).with("connection", connection)
                .with("participant", participant).with("window", session.window);
        }
    }

    private void testRequest(final long connection, final CommandBytes c, final Reason decode) {
        final Reason reason = decode != Reason.NONE ? decode : fenceReason(connection, c);
        if (reason != Reason.NONE) {
            refuse(c, reason);
        } else {
            lastNumbers("TestResponse", state.sessions.get(c.session()));
        }
    }

    private Event lastNumbers(final String name, final ReferenceSession session) {
        return state.signal(name, session.id).with("epoch", state.epoch)
            .with("lastCommandNumber", session.lastCommandNumber)
            .with("lastEventNumber", session.lastEventNumber)
            .with("lastEventSequence", session.lastEventSequence);
    }

    private Reason fenceReason(final long connection, final CommandBytes c) {
        final ReferenceSession session = state.sessions.get(c.session());
        if (session == null) {
            return Reason.UNKNOWN_SESSION;
        }
        return session.connection == connection ? Reason.NONE : Reason.NOT_LOGGED_ON;
    }

    private void numbered(final long connection, final CommandBytes c, final Reason decode) {
        final Reason fence = fenceReason(connection, c);
        if (fence != Reason.NONE) {
            refuse(c, decode != Reason.NONE ? decode : fence);
            return;
        }
        final ReferenceSession session = state.sessions.get(c.session());
        if (c.number() == session.lastCommandNumber + 1) {
            decide(session, c, decode);
        } else if (c.number() > session.lastCommandNumber || c.number() < 1) {
            final Reason number = c.number() < 1 ? Reason.INVALID_FIELD : Reason.SEQUENCE_GAP;
            refuse(c, decode != Reason.NONE ? decode : number);
        } else {
            repeat(session, c);
        }
    }

    private void repeat(final ReferenceSession session, final CommandBytes c) {
        final ReferenceSession.Decided decided = session.decided.get(c.number());
        if (decided == null) {
            refuse(c, Reason.DECIDED_QUERY);
        } else if (!decided.same(c)) {
            refuse(c, Reason.SEQUENCE_REUSED);
        } else {
            state.signal("AlreadyDecided", session.id).with("commandNumber", c.number())
                .with("decidedSequence", decided.sequence()).with("orderId", decided.orderId())
                .with("result", decided.result());
        }
    }

    private void decide(final ReferenceSession session, final CommandBytes c, final Reason decode) {
        final Reason early = decode != Reason.NONE ? decode : permissionReason(session, c);
        final Outcome outcome = early != Reason.NONE ? Outcome.rejected(early) : execute(session, c);
        final long named = namedOrder(c, decode);
        session.lastCommandNumber++;
        session.remember(c.number(), new ReferenceSession.Decided(c.template(), c.content(), state.sequence,
            outcome.reason(), outcome.isAccepted() ? outcome.orderId() : named));
        if (!outcome.isAccepted()) {
            rejected(session, c, named, namedClientId(c, decode), outcome.reason());
        }
    }

    private void rejected(
        final ReferenceSession session, final CommandBytes c, final long orderId, final ClientId clientId,
        final Reason reason) {
        state.event("CommandRejected", session).with("terminal", true).with("commandNumber", c.number())
            .with("orderId", orderId).with("clientOrderId", clientId)
            .with("commandTemplate", c.template()).with("reason", reason)
            .with("instrument", c.instrument());
    }

    private Outcome execute(final ReferenceSession session, final CommandBytes c) {
        return switch (c.template()) {
            case CommandBytes.NEW_ORDER -> trading.enter(session, c);
            case CommandBytes.CANCEL_ORDER -> trading.cancel(session, c);
            case CommandBytes.AMEND_ORDER -> trading.amend(session, c);
            case CommandBytes.MASS_CANCEL -> trading.massCancel(session, c);
            case CommandBytes.DEFINE_PARTICIPANT -> definitions.participant(session, c);
            case CommandBytes.DEFINE_SESSION -> definitions.session(session, c);
            case CommandBytes.DEFINE_INSTRUMENT -> definitions.instrument(session, c);
            case CommandBytes.CHANGE_INSTRUMENT_STATE -> definitions.state(session, c);
            case CommandBytes.CHANGE_LOGIC_VERSION -> definitions.logicVersion(session, c);
            default -> throw new IllegalStateException("template " + c.template());
        };
    }

    private Reason permissionReason(final ReferenceSession session, final CommandBytes c) {
        final Reason role = c.template() == CommandBytes.MASS_CANCEL ? massCancelRole(session, c)
            : session.hasAny(rolesFor(c.template())) ? Reason.NONE : Reason.NOT_AUTHORISED;
        if (role != Reason.NONE) {
            return role;
        }
        if (c.validUntilNs() != 0 && state.timeNs > c.validUntilNs()) {
            return Reason.STALE;
        }
        final boolean absent = c.template() == CommandBytes.MASS_CANCEL && c.instrument() != 0
            && !state.instruments.containsKey(c.instrument());
        return absent ? Reason.UNKNOWN_INSTRUMENT : Reason.NONE;
    }

    private static int rolesFor(final int template) {
        return switch (template) {
            case CommandBytes.NEW_ORDER, CommandBytes.CANCEL_ORDER, CommandBytes.AMEND_ORDER ->
                ReferenceSession.TRADER;
            case CommandBytes.DEFINE_PARTICIPANT, CommandBytes.DEFINE_SESSION -> ReferenceSession.SYSTEM;
            case CommandBytes.CHANGE_LOGIC_VERSION -> ReferenceSession.SYSTEM | ReferenceSession.MARKET_OPS;
            default -> ReferenceSession.MARKET_OPS;
        };
    }

    private Reason massCancelRole(final ReferenceSession sender, final CommandBytes c) {
        final int target = c.i32(48);
        if (target == 0 || target == sender.id) {
            return Reason.NONE;
        }
        final ReferenceSession other = state.sessions.get(target);
        if (other == null) {
            return Reason.UNKNOWN_SESSION;
        }
        final int operators = ReferenceSession.MARKET_OPS | ReferenceSession.SYSTEM;
        final boolean same = other.participant == sender.participant;
        return sender.hasAny(same ? operators | ReferenceSession.RISK : operators)
            ? Reason.NONE : Reason.NOT_AUTHORISED;
    }

    private static boolean names(final CommandBytes c, final Reason decode) {
        return c.length() >= CommandBytes.lengthOf(c.template())
            && (decode == Reason.NONE || decode == Reason.INVALID_FIELD);
    }

    private static long namedOrder(final CommandBytes c, final Reason decode) {
        final boolean byId = c.template() == CommandBytes.CANCEL_ORDER || c.template() == CommandBytes.AMEND_ORDER;
        return byId && names(c, decode) ? c.i64(48) : 0;
    }

    private static ClientId namedClientId(final CommandBytes c, final Reason decode) {
        if (!names(c, decode)) {
            return ClientId.NONE;
        }
        return switch (c.template()) {
            case CommandBytes.NEW_ORDER -> c.clientId(48);
            case CommandBytes.CANCEL_ORDER, CommandBytes.AMEND_ORDER -> c.clientId(56);
            default -> ClientId.NONE;
        };
    }

    private void refuse(final CommandBytes c, final Reason reason) {
        final ReferenceSession session = state.sessions.get(c.session());
        refused(c.session(), c.number(), session == null ? 0 : session.lastCommandNumber + 1, c.template(), reason);
    }

    private void refuseUnread(final Reason reason) {
        refused(0, 0, 0, 0, reason);
    }

    private void refused(
        final int session, final long number, final long expected, final int template, final Reason reason) {
        state.signal("CommandRefused", session).with("commandNumber", number)
            .with("expectedCommandNumber", expected).with("commandTemplate", template).with("reason", reason);
    }
}
