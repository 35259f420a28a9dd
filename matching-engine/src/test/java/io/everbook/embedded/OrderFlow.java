package io.everbook.embedded;

import io.everbook.api.AmendOrder;
import io.everbook.api.CancelOrder;
import io.everbook.api.Command;
import io.everbook.api.DefineInstrument;
import io.everbook.api.DefineParticipant;
import io.everbook.api.DefineSession;
import io.everbook.api.NewOrder;
import io.everbook.protocol.Side;
import io.everbook.protocol.TimeInForce;

import java.util.List;

/**
 * Order flow of three sessions on two instruments, of which each command is a function of the seed and its place in the
 * flow alone, so that it can be taken up again anywhere. Not thread safe; commands are reused.
 */
public final class OrderFlow {
    /** How many sessions take turns. */
    public static final int SESSIONS = 3;
    /** The id of the first of them; the others follow. */
    public static final int FIRST_SESSION = 11;

    private static final int INSTRUMENTS = 2;
    private static final long MIDDLE = 10_000;

    private final long seed;
    private final NewOrder newOrder = new NewOrder();
    private final CancelOrder cancel = new CancelOrder();
    private final AmendOrder amend = new AmendOrder();

    /**
     * Creates a flow.
     *
     * @param seed of all it does.
     */
    public OrderFlow(final long seed) {
        this.seed = seed;
    }

    /**
     * What the operator's session defines before the flow.
     *
     * @return in order.
     */
    public static List<Command<?>> definitions() {
        return List.of(
            new DefineParticipant().participant(2),
            new DefineParticipant().participant(3),
            new DefineSession().newSession(11).participant(2).window(64).trader(true),
            new DefineSession().newSession(12).participant(2).window(8).trader(true),
            new DefineSession().newSession(13).participant(3).window(64).trader(true),
            new DefineInstrument().instrument(1),
            new DefineInstrument().instrument(2).tickSize(5));
    }

    static int session(final long place) {
        return FIRST_SESSION + (int) (place % SESSIONS);
    }

    static long commandNumber(final long place) {
        return place / SESSIONS + 1;
    }

    /**
     * The command of a place in the flow.
     *
     * @param place from 0; the session is the place's remainder.
     * @return to be submitted before the next is asked for.
     */
    public Command<?> command(final long place) {
        final long random = mix(seed + place * 0x9E3779B97F4A7C15L);
        final int dice = (int) Long.remainderUnsigned(random, 100);
        if (dice < 65 || place < 100) {
            return newOrder(place, random >>> 8);
        }
        return dice < 88 ? cancel(place, random >>> 8) : amend(place, random >>> 8);
    }

    private Command<?> newOrder(final long place, final long random) {
        final boolean buy = (random & 1) == 0;
        final long distance = Long.remainderUnsigned(random >>> 1, 12) - 2;
        newOrder.instrument(instrument(place)).clientOrderId(seed, place + 1)
            .side(buy ? Side.BUY : Side.SELL)
            .quantity(1 + Long.remainderUnsigned(random >>> 9, 50))
            .limit(MIDDLE + (buy ? -distance : distance) * 5)
            .timeInForce((random >>> 20 & 15) == 0 ? TimeInForce.IOC : TimeInForce.GTC)
            .postOnly((random >>> 20 & 15) == 1);
        return (random >>> 20 & 31) == 2 ? newOrder.market() : newOrder;
    }

    private Command<?> cancel(final long place, final long random) {
        final long target = earlier(place, random);
        return cancel.instrument(instrument(target)).clientOrderId(seed, target + 1);
    }

    private Command<?> amend(final long place, final long random) {
        final long target = earlier(place, random);
        amend.keepPriceAndQuantity().instrument(instrument(target)).clientOrderId(seed, target + 1)
            .quantity(1 + Long.remainderUnsigned(random >>> 9, 50));
        return (random & 1) == 0 ? amend : amend.price(MIDDLE + (Long.remainderUnsigned(random >>> 20, 9) - 4) * 5);
    }

    private static long earlier(final long place, final long random) {
        return place - SESSIONS * (1 + Long.remainderUnsigned(random, Math.min(30, place / SESSIONS)));
    }

    private int instrument(final long place) {
        return 1 + (int) Long.remainderUnsigned(mix(place), INSTRUMENTS);
    }

    private static long mix(final long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
