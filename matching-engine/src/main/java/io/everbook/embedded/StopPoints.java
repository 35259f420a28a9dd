package io.everbook.embedded;

/**
 * Told whenever a {@link StopPoint} is reached, on the thread that reaches it. An implementation may stop the thread,
 * end the process or throw; what it throws is treated as a failure at that place.
 */
@FunctionalInterface
public interface StopPoints {
    /** Stops nowhere. */
    StopPoints NONE = (point, sequence) -> {
    };

    /**
     * A point was reached.
     *
     * @param point    which.
     * @param sequence of the command, or of the snapshot.
     */
    void reached(StopPoint point, long sequence);
}
