package io.everbook.outcome;

import io.everbook.api.AmendOrder;
import io.everbook.api.CancelOrder;
import io.everbook.api.ChangeInstrumentState;
import io.everbook.api.Command;
import io.everbook.api.DefineInstrument;
import io.everbook.api.DefineParticipant;
import io.everbook.api.DefineSession;
import io.everbook.api.EventListener;
import io.everbook.api.MassCancel;
import io.everbook.api.NewOrder;
import io.everbook.api.TradingSession;
import io.everbook.embedded.EmbeddedExchange;
import io.everbook.engine.Genesis;
import io.everbook.protocol.InstrumentState;
import io.everbook.protocol.Side;
import io.everbook.protocol.TimeInForce;

import java.util.Random;

/**
 * Random commands of three sessions on two instruments, of every kind, with names that are used again, orders that are
 * renamed, and a fair share of rejects. Not thread safe.
 */
final class RandomFlow {
    static final int[] SESSIONS = {11, 12, 13};

    private static final EventListener NOBODY = new EventListener() {
    };
    private static final long MIDDLE = 10_000;

    private final Random random;
    private final EmbeddedExchange exchange;
    private final int names;
    private final TradingSession[] sessions = new TradingSession[SESSIONS.length];
    private final TradingSession operator;
    private final NewOrder order = new NewOrder();
    private final CancelOrder cancel = new CancelOrder();
    private final AmendOrder amend = new AmendOrder();
    private final MassCancel massCancel = new MassCancel();
    private final ChangeInstrumentState state = new ChangeInstrumentState();

    RandomFlow(final EmbeddedExchange exchange, final long seed) {
        this(exchange, seed, 200);
    }

    RandomFlow(final EmbeddedExchange exchange, final long seed, final int names) {
        this.exchange = exchange;
        this.names = names;
        random = new Random(seed);
        operator = exchange.logon(Genesis.OPERATOR_SESSION, NOBODY);
        define();
        for (int i = 0; i < SESSIONS.length; i++) {
            logon(i);
        }
    }

    private void define() {
        operator.submit(new DefineParticipant().participant(2));
        operator.submit(new DefineParticipant().participant(3));
        for (int i = 0; i < SESSIONS.length; i++) {
            operator.submit(new DefineSession()
                .newSession(SESSIONS[i]).participant(2 + i / 2).window(64).trader(true));
        }
        operator.submit(new DefineInstrument().instrument(1));
        operator.submit(new DefineInstrument().instrument(2).tickSize(5));
    }

    TradingSession logon(final int place) {
        sessions[place] = exchange.logon(SESSIONS[place], NOBODY);
        return sessions[place];
    }

    void run(final int commands) {
        for (int i = 0; i < commands; i++) {
            step();
        }
    }

    private void step() {
        final int dice = random.nextInt(1000);
        if (dice < 3) {
            operator.submit(state.instrument(instrument()).state(dice == 0
                ? InstrumentState.CANCEL_ONLY : InstrumentState.CONTINUOUS));
        } else if (dice < 6) {
            operator.submit(massCancel.targetSession(SESSIONS[random.nextInt(SESSIONS.length)]));
        } else if (dice < 8) {
            logon(random.nextInt(SESSIONS.length));
        } else {
            sessions[random.nextInt(SESSIONS.length)].submit(command());
        }
    }

    private Command<?> command() {
        final int dice = random.nextInt(100);
        if (dice < 60) {
            return newOrder();
        }
        return dice < 80
            ? cancel.instrument(instrument()).clientOrderId(0, name())
            : amendment();
    }

    private Command<?> newOrder() {
        final boolean buy = random.nextBoolean();
        final long distance = random.nextInt(12) - 4;
        order.instrument(instrument()).clientOrderId(0, name())
            .side(buy ? Side.BUY : Side.SELL)
            .quantity(1 + random.nextInt(50))
            .limit(MIDDLE + (buy ? -distance : distance) * 5 + (random.nextInt(40) == 0 ? 1 : 0))
            .timeInForce(timeInForce())
            .postOnly(random.nextInt(16) == 0);
        return random.nextInt(20) == 0 ? order.market().postOnly(false) : order;
    }

    private TimeInForce timeInForce() {
        final int dice = random.nextInt(16);
        return dice == 0 ? TimeInForce.IOC : dice == 1 ? TimeInForce.FOK : TimeInForce.GTC;
    }

    private Command<?> amendment() {
        amend.keepPriceAndQuantity().newClientOrderId(0, random.nextInt(4) == 0 ? name() : 0)
            .instrument(instrument()).clientOrderId(0, name());
        if (random.nextBoolean()) {
            amend.quantity(1 + random.nextInt(60));
        }
        return random.nextBoolean() ? amend : amend.price(MIDDLE + (random.nextInt(13) - 6) * 5L);
    }

    private int instrument() {
        return 1 + random.nextInt(2);
    }

    private long name() {
        return 1 + random.nextInt(names);
    }
}
