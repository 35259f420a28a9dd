package io.everbook.cli.trial;

import io.everbook.api.EventListener;
import io.everbook.api.Xxh64;
import io.everbook.protocol.CommandRejectedDecoder;
import io.everbook.protocol.EventHeaderDecoder;
import io.everbook.protocol.InstrumentDefinedDecoder;
import io.everbook.protocol.InstrumentStateChangedDecoder;
import io.everbook.protocol.LogicVersionChangedDecoder;
import io.everbook.protocol.MassCancelledDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.NewOrderDecoder;
import io.everbook.protocol.OrderAcceptedDecoder;
import io.everbook.protocol.OrderAmendedDecoder;
import io.everbook.protocol.OrderCancelledDecoder;
import io.everbook.protocol.OrderExecutedDecoder;
import io.everbook.protocol.OrderExpiredDecoder;
import io.everbook.protocol.ParticipantDefinedDecoder;
import io.everbook.protocol.SessionDefinedDecoder;

/**
 * Reduces every numbered event to a {@link SeenEvent}, and every fill to a {@link Fill}: the same way for what a client
 * was told and for what a journal holds.
 */
public abstract class EventTap implements EventListener {
    private final MessageHeaderDecoder message = new MessageHeaderDecoder();

    /**
     * Creates a tap.
     */
    protected EventTap() {
    }

    /**
     * A numbered event.
     *
     * @param session whose event it is.
     * @param event what it says.
     */
    protected abstract void onSeen(int session, SeenEvent event);

    /**
     * A fill, after its event.
     *
     * @param session whose fill it is.
     * @param fill what it says.
     */
    protected abstract void onFill(int session, Fill fill);

    @Override
    public void onCommandRejected(final CommandRejectedDecoder event) {
        final long tag = event.commandTemplate() == NewOrderDecoder.TEMPLATE_ID ? event.clientOrderId().low() : 0;
        see(event.header(), event.commandNumber(), tag, event.reason().value());
    }

    @Override
    public void onOrderAccepted(final OrderAcceptedDecoder event) {
        see(event.header(), event.commandNumber(), event.clientOrderId().low(), 0);
    }

    @Override
    public void onOrderExecuted(final OrderExecutedDecoder event) {
        see(event.header(), 0, 0, 0);
        onFill(event.header().session(), Fill.of(event));
    }

    @Override
    public void onOrderCancelled(final OrderCancelledDecoder event) {
        see(event.header(), event.commandNumber(), 0, 0);
    }

    @Override
    public void onOrderExpired(final OrderExpiredDecoder event) {
        see(event.header(), 0, 0, 0);
    }

    @Override
    public void onOrderAmended(final OrderAmendedDecoder event) {
        see(event.header(), event.commandNumber(), 0, 0);
    }

    @Override
    public void onMassCancelled(final MassCancelledDecoder event) {
        see(event.header(), event.commandNumber(), 0, 0);
    }

    @Override
    public void onParticipantDefined(final ParticipantDefinedDecoder event) {
        see(event.header(), event.commandNumber(), 0, 0);
    }

    @Override
    public void onSessionDefined(final SessionDefinedDecoder event) {
        see(event.header(), event.commandNumber(), 0, 0);
    }

    @Override
    public void onInstrumentDefined(final InstrumentDefinedDecoder event) {
        see(event.header(), event.commandNumber(), 0, 0);
    }

    @Override
    public void onInstrumentStateChanged(final InstrumentStateChangedDecoder event) {
        see(event.header(), event.commandNumber(), 0, 0);
    }

    @Override
    public void onLogicVersionChanged(final LogicVersionChangedDecoder event) {
        see(event.header(), event.commandNumber(), 0, 0);
    }

    private void see(
        final EventHeaderDecoder header, final long commandNumber, final long tag, final int reason) {
        final int start = header.offset() - MessageHeaderDecoder.ENCODED_LENGTH;
        message.wrap(header.buffer(), start);
        final int length = MessageHeaderDecoder.ENCODED_LENGTH + message.blockLength();
        onSeen(header.session(), new SeenEvent(
            header.eventNumber(), header.sequence(), message.templateId(), commandNumber, tag, reason,
            header.flags().terminal(), Xxh64.hash(header.buffer(), start, length, 0)));
    }
}
