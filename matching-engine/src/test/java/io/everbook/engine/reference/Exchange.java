package io.everbook.engine.reference;

import io.everbook.api.ChangeInstrumentState;
import io.everbook.api.Command;
import io.everbook.api.DefineInstrument;
import io.everbook.api.DefineParticipant;
import io.everbook.api.DefineSession;
import io.everbook.protocol.InstrumentState;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Either engine behind a few words for the hand-written cases. It holds participants 2 and 3 with the trading sessions
 * 21 and 31, the session 22 of participant 2 that may also trade and has RISK, all with windows of 4, and instrument 7:
 * tick 5, lot 10, prices 50 to 1,000, quantities 20 to 5,000. Every record also passes the ledger's checks.
 */
final class Exchange {
    static final int OPERATOR = 1;
    static final int INSTRUMENT = 7;

    private final Core core;
    private final Ledger ledger = new Ledger(new Tally());
    private final Map<Integer, Long> numbers = new HashMap<>();
    private final Map<Integer, Long> connections = new HashMap<>();
    private long sequence;
    private long timeNs = 1_000;
    private byte[] last;

    private Exchange(final Core core) {
        this.core = core;
        open(1, 1);
        open(2, 2);
        open(3, 3);
        logon(OPERATOR, 1);
        send(OPERATOR, new DefineParticipant().participant(2));
        send(OPERATOR, new DefineParticipant().participant(3));
        session(new DefineSession().newSession(21).participant(2).window(4), 21, 2);
        session(new DefineSession().newSession(22).participant(2).window(4).risk(true), 22, 2);
        session(new DefineSession().newSession(31).participant(3).window(4), 31, 3);
        send(OPERATOR, new DefineInstrument().instrument(INSTRUMENT).tickSize(5).lotSize(10)
            .priceRange(50, 1_000).quantityRange(20, 5_000));
    }

    static Exchange ofReference(final Limits limits) {
        return new Exchange(new ReferenceEngine(limits)::apply);
    }

    static Exchange ofFastEngine(final Limits limits) {
        final FastEngine engine = new FastEngine(limits, (byte) 0x55);
        return new Exchange((sequence, timeNs, connection, command) -> {
            engine.apply(sequence, timeNs, connection, command);
            return engine.events();
        });
    }

    private void session(final DefineSession definition, final int session, final long connection) {
        send(OPERATOR, definition);
        logon(session, connection);
    }

    List<String> open(final long connection, final int participant) {
        return raw(0, DefinitionGenerator.opened(connection, participant).array());
    }

    List<String> close(final long connection) {
        return raw(0, CommandBytes.of(CommandBytes.CONNECTION_CLOSED, 0, 0, 0).putI64(48, connection).array());
    }

    List<String> term(final long epoch) {
        return raw(0, CommandBytes.of(CommandBytes.TERM_STARTED, 0, 0, 0).putI64(48, epoch).array());
    }

    List<String> logon(final int session, final long connection) {
        connections.put(session, connection);
        return raw(connection, DefinitionGenerator.logon(session).array());
    }

    List<String> testRequest(final int session, final long connection) {
        return raw(connection, CommandBytes.of(CommandBytes.TEST_REQUEST, session, 0, 0).array());
    }

    List<String> state(final InstrumentState state) {
        return send(OPERATOR, new ChangeInstrumentState().instrument(INSTRUMENT).state(state));
    }

    List<String> send(final int session, final Command<?> command) {
        return sendAs(session, numbers.merge(session, 1L, Long::sum), command);
    }

    List<String> sendAs(final int session, final long number, final Command<?> command) {
        return raw(connections.get(session), bytes(session, number, command));
    }

    byte[] bytes(final int session, final long number, final Command<?> command) {
        final byte[] bytes = new byte[Command.MAX_ENCODED_LENGTH];
        final int length = command.encode(new UnsafeBuffer(bytes), 0, 1, session, number, timeNs);
        return Arrays.copyOf(bytes, length);
    }

    List<String> repeatLast(final int session) {
        return raw(connections.get(session), last);
    }

    List<String> raw(final long connection, final byte[] command) {
        return events(connection, command).stream().map(EventLine::of).toList();
    }

    List<Event> events(final long connection, final byte[] command) {
        last = command;
        final List<Event> events = core.apply(++sequence, timeNs, connection, command);
        ledger.record(events);
        return events;
    }

    Exchange at(final long time) {
        timeNs = time;
        return this;
    }

    long sequence() {
        return sequence;
    }

    /**
     * What both engines do.
     */
    @FunctionalInterface
    interface Core {
        List<Event> apply(long sequence, long timeNs, long connection, byte[] command);
    }
}
