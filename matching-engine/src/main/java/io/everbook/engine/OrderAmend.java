package io.everbook.engine;

import io.everbook.engine.book.Instrument;
import io.everbook.engine.book.OrderSlab;
import io.everbook.engine.book.Orders;
import io.everbook.engine.match.Matcher;
import io.everbook.protocol.AmendOrderDecoder;
import io.everbook.protocol.EndReason;
import io.everbook.protocol.Reason;

/**
 * Amends by CME's table (AMD-1, AMD-2): a change of price or a larger quantity loses priority and may trade, everything
 * else keeps it. A refused amend leaves the order untouched.
 */
final class OrderAmend {
    private static final long KEEP_PRICE = AmendOrderDecoder.priceNullValue();
    private static final long KEEP_QUANTITY = AmendOrderDecoder.quantityNullValue();

    private final EngineState state;
    private final Orders orders;
    private final OrderSlab slab;
    private final OrderFinder finder;
    private final OrderCancel canceller;
    private final Matcher matcher;
    private final EventPublisher publisher;
    private final AmendOrderDecoder decoder = new AmendOrderDecoder();
    private long price;
    private long quantity;
    private boolean priceChanges;
    private boolean quantityChanges;

    OrderAmend(
        final EngineState state,
        final OrderFinder finder,
        final OrderCancel canceller,
        final Matcher matcher,
        final EventPublisher publisher) {
        this.state = state;
        this.orders = state.orders();
        this.slab = orders.slab();
        this.finder = finder;
        this.canceller = canceller;
        this.matcher = matcher;
        this.publisher = publisher;
    }

    Reason amend(final IncomingCommand command) {
        final Instrument instrument = state.instruments().find(command.instrument());
        if (instrument == null) {
            return Reason.UNKNOWN_INSTRUMENT;
        }
        final int order = finder.find(command);
        Reason reason = finder.fault(command, instrument, order);
        if (reason == Reason.NONE) {
            decode(command, order);
            reason = fault(command, instrument, order);
        }
        if (reason == Reason.NONE) {
            change(command, instrument, order);
        }
        return reason;
    }

    private void decode(final IncomingCommand command, final int order) {
        decoder.wrap(command.buffer(), command.bodyOffset(), AmendOrderDecoder.BLOCK_LENGTH, 1);
        price = decoder.price() == KEEP_PRICE ? slab.price(order) : decoder.price();
        quantity = decoder.quantity() == KEEP_QUANTITY ? slab.quantity(order) : decoder.quantity();
        priceChanges = price != slab.price(order);
        quantityChanges = quantity != slab.quantity(order);
    }

    private Reason fault(final IncomingCommand command, final Instrument instrument, final int order) {
        if (!instrument.isContinuous() && losesPriority(order)) {
            return Reason.WRONG_STATE;
        }
        Reason reason = clientIdFault(command, order);
        if (reason == Reason.NONE) {
            reason = fieldsFault(instrument);
        }
        if (reason == Reason.NONE) {
            reason = filtersFault(instrument);
        }
        return reason == Reason.NONE ? postOnlyFault(instrument, order) : reason;
    }

    private Reason clientIdFault(final IncomingCommand command, final int order) {
        if (!renames()) {
            return Reason.NONE;
        }
        final int named = orders.find(
            command.session().slot(), decoder.newClientOrderId().high(), decoder.newClientOrderId().low());
        return named == OrderSlab.NONE || named == order ? Reason.NONE : Reason.DUPLICATE_CLIENT_ORDER_ID;
    }

    private Reason fieldsFault(final Instrument instrument) {
        if (quantity < 1) {
            return Reason.INVALID_FIELD;
        }
        final Reason reason = priceChanges ? instrument.tickFault(price) : Reason.NONE;
        return reason == Reason.NONE && quantityChanges ? instrument.lotFault(quantity) : reason;
    }

    private Reason filtersFault(final Instrument instrument) {
        Reason reason = priceChanges ? instrument.priceFault(price) : Reason.NONE;
        if (reason == Reason.NONE && quantityChanges) {
            reason = instrument.quantityFault(quantity);
        }
        return reason == Reason.NONE ? Instrument.notionalFault(price, quantity) : reason;
    }

    private Reason postOnlyFault(final Instrument instrument, final int order) {
        final boolean trades = slab.isPostOnly(order)
            && quantity > slab.executed(order)
            && losesPriority(order)
            && matcher.wouldTrade(instrument, slab.side(order), price);
        return trades ? Reason.POST_ONLY_WOULD_TRADE : Reason.NONE;
    }

    private void change(final IncomingCommand command, final Instrument instrument, final int order) {
        if (quantity <= slab.executed(order)) {
            canceller.end(command, instrument, order, EndReason.AMENDED_BELOW_EXECUTED);
            return;
        }
        command.orderId(state.orderId(order));
        if (renames()) {
            orders.rename(order, decoder.newClientOrderId().high(), decoder.newClientOrderId().low());
        }
        if (losesPriority(order)) {
            reenter(command, instrument, order);
        } else {
            instrument.book().lower(order, quantity);
            publisher.amended(command, order, true);
        }
    }

    private void reenter(final IncomingCommand command, final Instrument instrument, final int order) {
        instrument.book().remove(order);
        slab.terms(order, price, quantity, quantity - slab.executed(order));
        publisher.amended(command, order, false);
        matcher.match(instrument, order);
        if (slab.leaves(order) == 0) {
            orders.end(order);
        } else {
            instrument.book().rest(order);
        }
    }

    private boolean losesPriority(final int order) {
        return priceChanges || quantity > slab.quantity(order);
    }

    private boolean renames() {
        return (decoder.newClientOrderId().high() | decoder.newClientOrderId().low()) != 0;
    }
}
