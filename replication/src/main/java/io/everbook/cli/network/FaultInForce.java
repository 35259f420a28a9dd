package io.everbook.cli.network;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A fault that lasts until it is lifted, beside whatever others there are. Thread safe.
 */
public final class FaultInForce implements AutoCloseable {
    private final AtomicBoolean lifted = new AtomicBoolean();
    private final Runnable lift;

    FaultInForce(final Runnable lift) {
        this.lift = lift;
    }

    /**
     * Lifts the fault; returns when that is done. Lifting it again, or after everything was healed, does nothing.
     */
    @Override
    public void close() {
        if (lifted.compareAndSet(false, true)) {
            lift.run();
        }
    }
}
