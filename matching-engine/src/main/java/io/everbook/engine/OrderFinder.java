package io.everbook.engine;

import io.everbook.engine.book.Instrument;
import io.everbook.engine.book.OrderSlab;
import io.everbook.protocol.Reason;

/**
 * Finds the order that a command names: by exchange order id, or, where that is 0, by the session's client order id.
 */
final class OrderFinder {
    private final EngineState state;

    OrderFinder(final EngineState state) {
        this.state = state;
    }

    int find(final IncomingCommand command) {
        final long orderId = command.namedOrderId();
        return orderId != 0
            ? state.findOrder(orderId)
            : state.orders().find(
                command.session().slot(), command.namedClientIdHigh(), command.namedClientIdLow());
    }

    Reason fault(final IncomingCommand command, final Instrument instrument, final int order) {
        if (order == OrderSlab.NONE || state.slab().instrument(order) != instrument.slot()) {
            return Reason.UNKNOWN_ORDER;
        }
        return state.ownerOf(order) == command.session() ? Reason.NONE : Reason.NOT_OWNER;
    }
}
