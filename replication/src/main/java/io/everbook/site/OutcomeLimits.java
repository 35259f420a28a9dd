package io.everbook.site;

import io.everbook.api.EverbookException;

/**
 * How much a site's store of outcomes keeps. A site's own; a store made under other limits is made again.
 *
 * @param perSession          outcomes of each session, its newest; a power of two.
 * @param tradesPerInstrument trades of each instrument, its newest; a power of two.
 * @param endedOrders         orders past their end, those that ended last.
 * @param endedOrdersMs       how long an order is kept past its end, by engine time, in milliseconds.
 */
public record OutcomeLimits(int perSession, int tradesPerInstrument, int endedOrders, long endedOrdersMs) {
    /** 65,536 outcomes, 65,536 trades, 262,144 orders, a day. */
    public static final OutcomeLimits DEFAULT = new OutcomeLimits(1 << 16, 1 << 16, 1 << 18, 86_400_000);

    /**
     * Checks the limits.
     *
     * @param perSession          outcomes of each session.
     * @param tradesPerInstrument trades of each instrument.
     * @param endedOrders         orders past their end.
     * @param endedOrdersMs       how long, in milliseconds.
     */
    public OutcomeLimits {
        require(Integer.bitCount(perSession) == 1 && perSession > 0, "perSession", perSession);
        require(Integer.bitCount(tradesPerInstrument) == 1 && tradesPerInstrument > 0,
            "tradesPerInstrument", tradesPerInstrument);
        require(endedOrders > 0 && endedOrders <= 1 << 24, "endedOrders", endedOrders);
        require(endedOrdersMs >= 0, "endedOrdersMs", endedOrdersMs);
    }

    private static void require(final boolean holds, final String name, final long value) {
        if (!holds) {
            throw new EverbookException("outcomes." + name + "=" + value + " is out of range");
        }
    }

    OutcomeLimits with(final String key, final int value) {
        return switch (key) {
            case "outcomes.perSession" -> new OutcomeLimits(value, tradesPerInstrument, endedOrders, endedOrdersMs);
            case "outcomes.tradesPerInstrument" -> new OutcomeLimits(perSession, value, endedOrders, endedOrdersMs);
            case "outcomes.endedOrders" -> new OutcomeLimits(perSession, tradesPerInstrument, value, endedOrdersMs);
            case "outcomes.endedOrdersMs" -> new OutcomeLimits(perSession, tradesPerInstrument, endedOrders, value);
            default -> throw new EverbookException("the configuration has an unknown key, " + key);
        };
    }
}
