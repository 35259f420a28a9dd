package io.everbook.cli.demo;

import java.util.concurrent.TimeUnit;
import org.agrona.collections.LongArrayList;

/**
 * One kill of a leader and what came of it. Times are of {@link System#nanoTime()}.
 */
final class Failover {
    private static final long LONGEST_NS = TimeUnit.SECONDS.toNanos(20);
    private static final long SILENCE_NS = TimeUnit.MILLISECONDS.toNanos(100);

    /**
     * How the leader was brought to its end.
     */
    enum Cause {
        /** Killed in the middle of steady flow. */
        KILL("kill -9"),
        /** Not killed: the leadership is moved to the next site on purpose. */
        MOVE("planned move of the leadership"),
        /** Killed in the middle of a burst of commands. */
        KILL_IN_BURST("kill -9 in the middle of a burst"),
        /** Killed while stopped at a point after the commit and before the answer leaves. */
        KILL_BEFORE_EGRESS("kill -9 at the stop point after commit, before egress");

        private final String words;

        Cause(final String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private final Cause cause;
    private final String leader;
    private final int inFlight;
    private final long killedNs;
    private final long stoppedAt;
    private String newLeader = "";
    private long gapNs;
    private long longestNs;
    private double caughtUpMs;
    private long endNs;

    /**
     * Notes a kill.
     *
     * @param cause     of it.
     * @param leader    that was killed.
     * @param inFlight  commands submitted and unanswered at that instant.
     * @param killedNs  the instant.
     * @param stoppedAt the sequence it had stopped at, or -1.
     */
    Failover(
        final Cause cause, final String leader, final int inFlight, final long killedNs, final long stoppedAt) {
        this.cause = cause;
        this.leader = leader;
        this.inFlight = inFlight;
        this.killedNs = killedNs;
        this.stoppedAt = stoppedAt;
        this.endNs = killedNs + LONGEST_NS;
    }

    /**
     * The killed site is back.
     *
     * @param site       that leads now.
     * @param caughtUpNs when the killed one had caught up with it.
     */
    void recovered(final String site, final long caughtUpNs) {
        newLeader = site;
        endNs = caughtUpNs;
        caughtUpMs = (caughtUpNs - killedNs) / 1e6;
    }

    /**
     * Measures the gap, from the last answer before to the first after, over all sessions: the first silence of some
     * length that ends after the kill, since answers on their way at the kill still arrive. What fell silent later,
     * as long as the killed site was catching up, is in {@link #longestSilenceMs()} too.
     *
     * @param acknowledgements times of all answers, in order.
     */
    void measure(final LongArrayList acknowledgements) {
        for (int i = 1; i < acknowledgements.size(); i++) {
            final long from = acknowledgements.getLong(i - 1);
            final long silenceNs = acknowledgements.getLong(i) - from;
            if (acknowledgements.getLong(i) - killedNs > 0 && from - endNs < 0) {
                gapNs = gapNs < SILENCE_NS ? Math.max(gapNs, silenceNs) : gapNs;
                longestNs = Math.max(longestNs, silenceNs);
            }
        }
    }

    Cause cause() {
        return cause;
    }

    String leader() {
        return leader;
    }

    String newLeader() {
        return newLeader;
    }

    int inFlight() {
        return inFlight;
    }

    long stoppedAt() {
        return stoppedAt;
    }

    double gapMs() {
        return gapNs / 1e6;
    }

    double longestSilenceMs() {
        return longestNs / 1e6;
    }

    double caughtUpMs() {
        return caughtUpMs;
    }
}
