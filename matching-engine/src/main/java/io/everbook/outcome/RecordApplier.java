package io.everbook.outcome;

import io.everbook.api.EventDispatcher;
import io.everbook.api.EventListener;
import io.everbook.api.JournalRecord;
import io.everbook.protocol.CommandRejectedDecoder;
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
import io.everbook.protocol.OutcomeStatus;
import io.everbook.protocol.ParticipantDefinedDecoder;
import io.everbook.protocol.SessionDefinedDecoder;

/**
 * Applies records to the maps of a generation, event by event. Whoever opens the same records under the same settings
 * gets the same maps. Not thread safe; allocates nothing from record to record.
 */
final class RecordApplier {
    private final EventDispatcher dispatcher = new EventDispatcher();
    private final Events events = new Events();
    private final SessionWriter sessions;
    private final OutcomeWriter outcomes;
    private final OrderWriter orders;
    private final TradeWriter trades;

    RecordApplier(
        final Generation generation,
        final EndedOrders ended,
        final OutcomeConfig config,
        final boolean fromGenesis) {
        sessions = new SessionWriter(generation.sessions());
        outcomes = new OutcomeWriter(generation.outcomes(), sessions, config.outcomesPerSession());
        orders = new OrderWriter(generation, ended, config.endedOrdersKeptNs(), fromGenesis);
        trades = new TradeWriter(generation.trades(), config.tradesPerInstrument());
    }

    void apply(final JournalRecord record) {
        outcomes.begin(record);
        dispatcher.dispatchAll(record.buffer(), record.eventsOffset(), record.eventsLength(), events);
        orders.endOfRecord(record.timeNs());
    }

    private final class Events implements EventListener {
        @Override
        public void onLogonAccepted(final LogonAcceptedDecoder event) {
            sessions.loggedOn(event);
        }

        @Override
        public void onCommandRejected(final CommandRejectedDecoder event) {
            outcomes.rejected(event.header(), event.commandNumber(), event.orderId(), event.reason());
        }

        @Override
        public void onOrderAccepted(final OrderAcceptedDecoder event) {
            outcomes.decided(event.header(), event.commandNumber(), event.orderId(), OutcomeStatus.NEW);
            orders.accepted(event);
        }

        @Override
        public void onOrderExecuted(final OrderExecutedDecoder event) {
            orders.executed(event);
            trades.executed(event);
        }

        @Override
        public void onOrderCancelled(final OrderCancelledDecoder event) {
            if (event.header().flags().terminal()) {
                outcomes.decided(event.header(), event.commandNumber(), event.orderId(), OutcomeStatus.CANCELLED);
            }
            orders.cancelled(event);
        }

        @Override
        public void onOrderExpired(final OrderExpiredDecoder event) {
            orders.expired(event);
        }

        @Override
        public void onOrderAmended(final OrderAmendedDecoder event) {
            outcomes.decided(event.header(), event.commandNumber(), event.orderId(), OutcomeStatus.AMENDED);
            orders.amended(event);
        }

        @Override
        public void onMassCancelled(final MassCancelledDecoder event) {
            outcomes.decided(event.header(), event.commandNumber(), 0, OutcomeStatus.DONE);
        }

        @Override
        public void onParticipantDefined(final ParticipantDefinedDecoder event) {
            outcomes.decided(event.header(), event.commandNumber(), 0, OutcomeStatus.DONE);
        }

        @Override
        public void onSessionDefined(final SessionDefinedDecoder event) {
            outcomes.decided(event.header(), event.commandNumber(), 0, OutcomeStatus.DONE);
            sessions.defined(event);
        }

        @Override
        public void onInstrumentDefined(final InstrumentDefinedDecoder event) {
            outcomes.decided(event.header(), event.commandNumber(), 0, OutcomeStatus.DONE);
        }

        @Override
        public void onInstrumentStateChanged(final InstrumentStateChangedDecoder event) {
            outcomes.decided(event.header(), event.commandNumber(), 0, OutcomeStatus.DONE);
        }

        @Override
        public void onLogicVersionChanged(final LogicVersionChangedDecoder event) {
            outcomes.decided(event.header(), event.commandNumber(), 0, OutcomeStatus.DONE);
        }
    }
}
