package io.everbook.site;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits for conditions, never longer than said.
 */
public final class Deadline {
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(2);

    private Deadline() {
    }

    /**
     * Polls a condition until it holds.
     *
     * @param seconds   at most.
     * @param what      is waited for, asked when it didn't come.
     * @param condition to hold.
     */
    public static void await(final long seconds, final Supplier<String> what, final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new AssertionError("not within " + seconds + " s: " + what.get());
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }
}
