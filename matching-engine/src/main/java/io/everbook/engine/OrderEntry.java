package io.everbook.engine;

import io.everbook.engine.book.Instrument;
import io.everbook.engine.book.OrderSlab;
import io.everbook.engine.book.Orders;
import io.everbook.engine.match.Matcher;
import io.everbook.protocol.EndReason;
import io.everbook.protocol.NewOrderDecoder;
import io.everbook.protocol.OrderType;
import io.everbook.protocol.Reason;
import io.everbook.protocol.TimeInForce;

/**
 * New orders: checked in the order of SEQ-2, then accepted, matched, and rested or expired by their terms (LIM-1,
 * MKT-1, TIF-1, PST-1).
 */
final class OrderEntry {
    private static final long NO_PRICE = NewOrderDecoder.priceNullValue();

    private final EngineState state;
    private final Orders orders;
    private final OrderSlab slab;
    private final Matcher matcher;
    private final EventPublisher publisher;
    private final NewOrderDecoder decoder = new NewOrderDecoder();

    OrderEntry(final EngineState state, final Matcher matcher, final EventPublisher publisher) {
        this.state = state;
        this.orders = state.orders();
        this.slab = orders.slab();
        this.matcher = matcher;
        this.publisher = publisher;
    }

    Reason enter(final IncomingCommand command) {
        final Instrument instrument = state.instruments().find(command.instrument());
        if (instrument == null) {
            return Reason.UNKNOWN_INSTRUMENT;
        }
        decoder.wrap(command.buffer(), command.bodyOffset(), NewOrderDecoder.BLOCK_LENGTH, 1);
        final Reason reason = fault(command, instrument);
        if (reason == Reason.NONE) {
            final int order = accept(command, instrument);
            execute(instrument, order);
        }
        return reason;
    }

    private Reason fault(final IncomingCommand command, final Instrument instrument) {
        Reason reason = instrument.isContinuous() ? clientIdFault(command) : Reason.WRONG_STATE;
        if (reason == Reason.NONE) {
            reason = fieldsFault();
        }
        if (reason == Reason.NONE) {
            reason = gridFault(instrument);
        }
        if (reason == Reason.NONE) {
            reason = filtersFault(instrument);
        }
        return reason == Reason.NONE ? bookFault(instrument) : reason;
    }

    private Reason clientIdFault(final IncomingCommand command) {
        final long high = command.namedClientIdHigh();
        final long low = command.namedClientIdLow();
        if ((high | low) == 0) {
            return Reason.MISSING_CLIENT_ORDER_ID;
        }
        final boolean taken = orders.find(command.session().slot(), high, low) != OrderSlab.NONE;
        return taken ? Reason.DUPLICATE_CLIENT_ORDER_ID : Reason.NONE;
    }

    private Reason fieldsFault() {
        final boolean hasPrice = decoder.price() != NO_PRICE;
        if (decoder.quantity() < 1 || !isMarket() && !hasPrice) {
            return Reason.INVALID_FIELD;
        }
        final boolean excluded = isMarket()
            ? hasPrice || isPostOnly()
            : isPostOnly() && decoder.timeInForceRaw() != TimeInForce.GTC.value();
        return excluded ? Reason.INVALID_COMBINATION : Reason.NONE;
    }

    private Reason gridFault(final Instrument instrument) {
        final Reason reason = isMarket() ? Reason.NONE : instrument.tickFault(decoder.price());
        return reason == Reason.NONE ? instrument.lotFault(decoder.quantity()) : reason;
    }

    private Reason filtersFault(final Instrument instrument) {
        if (isMarket()) {
            return instrument.quantityFault(decoder.quantity());
        }
        Reason reason = instrument.priceFault(decoder.price());
        if (reason == Reason.NONE) {
            reason = instrument.quantityFault(decoder.quantity());
        }
        return reason == Reason.NONE ? Instrument.notionalFault(decoder.price(), decoder.quantity()) : reason;
    }

    private Reason bookFault(final Instrument instrument) {
        if (!slab.hasRoom()) {
            return Reason.TOO_MANY;
        }
        if (isMarket()) {
            return instrument.book().opposite(decoder.sideRaw()).depth() == 0 ? Reason.NO_LIQUIDITY : Reason.NONE;
        }
        return isPostOnly() && matcher.wouldTrade(instrument, decoder.sideRaw(), decoder.price())
            ? Reason.POST_ONLY_WOULD_TRADE
            : Reason.NONE;
    }

    private int accept(final IncomingCommand command, final Instrument instrument) {
        final int order = slab.allocate();
        slab.owner(order, command.session().slot(), instrument.slot());
        slab.clientId(order, command.namedClientIdHigh(), command.namedClientIdLow());
        slab.terms(order, decoder.price(), decoder.quantity(), decoder.quantity());
        slab.traits(order, decoder.sideRaw(), decoder.timeInForceRaw(), isPostOnly(), isMarket());
        orders.enter(order);
        command.orderId(state.orderId(order));
        publisher.accepted(command, order);
        return order;
    }

    private void execute(final Instrument instrument, final int order) {
        final boolean fillOrKill = slab.timeInForce(order) == TimeInForce.FOK.value();
        if (fillOrKill && !matcher.canFill(instrument, order)) {
            expire(order, EndReason.FILL_OR_KILL);
            return;
        }
        matcher.match(instrument, order);
        if (slab.leaves(order) == 0) {
            orders.end(order);
        } else if (slab.isMarket(order)) {
            expire(order, EndReason.MARKET_REMAINDER);
        } else if (slab.timeInForce(order) == TimeInForce.IOC.value()) {
            expire(order, EndReason.IMMEDIATE_OR_CANCEL);
        } else {
            instrument.book().rest(order);
        }
    }

    private void expire(final int order, final EndReason reason) {
        publisher.expired(order, reason);
        orders.end(order);
    }

    private boolean isMarket() {
        return decoder.orderTypeRaw() == OrderType.MARKET.value();
    }

    private boolean isPostOnly() {
        return decoder.execInst().postOnly();
    }
}
