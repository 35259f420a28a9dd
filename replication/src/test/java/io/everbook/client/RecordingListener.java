package io.everbook.client;

import io.everbook.api.EventListener;
import io.everbook.protocol.AlreadyDecidedDecoder;
import io.everbook.protocol.CommandRefusedDecoder;
import io.everbook.protocol.CommandRejectedDecoder;
import io.everbook.protocol.LogonAcceptedDecoder;
import io.everbook.protocol.OrderAcceptedDecoder;
import io.everbook.protocol.OrderExecutedDecoder;
import io.everbook.protocol.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the numbers of what it is given.
 */
class RecordingListener implements EventListener {
    final List<Long> events = new ArrayList<>();
    final List<Long> answered = new ArrayList<>();
    final List<Long> alreadyDecided = new ArrayList<>();
    final List<Reason> refused = new ArrayList<>();
    int logons;

    @Override
    public void onLogonAccepted(final LogonAcceptedDecoder event) {
        logons++;
    }

    @Override
    public void onCommandRefused(final CommandRefusedDecoder event) {
        refused.add(event.reason());
    }

    @Override
    public void onAlreadyDecided(final AlreadyDecidedDecoder event) {
        alreadyDecided.add(event.commandNumber());
    }

    @Override
    public void onOrderAccepted(final OrderAcceptedDecoder event) {
        events.add(event.header().eventNumber());
        answered.add(event.commandNumber());
    }

    @Override
    public void onCommandRejected(final CommandRejectedDecoder event) {
        events.add(event.header().eventNumber());
        answered.add(event.commandNumber());
    }

    @Override
    public void onOrderExecuted(final OrderExecutedDecoder event) {
        events.add(event.header().eventNumber());
    }
}
