package io.everbook.client;

import io.everbook.api.EventListener;
import io.everbook.protocol.ClientOrderIdDecoder;
import io.everbook.protocol.CommandRejectedDecoder;
import io.everbook.protocol.InstrumentDefinedDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.OrderAcceptedDecoder;
import io.everbook.protocol.OrderCancelledDecoder;
import io.everbook.protocol.OrderExecutedDecoder;
import io.everbook.protocol.OrderExpiredDecoder;
import io.everbook.protocol.ParticipantDefinedDecoder;
import io.everbook.protocol.SessionDefinedDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Keeps the bytes of every numbered event in the order it is given them, and the numbers of terminal responses
 * with the low halves of their orders' client ids.
 */
final class EventTape implements EventListener {
    final List<byte[]> events = new ArrayList<>();
    final List<Long> answered = new ArrayList<>();
    final List<Long> orders = new ArrayList<>();
    long lastAnswerNs;
    boolean keepsBytes = true;

    private void keep(final DirectBuffer buffer, final int offset) {
        if (keepsBytes) {
            final int start = offset - MessageHeaderDecoder.ENCODED_LENGTH;
            final int length = MessageHeaderDecoder.ENCODED_LENGTH + new MessageHeaderDecoder().wrap(buffer, start)
                .blockLength();
            final byte[] bytes = new byte[length];
            buffer.getBytes(start, bytes);
            events.add(bytes);
        }
    }

    void addAll(final EventTape later) {
        events.addAll(later.events);
        answered.addAll(later.answered);
        orders.addAll(later.orders);
    }

    private void answer(final long commandNumber, final ClientOrderIdDecoder order) {
        answer(commandNumber);
        if (keepsBytes) {
            orders.add(order.low());
        }
    }

    private void answer(final long commandNumber) {
        if (keepsBytes) {
            answered.add(commandNumber);
        }
        lastAnswerNs = System.nanoTime();
    }

    @Override
    public void onCommandRejected(final CommandRejectedDecoder event) {
        keep(event.buffer(), event.offset());
        answer(event.commandNumber(), event.clientOrderId());
    }

    @Override
    public void onOrderAccepted(final OrderAcceptedDecoder event) {
        keep(event.buffer(), event.offset());
        answer(event.commandNumber(), event.clientOrderId());
    }

    @Override
    public void onOrderExecuted(final OrderExecutedDecoder event) {
        keep(event.buffer(), event.offset());
    }

    @Override
    public void onOrderCancelled(final OrderCancelledDecoder event) {
        keep(event.buffer(), event.offset());
    }

    @Override
    public void onOrderExpired(final OrderExpiredDecoder event) {
        keep(event.buffer(), event.offset());
    }

    @Override
    public void onParticipantDefined(final ParticipantDefinedDecoder event) {
        keep(event.buffer(), event.offset());
        answer(event.commandNumber());
    }

    @Override
    public void onSessionDefined(final SessionDefinedDecoder event) {
        keep(event.buffer(), event.offset());
        answer(event.commandNumber());
    }

    @Override
    public void onInstrumentDefined(final InstrumentDefinedDecoder event) {
        keep(event.buffer(), event.offset());
        answer(event.commandNumber());
    }
}
