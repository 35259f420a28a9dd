package io.everbook.engine.reference;

import io.everbook.protocol.EndReason;
import io.everbook.protocol.InstrumentState;
import io.everbook.protocol.Liquidity;
import io.everbook.protocol.OrderType;
import io.everbook.protocol.Reason;
import io.everbook.protocol.Side;
import io.everbook.protocol.TimeInForce;

import java.math.BigInteger;
import java.util.List;

import static io.everbook.engine.reference.CommandBytes.NULL;

/**
 * Orders: entered, cancelled, amended and matched on sorted lists.
 */
class ReferenceTrading {
    private static final int MASS_CANCEL_LIMIT = 10_000;

    private final ReferenceState state;

    ReferenceTrading(final ReferenceState state) {
        this.state = state;
    }

    Outcome enter(final ReferenceSession sender, final CommandBytes c) {
        final ReferenceInstrument instrument = state.instruments.get(c.instrument());
        if (instrument == null) {
            return Outcome.rejected(Reason.UNKNOWN_INSTRUMENT);
        }
        final ReferenceOrder order = orderOf(sender, instrument, c);
        final Reason reason = entryReason(order);
        if (reason != Reason.NONE) {
            return Outcome.rejected(reason);
        }
        state.slots.place(order);
        sender.orders.add(order);
        state.event("OrderAccepted", sender).with("terminal", true).with("commandNumber", c.number())
            .with("orderId", order.id).with("clientOrderId", order.clientId).with("price", order.price)
            .with("quantity", order.quantity).with("instrument", instrument.id).with("side", order.side)
            .with("orderType", order.type).with("timeInForce", order.timeInForce).with("execInst", order.postOnly);
        if (order.timeInForce == TimeInForce.FOK && !couldFill(order)) {
            expire(order, EndReason.FILL_OR_KILL);
        } else {
            match(order);
            settle(order);
        }
        return Outcome.accepted(order.id);
    }

    private static ReferenceOrder orderOf(
        final ReferenceSession sender, final ReferenceInstrument instrument, final CommandBytes c) {
        final ReferenceOrder order = new ReferenceOrder();
        order.session = sender;
        order.instrument = instrument;
        order.clientId = c.clientId(48);
        order.price = c.i64(64);
        order.quantity = c.i64(72);
        order.side = Side.get((short) c.u8(80));
        order.type = OrderType.get((short) c.u8(81));
        order.timeInForce = TimeInForce.get((short) c.u8(82));
        order.postOnly = c.u8(83) == 1;
        return order;
    }

    private Reason entryReason(final ReferenceOrder order) {
        final boolean market = order.type == OrderType.MARKET;
        final boolean pricePresent = order.price != NULL;
        if (order.instrument.state != InstrumentState.CONTINUOUS) {
            return Reason.WRONG_STATE;
        }
        if (order.clientId.isNone()) {
            return Reason.MISSING_CLIENT_ORDER_ID;
        }
        if (order.session.byClientId(order.clientId) != null) {
            return Reason.DUPLICATE_CLIENT_ORDER_ID;
        }
        if (order.quantity < 1 || !market && !pricePresent) {
            return Reason.INVALID_FIELD;
        }
        if (market && (pricePresent || order.postOnly)
            || order.postOnly && order.timeInForce != TimeInForce.GTC) {
            return Reason.INVALID_COMBINATION;
        }
        final Reason filter = filterReason(order.instrument, !market, order.price, true, order.quantity);
        if (filter != Reason.NONE) {
            return filter;
        }
        if (state.slots.isFull()) {
            return Reason.TOO_MANY;
        }
        if (market && order.instrument.opposite(order.side).isEmpty()) {
            return Reason.NO_LIQUIDITY;
        }
        return order.postOnly && wouldTrade(order) ? Reason.POST_ONLY_WOULD_TRADE : Reason.NONE;
    }

    private static Reason filterReason(
        final ReferenceInstrument i, final boolean checkPrice, final long price, final boolean checkQuantity,
        final long quantity) {
        if (checkPrice && price % i.tickSize != 0) {
            return Reason.PRICE_OFF_TICK;
        }
        if (checkQuantity && quantity % i.lotSize != 0) {
            return Reason.QUANTITY_OFF_LOT;
        }
        if (checkPrice && price < i.minPrice) {
            return Reason.PRICE_BELOW_MINIMUM;
        }
        if (checkPrice && price > i.maxPrice) {
            return Reason.PRICE_ABOVE_MAXIMUM;
        }
        if (checkQuantity && quantity < i.minQuantity) {
            return Reason.QUANTITY_BELOW_MINIMUM;
        }
        if (checkQuantity && quantity > i.maxQuantity) {
            return Reason.QUANTITY_ABOVE_MAXIMUM;
        }
        return price != NULL && overflows(price, quantity) ? Reason.NOTIONAL_OVERFLOW : Reason.NONE;
    }

    private static boolean overflows(final long price, final long quantity) {
        return BigInteger.valueOf(price).multiply(BigInteger.valueOf(quantity)).bitLength() > 63;
    }

    private static boolean wouldTrade(final ReferenceOrder order) {
        final List<ReferenceOrder> makers = order.instrument.opposite(order.side);
        return !makers.isEmpty() && order.crosses(makers.get(0));
    }

    private static boolean couldFill(final ReferenceOrder order) {
        return order.instrument.opposite(order.side).stream().filter(order::crosses)
            .map(maker -> BigInteger.valueOf(maker.leaves())).reduce(BigInteger.ZERO, BigInteger::add)
            .compareTo(BigInteger.valueOf(order.leaves())) >= 0;
    }

    private void match(final ReferenceOrder taker) {
        while (taker.leaves() > 0 && wouldTrade(taker)) {
            final ReferenceOrder maker = taker.instrument.opposite(taker.side).get(0);
            trade(taker, maker, Math.min(taker.leaves(), maker.leaves()));
            if (maker.leaves() == 0) {
                remove(maker);
            }
        }
    }

    private void trade(final ReferenceOrder taker, final ReferenceOrder maker, final long quantity) {
        taker.instrument.lastTradeId++;
        taker.executed += quantity;
        maker.executed += quantity;
        executed(taker, maker.price, quantity, Liquidity.TAKER);
        executed(maker, maker.price, quantity, Liquidity.MAKER);
    }

    private void executed(
        final ReferenceOrder order, final long price, final long quantity, final Liquidity liquidity) {
        state.event("OrderExecuted", order.session).with("tradeId", order.instrument.lastTradeId)
            .with("orderId", order.id).with("clientOrderId", order.clientId)
            .with("price", price).with("quantity", quantity)
            .with("leavesQuantity", order.leaves()).with("executedQuantity", order.executed)
            .with("instrument", order.instrument.id).with("side", order.side).with("liquidity", liquidity);
    }

    private void settle(final ReferenceOrder order) {
        if (order.leaves() == 0) {
            remove(order);
        } else if (order.type == OrderType.MARKET) {
            expire(order, EndReason.MARKET_REMAINDER);
        } else if (order.timeInForce == TimeInForce.IOC) {
            expire(order, EndReason.IMMEDIATE_OR_CANCEL);
        } else {
            final List<ReferenceOrder> side = order.instrument.side(order.side);
            side.add(positionOf(order, side), order);
        }
    }

    /**
     * Where a new order stands among those of its side: behind all that are better priced, and behind all of its price.
     */
    int positionOf(final ReferenceOrder order, final List<ReferenceOrder> side) {
        int position = 0;
        while (position < side.size() && !order.betterThan(side.get(position))) {
            position++;
        }
        return position;
    }

    private void expire(final ReferenceOrder order, final EndReason reason) {
        state.event("OrderExpired", order.session).with("orderId", order.id)
            .with("clientOrderId", order.clientId).with("price", order.price).with("quantity", order.leaves())
            .with("executedQuantity", order.executed).with("instrument", order.instrument.id)
            .with("side", order.side).with("reason", reason);
        remove(order);
    }

    private void remove(final ReferenceOrder order) {
        order.instrument.side(order.side).remove(order);
        order.session.orders.remove(order);
        state.slots.free(order);
    }

    private Event cancel(final ReferenceOrder order, final long commandNumber, final EndReason reason) {
        final Event event = state.event("OrderCancelled", order.session).with("commandNumber", commandNumber)
            .with("orderId", order.id).with("clientOrderId", order.clientId).with("price", order.price)
            .with("quantity", order.leaves()).with("executedQuantity", order.executed)
            .with("instrument", order.instrument.id).with("side", order.side).with("reason", reason);
        remove(order);
        return event;
    }

    Outcome cancel(final ReferenceSession sender, final CommandBytes c) {
        final Reason reason = namingReason(sender, c);
        if (reason != Reason.NONE) {
            return Outcome.rejected(reason);
        }
        final ReferenceOrder order = named(sender, c);
        cancel(order, c.number(), EndReason.REQUESTED).with("terminal", true);
        return Outcome.accepted(order.id);
    }

    private Reason namingReason(final ReferenceSession sender, final CommandBytes c) {
        if (!state.instruments.containsKey(c.instrument())) {
            return Reason.UNKNOWN_INSTRUMENT;
        }
        final ReferenceOrder order = named(sender, c);
        if (order == null || order.instrument.id != c.instrument()) {
            return Reason.UNKNOWN_ORDER;
        }
        return order.session == sender ? Reason.NONE : Reason.NOT_OWNER;
    }

    private ReferenceOrder named(final ReferenceSession sender, final CommandBytes c) {
        final long orderId = c.i64(48);
        if (orderId == 0) {
            return sender.byClientId(c.clientId(56));
        }
        return state.sessions.values().stream().flatMap(session -> session.orders.stream())
            .filter(order -> order.id == orderId).findFirst().orElse(null);
    }

    Outcome amend(final ReferenceSession sender, final CommandBytes c) {
        final Reason naming = namingReason(sender, c);
        if (naming != Reason.NONE) {
            return Outcome.rejected(naming);
        }
        final ReferenceOrder order = named(sender, c);
        final ClientId clientId = c.clientId(72).isNone() ? order.clientId : c.clientId(72);
        final long price = c.i64(88) == NULL ? order.price : c.i64(88);
        final long total = c.i64(96) == NULL ? order.quantity : c.i64(96);
        final Reason reason = amendReason(order, clientId, price, total);
        if (reason != Reason.NONE) {
            return Outcome.rejected(reason);
        }
        if (total <= order.executed) {
            cancel(order, c.number(), EndReason.AMENDED_BELOW_EXECUTED).with("terminal", true);
        } else {
            amend(order, c.number(), clientId, price, total);
        }
        return Outcome.accepted(order.id);
    }

    private static Reason amendReason(
        final ReferenceOrder order, final ClientId clientId, final long price, final long total) {
        final boolean priceChanges = price != order.price;
        final boolean totalChanges = total != order.quantity;
        if (order.instrument.state != InstrumentState.CONTINUOUS && (priceChanges || total > order.quantity)) {
            return Reason.WRONG_STATE;
        }
        final ReferenceOrder holder = order.session.byClientId(clientId);
        if (holder != null && holder != order) {
            return Reason.DUPLICATE_CLIENT_ORDER_ID;
        }
        if (total < 1) {
            return Reason.INVALID_FIELD;
        }
        if (priceChanges || totalChanges) {
            final Reason filter = filterReason(order.instrument, priceChanges, price, totalChanges, total);
            if (filter != Reason.NONE) {
                return filter;
            }
        }
        return order.postOnly && total > order.executed && wouldTrade(priced(order, price))
            ? Reason.POST_ONLY_WOULD_TRADE : Reason.NONE;
    }

    private static ReferenceOrder priced(final ReferenceOrder order, final long price) {
        final ReferenceOrder probe = new ReferenceOrder();
        probe.instrument = order.instrument;
        probe.side = order.side;
        probe.type = order.type;
        probe.price = price;
        return probe;
    }

    private void amend(
        final ReferenceOrder order, final long number, final ClientId clientId, final long price, final long total) {
        final boolean kept = price == order.price && total <= order.quantity;
        order.clientId = clientId;
        order.price = price;
        order.quantity = total;
        state.event("OrderAmended", order.session).with("terminal", true).with("commandNumber", number)
            .with("orderId", order.id).with("clientOrderId", clientId).with("price", price)
            .with("quantity", total).with("leavesQuantity", order.leaves())
            .with("instrument", order.instrument.id).with("side", order.side).with("priorityKept", kept);
        if (!kept) {
            order.instrument.side(order.side).remove(order);
            match(order);
            settle(order);
        }
    }

    Outcome massCancel(final ReferenceSession sender, final CommandBytes c) {
        final ReferenceSession target = state.sessions.get(c.i32(48) == 0 ? sender.id : c.i32(48));
        final List<ReferenceOrder> matching = target.orders.stream()
            .filter(order -> c.instrument() == 0 || order.instrument.id == c.instrument())
            .filter(order -> c.u8(52) == CommandBytes.NULL_ENUM || order.side.value() == c.u8(52))
            .toList();
        final List<ReferenceOrder> ended = matching.subList(0, Math.min(matching.size(), MASS_CANCEL_LIMIT));
        ended.forEach(order -> cancel(order, target == sender ? c.number() : 0, EndReason.MASS_CANCEL));
        state.event("MassCancelled", sender).with("terminal", true).with("commandNumber", c.number())
            .with("cancelled", ended.size()).with("remaining", matching.size() - ended.size());
        return Outcome.accepted(0);
    }
}
