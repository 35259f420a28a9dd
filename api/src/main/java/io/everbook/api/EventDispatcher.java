package io.everbook.api;

import io.everbook.protocol.AlreadyDecidedDecoder;
import io.everbook.protocol.CommandRefusedDecoder;
import io.everbook.protocol.CommandRejectedDecoder;
import io.everbook.protocol.InstrumentDefinedDecoder;
import io.everbook.protocol.InstrumentStateChangedDecoder;
import io.everbook.protocol.LogicVersionChangedDecoder;
import io.everbook.protocol.LogonAcceptedDecoder;
import io.everbook.protocol.MassCancelledDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.OrderAcceptedDecoder;
import io.everbook.protocol.OrderAmendedDecoder;
import io.everbook.protocol.OrderCancelledDecoder;
import io.everbook.protocol.OrderExecutedDecoder;
import io.everbook.protocol.OrderExpiredDecoder;
import io.everbook.protocol.ParticipantDefinedDecoder;
import io.everbook.protocol.SessionDefinedDecoder;
import io.everbook.protocol.TestResponseDecoder;
import org.agrona.DirectBuffer;

/**
 * Decodes encoded events and calls the listener's method for each.
 *
 * <p>An event is a message header and a fixed block, without variable data, so that its length is the header's length
 * plus the block length it names; the events of a record stand back to back. Templates it does not know are skipped, so
 * that an older reader stays usable. Not thread safe. Allocates nothing after construction.
 */
public final class EventDispatcher {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final LogonAcceptedDecoder logonAccepted = new LogonAcceptedDecoder();
    private final TestResponseDecoder testResponse = new TestResponseDecoder();
    private final CommandRefusedDecoder commandRefused = new CommandRefusedDecoder();
    private final AlreadyDecidedDecoder alreadyDecided = new AlreadyDecidedDecoder();
    private final CommandRejectedDecoder commandRejected = new CommandRejectedDecoder();
    private final OrderAcceptedDecoder orderAccepted = new OrderAcceptedDecoder();
    private final OrderExecutedDecoder orderExecuted = new OrderExecutedDecoder();
    private final OrderCancelledDecoder orderCancelled = new OrderCancelledDecoder();
    private final OrderExpiredDecoder orderExpired = new OrderExpiredDecoder();
    private final OrderAmendedDecoder orderAmended = new OrderAmendedDecoder();
    private final MassCancelledDecoder massCancelled = new MassCancelledDecoder();
    private final ParticipantDefinedDecoder participantDefined = new ParticipantDefinedDecoder();
    private final SessionDefinedDecoder sessionDefined = new SessionDefinedDecoder();
    private final InstrumentDefinedDecoder instrumentDefined = new InstrumentDefinedDecoder();
    private final InstrumentStateChangedDecoder instrumentStateChanged = new InstrumentStateChangedDecoder();
    private final LogicVersionChangedDecoder logicVersionChanged = new LogicVersionChangedDecoder();

    /**
     * Creates a dispatcher.
     */
    public EventDispatcher() {
    }

    /**
     * Dispatches every event of a range of bytes.
     *
     * @param buffer   holding events back to back.
     * @param offset   of the first event's message header.
     * @param length   of all events together, in bytes.
     * @param listener to call.
     */
    public void dispatchAll(
        final DirectBuffer buffer, final int offset, final int length, final EventListener listener) {
        int position = offset;
        while (position < offset + length) {
            position += dispatch(buffer, position, listener);
        }
    }

    /**
     * Dispatches one event.
     *
     * @param buffer   holding it.
     * @param offset   of its message header.
     * @param listener to call.
     * @return the event's length in bytes, message header included.
     */
    public int dispatch(final DirectBuffer buffer, final int offset, final EventListener listener) {
        header.wrap(buffer, offset);
        final int templateId = header.templateId();
        if (templateId < CommandRejectedDecoder.TEMPLATE_ID) {
            dispatchSignal(templateId, buffer, offset, listener);
        } else if (templateId < ParticipantDefinedDecoder.TEMPLATE_ID) {
            dispatchOrderEvent(templateId, buffer, offset, listener);
        } else {
            dispatchDefinition(templateId, buffer, offset, listener);
        }
        return MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
    }

    private void dispatchSignal(
        final int templateId, final DirectBuffer buffer, final int offset, final EventListener listener) {
        switch (templateId) {
            case LogonAcceptedDecoder.TEMPLATE_ID ->
                listener.onLogonAccepted(logonAccepted.wrapAndApplyHeader(buffer, offset, header));
            case TestResponseDecoder.TEMPLATE_ID ->
                listener.onTestResponse(testResponse.wrapAndApplyHeader(buffer, offset, header));
            case CommandRefusedDecoder.TEMPLATE_ID ->
                listener.onCommandRefused(commandRefused.wrapAndApplyHeader(buffer, offset, header));
            case AlreadyDecidedDecoder.TEMPLATE_ID ->
                listener.onAlreadyDecided(alreadyDecided.wrapAndApplyHeader(buffer, offset, header));
            default -> {
            }
        }
    }

    private void dispatchOrderEvent(
        final int templateId, final DirectBuffer buffer, final int offset, final EventListener listener) {
        switch (templateId) {
            case CommandRejectedDecoder.TEMPLATE_ID ->
                listener.onCommandRejected(commandRejected.wrapAndApplyHeader(buffer, offset, header));
            case OrderAcceptedDecoder.TEMPLATE_ID ->
                listener.onOrderAccepted(orderAccepted.wrapAndApplyHeader(buffer, offset, header));
            case OrderExecutedDecoder.TEMPLATE_ID ->
                listener.onOrderExecuted(orderExecuted.wrapAndApplyHeader(buffer, offset, header));
            case OrderCancelledDecoder.TEMPLATE_ID ->
                listener.onOrderCancelled(orderCancelled.wrapAndApplyHeader(buffer, offset, header));
            case OrderExpiredDecoder.TEMPLATE_ID ->
                listener.onOrderExpired(orderExpired.wrapAndApplyHeader(buffer, offset, header));
            case OrderAmendedDecoder.TEMPLATE_ID ->
                listener.onOrderAmended(orderAmended.wrapAndApplyHeader(buffer, offset, header));
            case MassCancelledDecoder.TEMPLATE_ID ->
                listener.onMassCancelled(massCancelled.wrapAndApplyHeader(buffer, offset, header));
            default -> {
            }
        }
    }

    private void dispatchDefinition(
        final int templateId, final DirectBuffer buffer, final int offset, final EventListener listener) {
        switch (templateId) {
            case ParticipantDefinedDecoder.TEMPLATE_ID ->
                listener.onParticipantDefined(participantDefined.wrapAndApplyHeader(buffer, offset, header));
            case SessionDefinedDecoder.TEMPLATE_ID ->
                listener.onSessionDefined(sessionDefined.wrapAndApplyHeader(buffer, offset, header));
            case InstrumentDefinedDecoder.TEMPLATE_ID ->
                listener.onInstrumentDefined(instrumentDefined.wrapAndApplyHeader(buffer, offset, header));
            case InstrumentStateChangedDecoder.TEMPLATE_ID ->
                listener.onInstrumentStateChanged(instrumentStateChanged.wrapAndApplyHeader(buffer, offset, header));
            case LogicVersionChangedDecoder.TEMPLATE_ID ->
                listener.onLogicVersionChanged(logicVersionChanged.wrapAndApplyHeader(buffer, offset, header));
            default -> {
            }
        }
    }
}
