package io.everbook.engine;

import io.everbook.api.EverbookException;
import io.everbook.engine.book.Instrument;
import io.everbook.engine.book.OrderId;
import io.everbook.engine.match.Matcher;
import io.everbook.engine.session.Session;
import io.everbook.engine.state.Invariant;
import io.everbook.protocol.AmendOrderDecoder;
import io.everbook.protocol.CancelOrderDecoder;
import io.everbook.protocol.ChangeInstrumentStateDecoder;
import io.everbook.protocol.ChangeLogicVersionDecoder;
import io.everbook.protocol.ConnectionClosedDecoder;
import io.everbook.protocol.ConnectionOpenedDecoder;
import io.everbook.protocol.DefineInstrumentDecoder;
import io.everbook.protocol.DefineParticipantDecoder;
import io.everbook.protocol.DefineSessionDecoder;
import io.everbook.protocol.LeaderMoveDecoder;
import io.everbook.protocol.LogonDecoder;
import io.everbook.protocol.MassCancelDecoder;
import io.everbook.protocol.NewOrderDecoder;
import io.everbook.protocol.Reason;
import io.everbook.protocol.SiteReportDecoder;
import io.everbook.protocol.TermStartedDecoder;
import io.everbook.protocol.TestRequestDecoder;
import org.agrona.DirectBuffer;

/**
 * The deterministic core of one partition: a command in, its events out. Its state is a function of the commands, their
 * times and their connections alone, so that every site that applies the same log holds the same state.
 *
 * <p>No byte sequence makes it throw: what it can't take it refuses or rejects with a reason. One thread; allocates
 * nothing in steady state.
 */
public final class MatchingEngine {
    /** The longest command taken, in bytes with its message header; a longer one is cut to 8 bytes more and refused. */
    public static final int MAX_COMMAND_LENGTH = 1024;

    /** The newest version of the rules that this binary knows; which of them applies is a matter of the log. */
    public static final int LOGIC_VERSION = 1;

    private final EngineState state;
    private final IncomingCommand command = new IncomingCommand();
    private final EventFrame frame;
    private final EventPublisher publisher;
    private final CommandGate gate;
    private final Logons logons;
    private final Definitions definitions;
    private final SiteCommands siteCommands;
    private final OrderEntry orderEntry;
    private final OrderCancel orderCancel;
    private final OrderAmend orderAmend;
    private final MassCancelling massCancelling;
    private final StateHash hash;

    /**
     * Creates an engine in its genesis state ({@link Genesis}), at sequence 0.
     *
     * @param config the bounds.
     */
    public MatchingEngine(final EngineConfig config) {
        this(config, OrderId.MAX_GENERATION);
    }

    MatchingEngine(final EngineConfig config, final int maxGeneration) {
        this(new EngineState(config, maxGeneration).withGenesis(), CommandGate::new);
    }

    MatchingEngine(final EngineState state, final CommandGate.Factory gates) {
        this.state = state;
        frame = new EventFrame(state);
        publisher = new EventPublisher(state, frame);
        gate = gates.create(state, publisher);
        logons = new Logons(state, gate, publisher);
        final DefinitionPublisher definitionPublisher = new DefinitionPublisher(frame);
        definitions = new Definitions(state, definitionPublisher);
        siteCommands = new SiteCommands(state, definitionPublisher);
        final Matcher matcher = new Matcher(state.orders(), publisher);
        orderEntry = new OrderEntry(state, matcher, publisher);
        final OrderFinder finder = new OrderFinder(state);
        orderCancel = new OrderCancel(state, finder, publisher);
        orderAmend = new OrderAmend(state, finder, orderCancel, matcher, publisher);
        massCancelling = new MassCancelling(state, publisher, definitionPublisher);
        hash = new StateHash(state);
    }

    /**
     * Applies the next command of the log.
     *
     * @param sequence   of the command: the last plus one, anything else is an error of the caller and throws.
     * @param timeNs     of the log, nanoseconds since the epoch; engine time is the largest given so far.
     * @param connection that delivered it; 0: the log itself.
     * @param command    buffer holding the command, message header first.
     * @param offset     of the message header.
     * @param length     of the message in bytes, at most {@link #MAX_COMMAND_LENGTH} + 8.
     * @param events     cleared first, then filled with the events that the command caused.
     */
    public void apply(
        final long sequence,
        final long timeNs,
        final long connection,
        final DirectBuffer command,
        final int offset,
        final int length,
        final EventBuffer events) {
        begin(sequence, timeNs, connection, command, offset, length, events);
        dispatch();
        frame.end();
    }

    /**
     * Skips the next command of the log, which broke an invariant: none of its content is looked at. A session whose
     * next command it is gets CommandRejected QUARANTINED as its outcome, any other connection the same as a refusal;
     * a command of the log itself has no effect at all.
     *
     * @param sequence   of the command: the last plus one.
     * @param timeNs     of the log, nanoseconds since the epoch.
     * @param connection that delivered it; 0: the log itself.
     * @param command    buffer holding the command, message header first.
     * @param offset     of the message header.
     * @param length     of the message in bytes.
     * @param events     cleared first, then filled with the answer.
     */
    public void quarantine(
        final long sequence,
        final long timeNs,
        final long connection,
        final DirectBuffer command,
        final int offset,
        final int length,
        final EventBuffer events) {
        begin(sequence, timeNs, connection, command, offset, length, events);
        gate.quarantine(this.command, sequence);
        frame.end();
    }

    private void begin(
        final long sequence,
        final long timeNs,
        final long connection,
        final DirectBuffer command,
        final int offset,
        final int length,
        final EventBuffer events) {
        Invariant.equal("sequence of the command", state.sequence() + 1, sequence);
        Invariant.atLeast("length of the command", 0, length);
        state.advance(sequence, timeNs);
        this.command.wrap(connection, command, offset, length);
        frame.begin(events);
    }

    private void dispatch() {
        if (gate.passesForm(command)) {
            switch (command.templateId()) {
                case LogonDecoder.TEMPLATE_ID -> logons.logon(command);
                case TestRequestDecoder.TEMPLATE_ID -> logons.testRequest(command);
                case ConnectionOpenedDecoder.TEMPLATE_ID -> logons.connectionOpened(command);
                case ConnectionClosedDecoder.TEMPLATE_ID -> logons.connectionClosed(command);
                case TermStartedDecoder.TEMPLATE_ID -> logons.termStarted(command);
                case SiteReportDecoder.TEMPLATE_ID -> siteCommands.report(command);
                case LeaderMoveDecoder.TEMPLATE_ID -> {
                }
                default -> decideNext();
            }
        }
    }

    private void decideNext() {
        if (gate.passesNumber(command)) {
            Reason reason = admissionFault();
            if (reason == Reason.NONE) {
                reason = decide();
            }
            if (reason != Reason.NONE) {
                command.orderId(command.namedOrderId());
                publisher.rejected(command, reason);
            }
            command.session().decided(command.digest(), state.sequence(), reason, command.orderId());
        }
    }

    private Reason admissionFault() {
        if (command.fault() != Reason.NONE) {
            return command.fault();
        }
        if (!command.session().hasAnyOf(Templates.roles(command.templateId()))) {
            return Reason.NOT_AUTHORISED;
        }
        final boolean massCancel = command.templateId() == MassCancelDecoder.TEMPLATE_ID;
        final Reason reason = massCancel ? massCancelling.authorityFault(command) : Reason.NONE;
        return reason == Reason.NONE && isStale() ? Reason.STALE : reason;
    }

    private boolean isStale() {
        final long validUntilNs = command.header().validUntilNs();
        return validUntilNs != 0 && state.timeNs() > validUntilNs;
    }

    private Reason decide() {
        return switch (command.templateId()) {
            case NewOrderDecoder.TEMPLATE_ID -> orderEntry.enter(command);
            case CancelOrderDecoder.TEMPLATE_ID -> orderCancel.cancel(command);
            case AmendOrderDecoder.TEMPLATE_ID -> orderAmend.amend(command);
            case MassCancelDecoder.TEMPLATE_ID -> massCancelling.cancel(command);
            case DefineParticipantDecoder.TEMPLATE_ID -> definitions.defineParticipant(command);
            case DefineSessionDecoder.TEMPLATE_ID -> definitions.defineSession(command);
            case DefineInstrumentDecoder.TEMPLATE_ID -> definitions.defineInstrument(command);
            case ChangeInstrumentStateDecoder.TEMPLATE_ID -> definitions.changeState(command);
            case ChangeLogicVersionDecoder.TEMPLATE_ID -> siteCommands.changeLogicVersion(command);
            default -> throw new IllegalStateException("no handler for template " + command.templateId());
        };
    }

    /**
     * The sequence of the last command applied.
     *
     * @return 0 before the first.
     */
    public long sequence() {
        return state.sequence();
    }

    /**
     * Engine time: the largest time given so far.
     *
     * @return nanoseconds since the epoch.
     */
    public long timeNs() {
        return state.timeNs();
    }

    /**
     * The newest epoch that the log has told.
     *
     * @return generation in the upper 16 bits, leadership term below; 0 before the first.
     */
    public long epoch() {
        return state.epoch();
    }

    /**
     * The version of the rules that the log has led to.
     *
     * @return from 1.
     */
    public int logicVersion() {
        return state.logicVersion();
    }

    /**
     * The newest version of the rules that this engine knows.
     *
     * @return {@link #LOGIC_VERSION}, outside tests.
     */
    public int maxLogicVersion() {
        return state.maxLogicVersion();
    }

    /**
     * The execution id that the next numbered event gets.
     *
     * @return from 1.
     */
    public long nextExecutionId() {
        return state.nextExecutionId();
    }

    /**
     * Hashes instruments, books and order slots: what a rejected command leaves as it was. A full pass over the state.
     *
     * @return the hash.
     */
    public long businessHash() {
        return hash.business();
    }

    /**
     * Hashes the whole state, sessions, connections and time included. A full pass over the state.
     *
     * @return the hash.
     */
    public long fullHash() {
        return hash.full();
    }

    /**
     * The connection a session is logged on from, to which its events go.
     *
     * @param session the session's id.
     * @return the connection; 0 if there is none, or no such session.
     */
    public long connectionOf(final int session) {
        final Session found = state.sessions().find(session);
        return found == null ? 0 : found.connection();
    }

    /**
     * The participant a session belongs to.
     *
     * @param session the session's id.
     * @return the participant; 0 if there is no such session.
     */
    public int participantOf(final int session) {
        final Session found = state.sessions().find(session);
        return found == null ? 0 : found.participant();
    }

    /**
     * How many connections are open.
     *
     * @return the count.
     */
    public int connections() {
        return state.connections().count();
    }

    /**
     * One of the open connections, in an order that is part of the state.
     *
     * @param place from 0 to the count of {@link #connections()}, exclusive.
     * @return the connection.
     */
    public long connectionAt(final int place) {
        return state.connections().idAt(place);
    }

    /**
     * A live view of an instrument's book.
     *
     * @param instrument the instrument's id.
     * @return the view, or null if there is no such instrument.
     */
    public BookView book(final int instrument) {
        final Instrument found = state.instruments().find(instrument);
        return found == null ? null : new BookDepth(found.book());
    }

    /**
     * Writes the state as SBE records 200 to 208, in order, with 0 for the journal's chain.
     *
     * @param sink takes the records.
     */
    public void writeSnapshot(final SnapshotSink sink) {
        writeSnapshot(0, sink);
    }

    /**
     * Writes the state as SBE records 200 to 208, in order.
     *
     * @param chain checksum of the journal's record at this sequence, kept in the last record for whoever reads it; the
     *              engine itself makes no use of it.
     * @param sink  takes the records.
     */
    public void writeSnapshot(final long chain, final SnapshotSink sink) {
        new SnapshotWriter(state, sink).write(fullHash(), chain);
    }

    /**
     * Makes an engine from a snapshot.
     *
     * @param config the bounds, the same that the snapshot's engine had.
     * @param source gives the records.
     * @return an engine with the same full hash, which continues as the other would have.
     * @throws EverbookException naming what is wrong with the snapshot.
     */
    public static MatchingEngine restore(final EngineConfig config, final SnapshotSource source) {
        return restore(config, OrderId.MAX_GENERATION, source);
    }

    static MatchingEngine restore(final EngineConfig config, final int maxGeneration, final SnapshotSource source) {
        return restore(new EngineState(config, maxGeneration), CommandGate::new, source);
    }

    static MatchingEngine restore(
        final EngineState blank, final CommandGate.Factory gates, final SnapshotSource source) {
        try {
            return new MatchingEngine(new SnapshotReader(blank, source).read(), gates);
        } catch (final IllegalStateException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new EverbookException("the snapshot breaks an invariant of the engine; use an older one", e);
        }
    }
}
