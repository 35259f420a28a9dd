package io.everbook.cli.verify.check;

import io.everbook.api.EventDispatcher;
import io.everbook.api.Xxh64;
import io.everbook.cli.trial.EventTap;
import io.everbook.cli.trial.Fill;
import io.everbook.cli.trial.SeenEvent;
import io.everbook.cli.verify.client.CommandDigest;
import io.everbook.journal.RecordView;
import io.everbook.protocol.AlreadyDecidedDecoder;
import io.everbook.protocol.CommandHeaderDecoder;
import io.everbook.protocol.CommandRefusedDecoder;
import io.everbook.protocol.EventHeaderDecoder;
import io.everbook.protocol.InstrumentDefinedDecoder;
import io.everbook.protocol.InstrumentState;
import io.everbook.protocol.InstrumentStateChangedDecoder;
import io.everbook.protocol.LogonAcceptedDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.OrderAcceptedDecoder;
import io.everbook.protocol.Reason;
import io.everbook.protocol.SessionDefinedDecoder;
import io.everbook.protocol.TestResponseDecoder;
import java.util.ArrayList;
import java.util.List;

/**
 * A journal's record taken apart. Reused from record to record.
 */
final class ParsedRecord extends EventTap {
    private final EventDispatcher dispatcher = new EventDispatcher();
    private final MessageHeaderDecoder message = new MessageHeaderDecoder();
    private final CommandHeaderDecoder header = new CommandHeaderDecoder();
    private final List<Told> events = new ArrayList<>();
    private final List<Signal> signals = new ArrayList<>();
    private RecordView record;
    private int template;
    private int session;
    private long number;
    private long digest;
    private int windowDefined;
    private int acceptedInstrument;
    private int changedInstrument;
    private InstrumentState changedState;

    /**
     * A numbered event and whom it is for.
     */
    record Told(int session, SeenEvent event) {
    }

    /**
     * A signal: its template, its bytes' hash, the command number it names, and what it says of that.
     */
    record Signal(int session, int template, long hash, long number, long decided, Reason reason, long expected) {
    }

    ParsedRecord wrap(final RecordView view) {
        record = view;
        events.clear();
        signals.clear();
        windowDefined = 0;
        acceptedInstrument = 0;
        changedInstrument = 0;
        readCommand();
        dispatcher.dispatchAll(view.buffer(), view.eventsOffset(), view.eventsLength(), this);
        return this;
    }

    RecordView view() {
        return record;
    }

    long sequence() {
        return record.sequence();
    }

    int template() {
        return template;
    }

    int session() {
        return session;
    }

    long number() {
        return number;
    }

    long digest() {
        return digest;
    }

    List<Told> events() {
        return events;
    }

    List<Signal> signals() {
        return signals;
    }

    int windowDefined() {
        return windowDefined;
    }

    /** The instrument that an order entered, 0 if none did. */
    int acceptedInstrument() {
        return acceptedInstrument;
    }

    /** The instrument whose state is told, 0 if none is. */
    int changedInstrument() {
        return changedInstrument;
    }

    InstrumentState changedState() {
        return changedState;
    }

    /** The terminal response to the record's own command, null if there is none. */
    SeenEvent terminal() {
        return events.stream().map(Told::event).filter(SeenEvent::terminal).findFirst().orElse(null);
    }

    long terminals() {
        return events.stream().map(Told::event).filter(SeenEvent::terminal).count();
    }

    private void readCommand() {
        final int offset = record.commandOffset();
        template = 0;
        session = 0;
        number = 0;
        digest = 0;
        if (record.commandLength() >= MessageHeaderDecoder.ENCODED_LENGTH + CommandHeaderDecoder.ENCODED_LENGTH) {
            message.wrap(record.buffer(), offset);
            header.wrap(record.buffer(), offset + MessageHeaderDecoder.ENCODED_LENGTH);
            template = message.templateId();
            session = header.session();
            number = header.commandNumber();
            digest = CommandDigest.of(record.buffer(), offset, record.commandLength(), template);
        }
    }

    @Override
    protected void onSeen(final int whose, final SeenEvent event) {
        events.add(new Told(whose, event));
    }

    @Override
    protected void onFill(final int whose, final Fill fill) {
        // Its event is there.
    }

    @Override
    public void onOrderAccepted(final OrderAcceptedDecoder event) {
        super.onOrderAccepted(event);
        acceptedInstrument = event.instrument();
    }

    @Override
    public void onSessionDefined(final SessionDefinedDecoder event) {
        super.onSessionDefined(event);
        windowDefined = event.window();
    }

    @Override
    public void onInstrumentDefined(final InstrumentDefinedDecoder event) {
        super.onInstrumentDefined(event);
        changedInstrument = event.instrument();
        changedState = event.state();
    }

    @Override
    public void onInstrumentStateChanged(final InstrumentStateChangedDecoder event) {
        super.onInstrumentStateChanged(event);
        changedInstrument = event.instrument();
        changedState = event.state();
    }

    @Override
    public void onLogonAccepted(final LogonAcceptedDecoder event) {
        signal(event.header(), LogonAcceptedDecoder.TEMPLATE_ID, event.lastCommandNumber(), 0, Reason.NONE, 0);
    }

    @Override
    public void onTestResponse(final TestResponseDecoder event) {
        signal(event.header(), TestResponseDecoder.TEMPLATE_ID, event.lastCommandNumber(), 0, Reason.NONE, 0);
    }

    @Override
    public void onCommandRefused(final CommandRefusedDecoder event) {
        signal(event.header(), CommandRefusedDecoder.TEMPLATE_ID, event.commandNumber(), 0, event.reason(),
            event.expectedCommandNumber());
    }

    @Override
    public void onAlreadyDecided(final AlreadyDecidedDecoder event) {
        signal(event.header(), AlreadyDecidedDecoder.TEMPLATE_ID, event.commandNumber(), event.decidedSequence(),
            event.result(), 0);
    }

    private void signal(final EventHeaderDecoder event, final int of, final long command, final long decided,
        final Reason reason, final long expected) {
        final int start = event.offset() - MessageHeaderDecoder.ENCODED_LENGTH;
        message.wrap(event.buffer(), start);
        final int length = MessageHeaderDecoder.ENCODED_LENGTH + message.blockLength();
        signals.add(new Signal(event.session(), of, Xxh64.hash(event.buffer(), start, length, 0), command, decided,
            reason, expected));
    }
}
