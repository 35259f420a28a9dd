package io.everbook.engine;

import io.everbook.api.AmendOrder;
import io.everbook.api.CancelOrder;
import io.everbook.api.ChangeInstrumentState;
import io.everbook.api.Command;
import io.everbook.api.DefineInstrument;
import io.everbook.api.DefineParticipant;
import io.everbook.api.DefineSession;
import io.everbook.api.MassCancel;
import io.everbook.api.NewOrder;
import io.everbook.engine.book.OrderId;
import io.everbook.protocol.CommandHeaderEncoder;
import io.everbook.protocol.ConnectionClosedEncoder;
import io.everbook.protocol.ConnectionOpenedEncoder;
import io.everbook.protocol.InstrumentState;
import io.everbook.protocol.LogonEncoder;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.Side;
import io.everbook.protocol.SiteReportEncoder;
import io.everbook.protocol.TermStartedEncoder;
import io.everbook.protocol.TestRequestEncoder;
import io.everbook.protocol.TimeInForce;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An engine under test and the log in front of it: numbers commands as a client would, and gives back each record's
 * events as text.
 *
 * <p>{@link #trading()} begins with participant 10 with sessions 101 and 102 (TRADER) and 103 (RISK), participant 20
 * with session 201 (TRADER), each logged on from the connection of its own number, windows of 4; and with instrument 7:
 * tick 5, lot 10, price 5 to 1,000,000, quantity 10 to 1,000,000.
 */
final class EngineRig {
    static final int OPERATOR = Genesis.OPERATOR_SESSION;
    static final int TRADER = 1;
    static final int RISK = 2;
    static final int MARKET_OPS = 4;
    static final int SYSTEM = 8;

    final UnsafeBuffer command = new UnsafeBuffer(new byte[4096]);
    final EventBuffer events = new EventBuffer();
    private final Map<Integer, Long> numbers = new HashMap<>();
    private MatchingEngine engine;
    private long timeNs = 1_000;

    EngineRig() {
        this(EngineConfig.defaults());
    }

    EngineRig(final EngineConfig config) {
        this(new MatchingEngine(config));
    }

    EngineRig(final MatchingEngine engine) {
        this.engine = engine;
    }

    static EngineRig trading() {
        return new EngineRig().readyToTrade();
    }

    EngineRig readyToTrade() {
        open(OPERATOR, Genesis.OPERATOR_PARTICIPANT);
        logon(OPERATOR, OPERATOR);
        define(10);
        define(20);
        session(101, 10, TRADER, 4);
        session(102, 10, TRADER, 4);
        session(103, 10, RISK, 4);
        session(201, 20, TRADER, 4);
        instrument(7);
        return this;
    }

    MatchingEngine engine() {
        return engine;
    }

    void engine(final MatchingEngine other) {
        engine = other;
    }

    EngineRig time(final long nextTimeNs) {
        timeNs = nextTimeNs;
        return this;
    }

    void define(final int participant) {
        send(OPERATOR, new DefineParticipant().participant(participant));
    }

    void session(final int session, final int participant, final int roles, final int window) {
        send(OPERATOR, new DefineSession().newSession(session).participant(participant).window(window)
            .trader((roles & TRADER) != 0).risk((roles & RISK) != 0)
            .marketOps((roles & MARKET_OPS) != 0).system((roles & SYSTEM) != 0));
        open(session, participant);
        logon(session, session);
    }

    List<String> instrument(final int id) {
        return send(OPERATOR, new DefineInstrument().instrument(id).tickSize(5).lotSize(10)
            .priceRange(5, 1_000_000).quantityRange(10, 1_000_000));
    }

    List<String> state(final InstrumentState state) {
        return send(OPERATOR, new ChangeInstrumentState().instrument(7).state(state));
    }

    /** Sends the next command of a session from the connection that it is logged on from. */
    List<String> send(final int session, final Command<?> next) {
        return sendAs(engine.connectionOf(session), session, nextNumber(session), next);
    }

    long nextNumber(final int session) {
        return numbers.merge(session, 1L, Long::sum);
    }

    void forgetNumber(final int session) {
        numbers.merge(session, -1L, Long::sum);
    }

    List<String> sendAs(final long connection, final int session, final long number, final Command<?> next) {
        return raw(connection, next.encode(command, 0, 1, session, number, 77));
    }

    /** Applies what stands in {@link #command}. */
    List<String> raw(final long connection, final int length) {
        engine.apply(engine.sequence() + 1, timeNs, connection, command, 0, length, events);
        return EventText.of(events);
    }

    List<String> headers() {
        return EventText.headersOf(events);
    }

    List<String> open(final long connection, final int participant) {
        new ConnectionOpenedEncoder().wrapAndApplyHeader(blank(), 0, new MessageHeaderEncoder())
            .connection(connection).participant(participant).header().partition(1);
        return raw(0, 8 + ConnectionOpenedEncoder.BLOCK_LENGTH);
    }

    List<String> close(final long connection) {
        new ConnectionClosedEncoder().wrapAndApplyHeader(blank(), 0, new MessageHeaderEncoder())
            .connection(connection).header().partition(1);
        return raw(0, 8 + ConnectionClosedEncoder.BLOCK_LENGTH);
    }

    List<String> term(final long epoch) {
        new TermStartedEncoder().wrapAndApplyHeader(blank(), 0, new MessageHeaderEncoder())
            .epoch(epoch).header().partition(1);
        return raw(0, 8 + TermStartedEncoder.BLOCK_LENGTH);
    }

    List<String> report(final long connection, final int member, final int maxLogicVersion) {
        new SiteReportEncoder().wrapAndApplyHeader(blank(), 0, new MessageHeaderEncoder())
            .member(member).members(3).maxLogicVersion(maxLogicVersion).header().partition(1);
        return raw(connection, 8 + SiteReportEncoder.BLOCK_LENGTH);
    }

    /** Has what stands in {@link #command} skipped. */
    List<String> quarantine(final long connection, final int length) {
        engine.quarantine(engine.sequence() + 1, timeNs, connection, command, 0, length, events);
        return EventText.of(events);
    }

    List<String> logon(final long connection, final int session) {
        unnumbered(new LogonEncoder().wrapAndApplyHeader(blank(), 0, new MessageHeaderEncoder()).header(), session);
        return raw(connection, 8 + LogonEncoder.BLOCK_LENGTH);
    }

    List<String> testRequest(final long connection, final int session) {
        unnumbered(
            new TestRequestEncoder().wrapAndApplyHeader(blank(), 0, new MessageHeaderEncoder()).header(), session);
        return raw(connection, 8 + TestRequestEncoder.BLOCK_LENGTH);
    }

    List<String> levels(final Side side) {
        final BookView book = engine.book(7);
        final List<String> levels = new ArrayList<>();
        for (int i = 0; i < book.levels(side); i++) {
            levels.add(book.price(side, i) + " x " + book.quantity(side, i) + " in " + book.orders(side, i));
        }
        return levels;
    }

    static NewOrder limit(final long clientId, final Side side, final long price, final long quantity) {
        return new NewOrder().instrument(7).clientOrderId(0, clientId).limit(price).side(side).quantity(quantity)
            .timeInForce(TimeInForce.GTC);
    }

    static NewOrder market(final long clientId, final Side side, final long quantity) {
        return new NewOrder().instrument(7).clientOrderId(0, clientId).market().side(side).quantity(quantity);
    }

    static CancelOrder cancel(final long clientId) {
        return new CancelOrder().instrument(7).clientOrderId(0, clientId);
    }

    static CancelOrder cancelById(final int slot, final int generation) {
        return new CancelOrder().instrument(7).orderId(id(slot, generation));
    }

    static AmendOrder amend(final long clientId) {
        return new AmendOrder().instrument(7).clientOrderId(0, clientId);
    }

    static MassCancel massCancel() {
        return new MassCancel();
    }

    static long id(final int slot, final int generation) {
        return OrderId.of(1, slot, generation);
    }

    private UnsafeBuffer blank() {
        command.setMemory(0, 256, (byte) 0);
        return command;
    }

    private static void unnumbered(final CommandHeaderEncoder header, final int session) {
        header.session(session).partition(1);
    }
}
