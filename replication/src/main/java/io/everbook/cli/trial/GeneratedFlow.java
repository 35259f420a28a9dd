package io.everbook.cli.trial;

import io.everbook.api.AmendOrder;
import io.everbook.api.CancelOrder;
import io.everbook.api.Command;
import io.everbook.api.NewOrder;
import io.everbook.protocol.Side;
import io.everbook.protocol.TimeInForce;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Order flow from a seed: limit orders around a wandering touch, immediate-or-cancel and market orders, amends,
 * cancels (of finished orders too), and some commands that must be rejected. A function of seed and session alone;
 * what the exchange answers does not change it.
 */
public final class GeneratedFlow implements OrderFlow {
    private static final int LIVE_TARGET = 64;
    private static final long START = 10_000;
    private final NewOrder newOrder = new NewOrder();
    private final CancelOrder cancel = new CancelOrder();
    private final AmendOrder amend = new AmendOrder();
    private final List<Entered> entered = new ArrayList<>();
    private final SplittableRandom random;
    private final SplittableRandom wander;
    private final int session;
    private final long[] touch = new long[FlowInstruments.GENERATED];
    private long lastTag;
    private long tag;
    private long steps;
    private int lastInstrument;
    private Side lastSide;

    private record Entered(long tag, int instrument, Side side, long price, long quantity) {
    }

    /**
     * Creates the flow of one session.
     *
     * @param seed    of the run: sessions of one seed share the wandering touch, so that they trade with each other.
     * @param session whose flow it is.
     */
    public GeneratedFlow(final long seed, final int session) {
        this.random = new SplittableRandom(seed * 31 + session);
        this.wander = new SplittableRandom(seed);
        this.session = session;
        this.lastTag = (long) session << 32;
        Arrays.fill(touch, START);
    }

    @Override
    public Command<?> next() {
        tag = 0;
        wander();
        final int dice = random.nextInt(100);
        if (dice < 3) {
            return rejected();
        }
        if (entered.size() > LIVE_TARGET) {
            return cancel(entered.remove(0));
        }
        if (entered.isEmpty() || dice < 66) {
            return order(dice);
        }
        return dice < 80 ? amend() : cancel(entered.remove(random.nextInt(entered.size())));
    }

    @Override
    public long tag() {
        return tag;
    }

    private void wander() {
        if (++steps % 8 == 0) {
            final int which = wander.nextInt(FlowInstruments.GENERATED);
            final long moved = touch[which] + (wander.nextInt(5) - 2) * FlowInstruments.TICK;
            touch[which] = Math.max(START / 2, Math.min(START * 2, moved));
        }
    }

    private NewOrder order(final int dice) {
        final int which = random.nextInt(FlowInstruments.GENERATED);
        final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        final long away = (random.nextInt(24) - 2) * FlowInstruments.TICK;
        final long price = touch[which] + (side == Side.BUY ? -away : away);
        final long quantity = (1 + random.nextInt(20)) * FlowInstruments.LOT;
        newOrder(which + FlowInstruments.GENERATED_FIRST, side, price, quantity);
        return shaped(dice, price, quantity);
    }

    private NewOrder shaped(final int dice, final long price, final long quantity) {
        if (dice < 9) {
            return newOrder.market().timeInForce(TimeInForce.IOC);
        }
        if (dice < 18) {
            return newOrder.timeInForce(dice < 15 ? TimeInForce.IOC : TimeInForce.FOK);
        }
        entered.add(new Entered(tag, lastInstrument, lastSide, price, quantity));
        return newOrder.postOnly(dice < 23);
    }

    private void newOrder(final int instrument, final Side side, final long price, final long quantity) {
        lastInstrument = instrument;
        lastSide = side;
        tag = ++lastTag;
        newOrder.instrument(instrument).clientOrderId(session, tag).side(side).limit(price).quantity(quantity)
            .timeInForce(TimeInForce.GTC).postOnly(false);
    }

    private CancelOrder cancel(final Entered order) {
        return cancel.instrument(order.instrument).clientOrderId(session, order.tag);
    }

    private AmendOrder amend() {
        final Entered order = entered.get(random.nextInt(entered.size()));
        amend.keepPriceAndQuantity().instrument(order.instrument).clientOrderId(session, order.tag);
        if (random.nextBoolean()) {
            final long away = random.nextInt(6) * FlowInstruments.TICK;
            final long touched = touch[order.instrument - FlowInstruments.GENERATED_FIRST];
            return amend.price(touched + (order.side == Side.BUY ? -away : away));
        }
        return amend.quantity((1 + random.nextInt(25)) * FlowInstruments.LOT);
    }

    private Command<?> rejected() {
        final long price = touch[0];
        newOrder(FlowInstruments.GENERATED_FIRST, Side.BUY, price, FlowInstruments.LOT);
        return switch (random.nextInt(5)) {
            case 0 -> newOrder.limit(price + 1);
            case 1 -> newOrder.quantity(FlowInstruments.LOT + 1);
            case 2 -> newOrder.quantity(FlowInstruments.MAX_QUANTITY + FlowInstruments.LOT);
            case 3 -> newOrder.instrument(FlowInstruments.UNKNOWN);
            default -> unknownOrder();
        };
    }

    private CancelOrder unknownOrder() {
        tag = 0;
        return cancel.instrument(FlowInstruments.GENERATED_FIRST).clientOrderId(session, Long.MAX_VALUE);
    }
}
