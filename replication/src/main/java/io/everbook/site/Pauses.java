package io.everbook.site;

/**
 * The longest pause of a thread that says, again and again, that it runs. That thread writes, one other takes.
 */
final class Pauses {
    private volatile long longestNs;
    private long lastNs;

    /** The thread runs. */
    void running(final long nowNs) {
        final long pauseNs = lastNs == 0 ? 0 : nowNs - lastNs;
        lastNs = nowNs;
        if (pauseNs > longestNs) {
            longestNs = pauseNs;
        }
    }

    /** The thread does what may take long; that is no pause. */
    void busy() {
        lastNs = 0;
    }

    /**
     * The longest pause since the last call.
     *
     * @return nanoseconds.
     */
    long take() {
        final long taken = longestNs;
        longestNs = 0;
        return taken;
    }
}
