package io.everbook.site;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/**
 * Tells whether a site is too slow for its timers, and whether a leader is too slow to lead: alive, so that nobody
 * votes it out, and a burden to all. Judges every second by the worst that was seen in it. One thread.
 */
final class GrayWatch {
    private static final long WINDOW_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long WARN_INTERVAL_NS = TimeUnit.MINUTES.toNanos(1);
    private static final int BAD_WINDOWS = 5;

    private final SiteConfig config;
    private final PrintStream errors;
    private long windowNs = System.nanoTime();
    private long warnedNs = windowNs - WARN_INTERVAL_NS;
    private long handedOverNs;
    private long commitNs;
    private int bad;
    private String reason = "";

    GrayWatch(final SiteConfig config, final PrintStream errors) {
        this.config = config;
        this.errors = errors;
        handedOverNs = windowNs - TimeUnit.MILLISECONDS.toNanos(config.gray().intervalMs());
    }

    /** Notes how long a part of the log has been waiting, or had waited, for its commit. */
    void commit(final long waitedNs) {
        commitNs = Math.max(commitNs, waitedNs);
    }

    /** Whether a second is over that should be judged. */
    boolean isDue(final long nowNs) {
        return nowNs - windowNs >= WINDOW_NS;
    }

    /**
     * Judges the second that is over.
     *
     * @param nowNs       of the monotonic clock.
     * @param leads       whether this site leads.
     * @param pauseNs     the longest of this site.
     * @param roundTripNs the longest to a peer of those asked last.
     * @return whether the leader should hand over.
     */
    boolean judge(final long nowNs, final boolean leads, final long pauseNs, final long roundTripNs) {
        windowNs = nowNs;
        warn(nowNs, pauseNs, roundTripNs);
        reason = leads ? why(pauseNs) : "";
        bad = reason.isEmpty() ? 0 : bad + 1;
        commitNs = 0;
        return bad >= BAD_WINDOWS && nowNs - handedOverNs >= ms(config.gray().intervalMs());
    }

    /** The leadership is handed over: not again for the interval. */
    void handedOver(final long nowNs, final int target) {
        handedOverNs = nowNs;
        bad = 0;
        errors.println("WARN the leader hands over to member " + target + ": " + reason);
    }

    private String why(final long pauseNs) {
        if (isBeyond(pauseNs, config.gray().pauseMs())) {
            return "it paused for " + TimerProfile.millis(pauseNs) + " ms, gray.pauseMs=" + config.gray().pauseMs();
        }
        return isBeyond(commitNs, config.gray().commitMs())
            ? "a commit took " + TimerProfile.millis(commitNs) + " ms, gray.commitMs=" + config.gray().commitMs() : "";
    }

    private static boolean isBeyond(final long measuredNs, final long limitMs) {
        return limitMs > 0 && measuredNs > ms(limitMs);
    }

    private static long ms(final long milliseconds) {
        return TimeUnit.MILLISECONDS.toNanos(milliseconds);
    }

    private void warn(final long nowNs, final long pauseNs, final long roundTripNs) {
        final long maxPauseNs = TimerProfile.maxPauseNs(config.timers());
        final long maxRoundTripNs = TimerProfile.maxRoundTripNs(config.timers());
        if (nowNs - warnedNs < WARN_INTERVAL_NS || pauseNs <= maxPauseNs && roundTripNs <= maxRoundTripNs) {
            return;
        }
        warnedNs = nowNs;
        final TimerProfile safe = TimerProfile.safeFor(roundTripNs, pauseNs);
        errors.println("WARN the timers are unsafe here: "
            + (pauseNs > maxPauseNs
                ? "this site paused for " + TimerProfile.millis(pauseNs) + " ms, the limit is "
                    + TimerProfile.millis(maxPauseNs)
                : "a round trip to a peer took " + TimerProfile.millis(roundTripNs) + " ms, the limit is "
                    + TimerProfile.millis(maxRoundTripNs))
            + " ms; " + (safe == null ? "no profile is safe" : "timers.profile=" + safe + " is safe"));
    }
}
