package io.everbook.engine.reference;

import java.util.ArrayList;
import java.util.List;

import static io.everbook.engine.reference.CommandBytes.NULL;
import static io.everbook.engine.reference.CommandBytes.NULL_ENUM;

/**
 * Random order commands near the touch, with the field values that venues get wrong: off tick, off lot, just beyond
 * limits, overflowing, by ids of finished and of others' orders.
 */
final class OrderGenerator {
    private static final int USUAL_PRICE = 100;

    private final Chance chance;
    private final ReferenceState state;
    private long clientIds;

    OrderGenerator(final Chance chance, final ReferenceState state) {
        this.chance = chance;
        this.state = state;
    }

    CommandBytes enter(final ReferenceSession session, final int instrument, final long validUntilNs) {
        final boolean market = chance.percent(10);
        final int timeInForce = chance.oneOf(1, 1, 1, 1, 1, 3, 4);
        final boolean postOnly = (timeInForce == 1 && !market) ? chance.percent(15) : chance.percent(2);
        return CommandBytes.of(CommandBytes.NEW_ORDER, session.id, instrument, validUntilNs)
            .put(48, clientId(session))
            .putI64(64, market != chance.percent(2) ? NULL : price(instrument))
            .putI64(72, quantity(instrument))
            .putU8(80, rarely(0, 3, 1 + chance.below(2)))
            .putU8(81, rarely(0, 3, market ? 1 : 2))
            .putU8(82, rarely(2, 5, timeInForce))
            .putU8(83, rarely(2, 3, postOnly ? 1 : 0));
    }

    private int rarely(final int below, final int above, final int usual) {
        return chance.below(300) > 0 ? usual : chance.oneOf(below, above, 4, NULL_ENUM);
    }

    CommandBytes cancel(final Target target, final long validUntilNs) {
        return CommandBytes.of(CommandBytes.CANCEL_ORDER, target.sender.id, target.instrument, validUntilNs)
            .putI64(48, target.orderId).put(56, target.clientId);
    }

    CommandBytes amend(final Target target, final long validUntilNs) {
        return CommandBytes.of(CommandBytes.AMEND_ORDER, target.sender.id, target.instrument, validUntilNs)
            .putI64(48, target.orderId).put(56, target.clientId)
            .put(72, chance.percent(80) ? ClientId.NONE : clientId(target.sender))
            .putI64(88, amendedPrice(target))
            .putI64(96, amendedQuantity(target));
    }

    CommandBytes massCancel(final ReferenceSession session, final long validUntilNs) {
        final int instrument = chance.percent(50) ? 0 : chance.percent(90) ? instrument() : chance.below(9);
        final int other = chance.percent(92) ? chance.oneOf(state.sessions.keySet()) : chance.between(-1, 99);
        return CommandBytes.of(CommandBytes.MASS_CANCEL, session.id, instrument, validUntilNs)
            .putI32(48, chance.percent(40) ? 0 : other)
            .putU8(52, chance.oneOf(1, 2, NULL_ENUM));
    }

    int instrument() {
        return state.instruments.isEmpty() || chance.percent(2) ? chance.between(-1, 9)
            : chance.oneOf(state.instruments.keySet());
    }

    private ClientId clientId(final ReferenceSession session) {
        final int dice = chance.below(100);
        if (dice < 2) {
            return ClientId.NONE;
        }
        if (dice < 5 && !session.orders.isEmpty()) {
            return chance.oneOf(session.orders).clientId;
        }
        if (dice < 30) {
            return new ClientId(0, 1 + chance.below(40));
        }
        return dice < 32 ? new ClientId(chance.extreme(), chance.extreme()) : new ClientId(++clientIds, session.id);
    }

    private long price(final int id) {
        final ReferenceInstrument instrument = state.instruments.get(id);
        if (instrument == null || chance.percent(2)) {
            return chance.extreme();
        }
        if (chance.percent(3)) {
            return chance.oneOf(List.of(instrument.minPrice, instrument.minPrice - instrument.tickSize,
                instrument.maxPrice, instrument.maxPrice + instrument.tickSize));
        }
        final long tick = instrument.tickSize;
        final long middle = Math.floorDiv(middle(instrument), tick) * tick;
        return middle + (chance.below(9) - 4) * tick + (chance.percent(2) ? 1 : 0);
    }

    private static long middle(final ReferenceInstrument instrument) {
        if (!instrument.bids.isEmpty()) {
            return instrument.bids.get(0).price;
        }
        if (!instrument.asks.isEmpty()) {
            return instrument.asks.get(0).price;
        }
        return Math.min(instrument.maxPrice, Math.max(instrument.minPrice, USUAL_PRICE * instrument.tickSize));
    }

    private long quantity(final int id) {
        final ReferenceInstrument instrument = state.instruments.get(id);
        if (instrument == null || chance.percent(2)) {
            return chance.extreme();
        }
        if (chance.percent(3)) {
            return chance.oneOf(List.of(instrument.minQuantity, instrument.minQuantity - instrument.lotSize,
                instrument.maxQuantity, instrument.maxQuantity + instrument.lotSize));
        }
        final long least = (instrument.minQuantity + instrument.lotSize - 1) / instrument.lotSize;
        return (least + chance.below(12)) * instrument.lotSize + (chance.percent(2) ? 1 : 0);
    }

    private long amendedPrice(final Target target) {
        final int dice = chance.below(100);
        if (dice < 40) {
            return NULL;
        }
        return dice < 50 && target.order != null ? target.order.price : price(target.instrument);
    }

    private long amendedQuantity(final Target target) {
        final int dice = chance.below(100);
        if (dice < 30) {
            return NULL;
        }
        if (target.order == null || dice > 90) {
            return quantity(target.instrument);
        }
        if (dice < 40) {
            return target.order.executed;
        }
        return target.order.quantity + (chance.below(9) - 5) * target.order.instrument.lotSize;
    }

    Target target(final ReferenceSession sender) {
        final Target target = new Target(sender);
        final int dice = chance.below(100);
        if (dice < 40 && !sender.orders.isEmpty()) {
            target.byId(chance.oneOf(sender.orders));
        } else if (dice < 75 && !sender.orders.isEmpty()) {
            target.byClientId(chance.oneOf(sender.orders));
        } else if (dice < 80 && !liveOrders().isEmpty()) {
            target.byId(chance.oneOf(liveOrders()));
        } else {
            guess(target, dice);
        }
        target.instrument = target.order == null || chance.percent(3) ? instrument() : target.order.instrument.id;
        return target;
    }

    private void guess(final Target target, final int dice) {
        if (dice < 85) {
            target.orderId = chance.extreme();
        } else if (dice < 94) {
            target.clientId = clientId(target.sender);
        } else {
            target.finished = true;
        }
    }

    private List<ReferenceOrder> liveOrders() {
        final List<ReferenceOrder> orders = new ArrayList<>();
        state.sessions.values().forEach(session -> orders.addAll(session.orders));
        return orders;
    }

    /**
     * The order a cancel or amend is to name, and by which id.
     */
    static final class Target {
        final ReferenceSession sender;
        ReferenceOrder order;
        int instrument;
        long orderId;
        ClientId clientId = ClientId.NONE;
        boolean finished;

        Target(final ReferenceSession sender) {
            this.sender = sender;
        }

        private void byId(final ReferenceOrder named) {
            order = named;
            orderId = named.id;
        }

        private void byClientId(final ReferenceOrder named) {
            order = named;
            clientId = named.clientId;
        }
    }
}
