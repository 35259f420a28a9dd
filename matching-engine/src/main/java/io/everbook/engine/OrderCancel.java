package io.everbook.engine;

import io.everbook.engine.book.Instrument;
import io.everbook.protocol.EndReason;
import io.everbook.protocol.Reason;

/**
 * Cancels of single orders, which no instrument state refuses.
 */
final class OrderCancel {
    private final EngineState state;
    private final OrderFinder finder;
    private final EventPublisher publisher;

    OrderCancel(final EngineState state, final OrderFinder finder, final EventPublisher publisher) {
        this.state = state;
        this.finder = finder;
        this.publisher = publisher;
    }

    Reason cancel(final IncomingCommand command) {
        final Instrument instrument = state.instruments().find(command.instrument());
        if (instrument == null) {
            return Reason.UNKNOWN_INSTRUMENT;
        }
        final int order = finder.find(command);
        final Reason reason = finder.fault(command, instrument, order);
        if (reason == Reason.NONE) {
            end(command, instrument, order, EndReason.REQUESTED);
        }
        return reason;
    }

    /** Ends a resting order as the command's response. */
    void end(
        final IncomingCommand command, final Instrument instrument, final int order, final EndReason reason) {
        command.orderId(state.orderId(order));
        publisher.cancelledInResponse(command, order, reason);
        instrument.book().remove(order);
        state.orders().end(order);
    }
}
