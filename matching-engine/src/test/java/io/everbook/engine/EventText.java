package io.everbook.engine;

import io.everbook.api.EventDispatcher;
import io.everbook.api.EventListener;
import io.everbook.engine.book.OrderId;
import io.everbook.protocol.AlreadyDecidedDecoder;
import io.everbook.protocol.ClientOrderIdDecoder;
import io.everbook.protocol.CommandRefusedDecoder;
import io.everbook.protocol.CommandRejectedDecoder;
import io.everbook.protocol.EventHeaderDecoder;
import io.everbook.protocol.InstrumentDefinedDecoder;
import io.everbook.protocol.InstrumentStateChangedDecoder;
import io.everbook.protocol.LogicVersionChangedDecoder;
import io.everbook.protocol.LogonAcceptedDecoder;
import io.everbook.protocol.MassCancelledDecoder;
import io.everbook.protocol.OrderAcceptedDecoder;
import io.everbook.protocol.OrderAmendedDecoder;
import io.everbook.protocol.OrderCancelledDecoder;
import io.everbook.protocol.OrderExecutedDecoder;
import io.everbook.protocol.OrderExpiredDecoder;
import io.everbook.protocol.ParticipantDefinedDecoder;
import io.everbook.protocol.SessionDefinedDecoder;
import io.everbook.protocol.TestResponseDecoder;

import java.util.ArrayList;
import java.util.List;

/**
 * Renders the events of a record, each as a line of text without its header, and the headers as lines of their own.
 */
final class EventText implements EventListener {
    private final List<String> lines = new ArrayList<>();
    private final List<String> headers = new ArrayList<>();

    private EventText() {
    }

    static List<String> of(final EventBuffer events) {
        return render(events).lines;
    }

    /** Session, event number, execution id, previous sequence, then T for terminal and L for last of record. */
    static List<String> headersOf(final EventBuffer events) {
        return render(events).headers;
    }

    static String order(final long orderId) {
        return orderId == 0 ? "o-" : "o" + OrderId.slot(orderId) + '.' + OrderId.generation(orderId);
    }

    private static EventText render(final EventBuffer events) {
        final EventText text = new EventText();
        new EventDispatcher().dispatchAll(events.buffer(), events.eventsOffset(), events.eventsLength(), text);
        return text;
    }

    private void add(final EventHeaderDecoder header, final String text) {
        lines.add(header.session() + " " + text);
        headers.add(header.session() + " e" + header.eventNumber() + " x" + header.executionId()
            + " after " + header.previousSequence()
            + (header.flags().terminal() ? " T" : "") + (header.flags().lastOfRecord() ? " L" : ""));
    }

    private static String client(final ClientOrderIdDecoder id) {
        return " c" + (id.high() == 0 ? "" : id.high() + ":") + id.low();
    }

    private static String price(final long price) {
        return price == OrderAcceptedDecoder.priceNullValue() ? "market" : Long.toString(price);
    }

    @Override
    public void onLogonAccepted(final LogonAcceptedDecoder event) {
        add(event.header(), "LOGON on " + event.connection() + " as " + event.participant() + " window "
            + event.window() + " epoch " + event.epoch() + " command " + event.lastCommandNumber() + " event "
            + event.lastEventNumber() + " at " + event.lastEventSequence());
    }

    @Override
    public void onTestResponse(final TestResponseDecoder event) {
        add(event.header(), "TEST epoch " + event.epoch() + " command " + event.lastCommandNumber() + " event "
            + event.lastEventNumber() + " at " + event.lastEventSequence());
    }

    @Override
    public void onCommandRefused(final CommandRefusedDecoder event) {
        add(event.header(), "REFUSED #" + event.commandNumber() + " expected " + event.expectedCommandNumber()
            + " template " + event.commandTemplate() + " " + event.reason());
    }

    @Override
    public void onAlreadyDecided(final AlreadyDecidedDecoder event) {
        add(event.header(), "ALREADY #" + event.commandNumber() + " at " + event.decidedSequence() + " "
            + order(event.orderId()) + " " + event.result());
    }

    @Override
    public void onCommandRejected(final CommandRejectedDecoder event) {
        add(event.header(), "REJECTED #" + event.commandNumber() + " template " + event.commandTemplate() + " i"
            + event.instrument() + " " + order(event.orderId()) + client(event.clientOrderId()) + " "
            + event.reason());
    }

    @Override
    public void onOrderAccepted(final OrderAcceptedDecoder event) {
        add(event.header(), "ACCEPTED #" + event.commandNumber() + " " + order(event.orderId())
            + client(event.clientOrderId()) + " i" + event.instrument() + " " + event.side() + " "
            + price(event.price()) + " x " + event.quantity() + " " + event.orderType() + " " + event.timeInForce()
            + (event.execInst().postOnly() ? " POST_ONLY" : ""));
    }

    @Override
    public void onOrderExecuted(final OrderExecutedDecoder event) {
        add(event.header(), "EXECUTED t" + event.tradeId() + " " + order(event.orderId())
            + client(event.clientOrderId()) + " i" + event.instrument() + " " + event.side() + " "
            + event.liquidity() + " " + event.price() + " x " + event.quantity() + " leaves "
            + event.leavesQuantity() + " executed " + event.executedQuantity());
    }

    @Override
    public void onOrderCancelled(final OrderCancelledDecoder event) {
        add(event.header(), "CANCELLED #" + event.commandNumber() + " " + order(event.orderId())
            + client(event.clientOrderId()) + " i" + event.instrument() + " " + event.side() + " "
            + price(event.price()) + " x " + event.quantity() + " executed " + event.executedQuantity() + " "
            + event.reason());
    }

    @Override
    public void onOrderExpired(final OrderExpiredDecoder event) {
        add(event.header(), "EXPIRED " + order(event.orderId()) + client(event.clientOrderId()) + " i"
            + event.instrument() + " " + event.side() + " " + price(event.price()) + " x " + event.quantity()
            + " executed " + event.executedQuantity() + " " + event.reason());
    }

    @Override
    public void onOrderAmended(final OrderAmendedDecoder event) {
        add(event.header(), "AMENDED #" + event.commandNumber() + " " + order(event.orderId())
            + client(event.clientOrderId()) + " i" + event.instrument() + " " + event.side() + " "
            + event.price() + " x " + event.quantity() + " leaves " + event.leavesQuantity()
            + (event.priorityKept() == 1 ? " KEPT" : " LOST"));
    }

    @Override
    public void onMassCancelled(final MassCancelledDecoder event) {
        add(event.header(), "MASS_CANCELLED #" + event.commandNumber() + " " + event.cancelled() + " remaining "
            + event.remaining());
    }

    @Override
    public void onParticipantDefined(final ParticipantDefinedDecoder event) {
        add(event.header(), "PARTICIPANT #" + event.commandNumber() + " " + event.participant());
    }

    @Override
    public void onSessionDefined(final SessionDefinedDecoder event) {
        add(event.header(), "SESSION #" + event.commandNumber() + " " + event.newSession() + " of "
            + event.participant() + " window " + event.window() + " roles " + event.roles().getRaw());
    }

    @Override
    public void onInstrumentDefined(final InstrumentDefinedDecoder event) {
        add(event.header(), "INSTRUMENT #" + event.commandNumber() + " i" + event.instrument() + " tick "
            + event.tickSize() + " lot " + event.lotSize() + " price " + event.minPrice() + ".." + event.maxPrice()
            + " quantity " + event.minQuantity() + ".." + event.maxQuantity() + " " + event.state());
    }

    @Override
    public void onInstrumentStateChanged(final InstrumentStateChangedDecoder event) {
        add(event.header(), "STATE #" + event.commandNumber() + " i" + event.instrument() + " " + event.state());
    }

    @Override
    public void onLogicVersionChanged(final LogicVersionChangedDecoder event) {
        add(event.header(), "LOGIC #" + event.commandNumber() + " " + event.logicVersion());
    }
}
