package io.everbook.outcome;

import net.openhft.chronicle.values.Values;
import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class NotionalTest {
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final OrderValue order = Values.newHeapInstance(OrderValue.class);

    @Test
    void shouldAverageExactlyWhateverTheSizes() {
        for (int round = 0; round < 20_000; round++) {
            order.notionalHigh(0);
            order.notionalLow(0);
            BigInteger sum = BigInteger.ZERO;
            long quantity = 0;
            for (int fill = 0; fill < 3; fill++) {
                final long price = random.nextLong() >> random.nextInt(64);
                final long part = (random.nextLong() >>> 3 + random.nextInt(60)) + 1;
                Notional.add(order, price, part);
                sum = sum.add(BigInteger.valueOf(price).multiply(BigInteger.valueOf(part)));
                quantity += part;
            }
            requireAverage(sum, quantity);
        }
    }

    private void requireAverage(final BigInteger sum, final long quantity) {
        final long average = Notional.average(order.notionalHigh(), order.notionalLow(), quantity);
        final long remainder = Notional.remainder(order.notionalLow(), average, quantity);
        assertThat(remainder).as("seed " + seed).isBetween(0L, quantity - 1);
        assertThat(BigInteger.valueOf(average).multiply(BigInteger.valueOf(quantity))
            .add(BigInteger.valueOf(remainder))).as("seed " + seed).isEqualTo(sum);
    }
}
