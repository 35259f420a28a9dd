package io.everbook.engine.state;

/**
 * Assertions that stay on. A failure is a bug, of the engine or of its caller, never the doing of a command's bytes.
 */
public final class Invariant {
    private Invariant() {
    }

    /**
     * Holds two values to be equal.
     *
     * @param what     they are.
     * @param expected the value that must be.
     * @param actual   the value that is.
     * @throws IllegalStateException naming both, if they differ.
     */
    public static void equal(final String what, final long expected, final long actual) {
        if (expected != actual) {
            throw new IllegalStateException(what + ": expected " + expected + ", is " + actual);
        }
    }

    /**
     * Holds a value to be at least another.
     *
     * @param what   it is.
     * @param least  the smallest allowed.
     * @param actual the value that is.
     * @throws IllegalStateException naming both, if it is smaller.
     */
    public static void atLeast(final String what, final long least, final long actual) {
        if (actual < least) {
            throw new IllegalStateException(what + ": at least " + least + ", is " + actual);
        }
    }

    /**
     * Holds a condition.
     *
     * @param holds  whether it does.
     * @param what   is false otherwise.
     * @param value  that shows it.
     * @throws IllegalStateException naming it, if it doesn't hold.
     */
    public static void that(final boolean holds, final String what, final long value) {
        if (!holds) {
            throw new IllegalStateException(what + ": " + value);
        }
    }
}
