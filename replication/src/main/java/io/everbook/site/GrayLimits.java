package io.everbook.site;

/**
 * When a leader that is alive but slow hands over, by key {@code gray.<name>}; a limit of 0 switches it off.
 *
 * @param pauseMs    longest pause of its consensus thread, in each of five seconds that follow each other.
 * @param commitMs   longest wait of a part of the log for its commit, likewise.
 * @param intervalMs from one hand-over to the next at least.
 */
public record GrayLimits(long pauseMs, long commitMs, long intervalMs) {
    /**
     * Pauses of 150 ms or commits of 300 ms in each of five seconds, at most once in ten minutes. Busy machines have
     * such a pause now and then; an ill one has them all the time.
     */
    public static final GrayLimits DEFAULT = new GrayLimits(150, 300, 600_000);
}
