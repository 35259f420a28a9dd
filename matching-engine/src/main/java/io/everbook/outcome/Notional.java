package io.everbook.outcome;

/**
 * Sums of price times quantity in 128 bits, and their average, exactly and without floating point. Stateless.
 */
final class Notional {
    private Notional() {
    }

    /** Adds one execution to an order's. */
    static void add(final OrderValue order, final long price, final long quantity) {
        final long productLow = price * quantity;
        final long low = order.notionalLow() + productLow;
        final long carry = Long.compareUnsigned(low, productLow) < 0 ? 1 : 0;
        order.notionalHigh(order.notionalHigh() + Math.multiplyHigh(price, quantity) + carry);
        order.notionalLow(low);
    }

    /** The average price, rounded down. It lies between two prices, and so fits. */
    static long average(final long high, final long low, final long quantity) {
        if (high == low >> 63) {
            return Math.floorDiv(low, quantity);
        }
        if (high >= 0) {
            return divideUnsigned(high, low, quantity);
        }
        return ~divideUnsigned(~high, ~low, quantity);
    }

    /** What the average leaves, in quantity-ths of a price unit. */
    static long remainder(final long low, final long average, final long quantity) {
        return low - average * quantity;
    }

    private static long divideUnsigned(final long high, final long low, final long divisor) {
        long rest = high;
        long quotient = 0;
        for (int bit = 63; bit >= 0; bit--) {
            rest = rest << 1 | low >>> bit & 1;
            quotient <<= 1;
            if (Long.compareUnsigned(rest, divisor) >= 0) {
                rest -= divisor;
                quotient |= 1;
            }
        }
        return quotient;
    }
}
