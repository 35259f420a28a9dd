package io.everbook.engine;

import io.everbook.engine.session.DecidedWindow;
import io.everbook.engine.session.Session;
import io.everbook.protocol.ConnectionStateDecoder;
import io.everbook.protocol.DecidedStateDecoder;
import io.everbook.protocol.ParticipantStateDecoder;
import io.everbook.protocol.Reason;
import io.everbook.protocol.SessionStateDecoder;
import io.everbook.protocol.SiteVersionDecoder;
import io.everbook.protocol.SnapshotEndDecoder;
import io.everbook.protocol.SnapshotStartDecoder;

/**
 * Makes a state from a snapshot's records, each value held against its range before it is used and the whole against
 * the full hash at the end.
 */
final class SnapshotReader {
    private static final Reason[] REASONS = Reason.values();

    private final EngineConfig config;
    private final EngineState state;
    private final SnapshotCursor cursor;
    private final SnapshotStartDecoder start = new SnapshotStartDecoder();
    private final SessionStateDecoder session = new SessionStateDecoder();
    private final DecidedStateDecoder decided = new DecidedStateDecoder();

    SnapshotReader(final EngineState blank, final SnapshotSource source) {
        config = blank.config();
        state = blank;
        cursor = new SnapshotCursor(source);
    }

    EngineState read() {
        readStart();
        final int participants = start.participants();
        final int connections = start.connections();
        final int sessions = start.sessions();
        final int instruments = start.instruments();
        final SnapshotBooks books =
            new SnapshotBooks(state, cursor, start.liveOrders(), start.freeSlots(), start.slotsUsed());
        readSiteVersions(start.members(), start.siteVersions());
        readParticipants(participants);
        readConnections(connections);
        for (int i = 0; i < sessions; i++) {
            readSession();
        }
        books.read(instruments);
        readEnd();
        return state;
    }

    private void readStart() {
        cursor.next("SnapshotStart", SnapshotStartDecoder.TEMPLATE_ID, SnapshotStartDecoder.BLOCK_LENGTH);
        start.wrap(cursor.buffer(), cursor.blockOffset(), SnapshotStartDecoder.BLOCK_LENGTH, 1);
        cursor.check(start.partition() == config.partition(), "it is of partition " + start.partition());
        cursor.check(start.sequence() >= 0 && start.nextExecutionId() >= 1, "a counter is out of range");
        cursor.check(start.logicVersion() >= EngineState.FIRST_LOGIC_VERSION
            && start.logicVersion() <= state.maxLogicVersion(), "it is of logic version " + start.logicVersion()
            + ", and this binary knows versions up to " + state.maxLogicVersion());
        state.logicVersion(start.logicVersion());
        state.restore(start.sequence(), start.timeNs(), start.epoch(), start.nextExecutionId());
    }

    private void readSiteVersions(final int members, final int count) {
        final SiteVersionDecoder decoder = new SiteVersionDecoder();
        state.siteVersions().voting(members);
        for (int i = 0; i < count; i++) {
            cursor.next("SiteVersion", SiteVersionDecoder.TEMPLATE_ID, SiteVersionDecoder.BLOCK_LENGTH);
            decoder.wrap(cursor.buffer(), cursor.blockOffset(), SiteVersionDecoder.BLOCK_LENGTH, 1);
            state.siteVersions().put(decoder.member(), decoder.maxLogicVersion());
            cursor.check(state.siteVersions().count() == i + 1 && state.siteVersions().memberAt(i) == decoder.member(),
                "the sites are too many, or not in ascending order");
        }
    }

    private void readParticipants(final int count) {
        final ParticipantStateDecoder decoder = new ParticipantStateDecoder();
        for (int i = 0; i < count; i++) {
            cursor.next("ParticipantState", ParticipantStateDecoder.TEMPLATE_ID, ParticipantStateDecoder.BLOCK_LENGTH);
            decoder.wrap(cursor.buffer(), cursor.blockOffset(), ParticipantStateDecoder.BLOCK_LENGTH, 1);
            cursor.check(!state.participants().isFull(), "more participants than maxParticipants");
            cursor.check(decoder.participant() > 0, "the participant is out of range");
            cursor.check(!state.participants().contains(decoder.participant()), "the participant is there twice");
            state.participants().add(decoder.participant());
        }
    }

    private void readConnections(final int count) {
        final ConnectionStateDecoder decoder = new ConnectionStateDecoder();
        for (int i = 0; i < count; i++) {
            cursor.next("ConnectionState", ConnectionStateDecoder.TEMPLATE_ID, ConnectionStateDecoder.BLOCK_LENGTH);
            decoder.wrap(cursor.buffer(), cursor.blockOffset(), ConnectionStateDecoder.BLOCK_LENGTH, 1);
            cursor.check(!state.connections().isFull(), "more connections than maxConnections");
            cursor.check(decoder.connection() != 0, "the connection is 0");
            cursor.check(!state.connections().isOpen(decoder.connection()), "the connection is there twice");
            state.connections().open(decoder.connection(), decoder.participant());
        }
    }

    private void readSession() {
        cursor.next("SessionState", SessionStateDecoder.TEMPLATE_ID, SessionStateDecoder.BLOCK_LENGTH);
        session.wrap(cursor.buffer(), cursor.blockOffset(), SessionStateDecoder.BLOCK_LENGTH, 1);
        checkSession();
        final Session added = state.sessions().add(
            session.session(), session.participant(), session.roles().getRaw(), session.window());
        added.connection(session.connection());
        added.restore(session.lastCommandNumber(), session.lastEventNumber(), session.lastEventSequence());
        final long expected = added.lastCommandNumber() - added.firstDecided() + 1;
        cursor.check(session.decided() == expected, "its count of decided commands is wrong");
        for (long number = added.firstDecided(); number <= added.lastCommandNumber(); number++) {
            readDecided(added.window(), number);
        }
    }

    private void checkSession() {
        cursor.check(!state.sessions().isFull(), "more sessions than maxSessions");
        cursor.check(session.session() > 0, "the session is out of range");
        cursor.check(state.sessions().find(session.session()) == null, "the session is there twice");
        cursor.check(state.participants().contains(session.participant()), "its participant is not there");
        cursor.check(DecidedWindow.isSize(session.window()), "its window is out of range");
        final int roles = session.roles().getRaw();
        cursor.check(roles > 0 && roles <= Role.ALL, "its roles are out of range");
        cursor.check(
            session.lastCommandNumber() >= 0 && session.lastCommandNumber() < Long.MAX_VALUE
                && session.lastEventNumber() >= 0,
            "a counter is out of range");
        cursor.check(
            session.connection() == 0 || state.connections().isOpenAs(session.connection(), session.participant()),
            "its connection is not open");
    }

    private void readDecided(final DecidedWindow window, final long number) {
        cursor.next("DecidedState", DecidedStateDecoder.TEMPLATE_ID, DecidedStateDecoder.BLOCK_LENGTH);
        decided.wrap(cursor.buffer(), cursor.blockOffset(), DecidedStateDecoder.BLOCK_LENGTH, 1);
        window.put(number, decided.digest(), decided.sequence(), reasonOf(decided.resultRaw()), decided.orderId());
    }

    private Reason reasonOf(final int raw) {
        for (final Reason reason : REASONS) {
            if (reason.value() == raw && reason != Reason.NULL_VAL) {
                return reason;
            }
        }
        cursor.check(false, "its result is unknown: " + raw);
        return Reason.NULL_VAL;
    }

    private void readEnd() {
        cursor.next("SnapshotEnd", SnapshotEndDecoder.TEMPLATE_ID, SnapshotEndDecoder.BLOCK_LENGTH);
        final SnapshotEndDecoder decoder = new SnapshotEndDecoder();
        decoder.wrap(cursor.buffer(), cursor.blockOffset(), SnapshotEndDecoder.BLOCK_LENGTH, 1);
        final long recorded = decoder.fullHash();
        final long actual = new StateHash(state).full();
        cursor.check(recorded == actual, "the full hash is " + Long.toHexString(actual)
            + ", recorded was " + Long.toHexString(recorded));
        cursor.end();
    }
}
