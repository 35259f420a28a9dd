package io.everbook.cli.trial;

import io.everbook.api.EverbookException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits for a condition with a deadline.
 */
public final class Waiting {
    private static final long PAUSE_NS = 10_000_000;

    private Waiting() {
    }

    /**
     * Waits until a condition holds.
     *
     * @param condition to hold.
     * @param timeoutMs how long at most.
     * @param what      was waited for, for the failure.
     */
    public static void until(final BooleanSupplier condition, final long timeoutMs, final Supplier<String> what) {
        if (!holds(condition, timeoutMs)) {
            throw new EverbookException("waited " + timeoutMs + " ms in vain: " + what.get());
        }
    }

    /**
     * Waits until a condition holds or the time is over.
     *
     * @param condition to hold.
     * @param timeoutMs how long at most.
     * @return whether it came to hold.
     */
    public static boolean holds(final BooleanSupplier condition, final long timeoutMs) {
        final long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadlineNs > 0) {
                return false;
            }
            pause();
        }
        return true;
    }

    /**
     * Waits a moment.
     */
    public static void pause() {
        LockSupport.parkNanos(PAUSE_NS);
        if (Thread.interrupted()) {
            throw new EverbookException("interrupted");
        }
    }
}
