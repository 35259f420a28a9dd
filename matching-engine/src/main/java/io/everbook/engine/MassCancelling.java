package io.everbook.engine;

import io.everbook.engine.book.OrderSlab;
import io.everbook.engine.book.Orders;
import io.everbook.engine.session.Session;
import io.everbook.protocol.EndReason;
import io.everbook.protocol.MassCancelDecoder;
import io.everbook.protocol.Reason;
import io.everbook.protocol.Side;

/**
 * Mass cancels (MAS-1): a session's orders, of one instrument or all, of one side or both, the oldest first, at most
 * 10,000 a command, with what remains told (SEQ-5).
 */
final class MassCancelling {
    static final int MOST = 10_000;

    private static final int BOTH_SIDES = Side.NULL_VAL.value();

    private final EngineState state;
    private final Orders orders;
    private final OrderSlab slab;
    private final EventPublisher publisher;
    private final DefinitionPublisher totals;
    private final MassCancelDecoder decoder = new MassCancelDecoder();

    MassCancelling(final EngineState state, final EventPublisher publisher, final DefinitionPublisher totals) {
        this.state = state;
        this.orders = state.orders();
        this.slab = orders.slab();
        this.publisher = publisher;
        this.totals = totals;
    }

    /** What the role check of the template leaves open: whose orders they are. */
    Reason authorityFault(final IncomingCommand command) {
        decode(command);
        final Session sender = command.session();
        final Session target = target(sender);
        if (target == null) {
            return Reason.UNKNOWN_SESSION;
        }
        return target == sender || sender.hasAnyOf(rolesFor(sender, target)) ? Reason.NONE : Reason.NOT_AUTHORISED;
    }

    Reason cancel(final IncomingCommand command) {
        decode(command);
        if (command.instrument() != 0 && state.instruments().find(command.instrument()) == null) {
            return Reason.UNKNOWN_INSTRUMENT;
        }
        sweep(command, target(command.session()));
        return Reason.NONE;
    }

    private void sweep(final IncomingCommand command, final Session target) {
        int cancelled = 0;
        int remaining = 0;
        int order = orders.firstOf(target.slot());
        while (order != OrderSlab.NONE) {
            final int next = orders.nextOfSession(order);
            if (isMeant(command, order)) {
                if (cancelled < MOST) {
                    cancelled++;
                    end(command, order);
                } else {
                    remaining++;
                }
            }
            order = next;
        }
        totals.massCancelled(command, cancelled, remaining);
    }

    private void end(final IncomingCommand command, final int order) {
        publisher.cancelled(command, order, EndReason.MASS_CANCEL);
        state.instruments().at(slab.instrument(order)).book().remove(order);
        orders.end(order);
    }

    private boolean isMeant(final IncomingCommand command, final int order) {
        final int side = decoder.sideRaw();
        final int instrument = command.instrument();
        return (side == BOTH_SIDES || side == slab.side(order))
            && (instrument == 0 || instrument == state.instruments().at(slab.instrument(order)).id());
    }

    private void decode(final IncomingCommand command) {
        decoder.wrap(command.buffer(), command.bodyOffset(), MassCancelDecoder.BLOCK_LENGTH, 1);
    }

    private Session target(final Session sender) {
        return decoder.targetSession() == 0 ? sender : state.sessions().find(decoder.targetSession());
    }

    private static int rolesFor(final Session sender, final Session target) {
        final int anyone = Role.MARKET_OPS | Role.SYSTEM;
        return sender.participant() == target.participant() ? anyone | Role.RISK : anyone;
    }
}
