package io.everbook.client;

/**
 * Tells when the exchange is to be asked for the session's numbers, and when it has been silent for too long.
 *
 * <p>It is asked when the oldest unanswered command has waited for the answer timeout, and when nothing arrived for the
 * test interval.
 */
final class SilenceWatch {
    private final ClientTimeouts timeouts;
    private final PendingCommands pending;
    private long heardNs;
    private long askedNs;
    private boolean open;
    private long openedNs;
    private long openedUpTo;
    private long oldest;
    private long oldestSinceNs;

    SilenceWatch(final ClientTimeouts timeouts, final PendingCommands pending) {
        this.timeouts = timeouts;
        this.pending = pending;
    }

    /** Everything is fresh: a connection, a leader or a logon. */
    void start(final long nowNs) {
        heardNs = nowNs;
        askedNs = nowNs;
        oldestSinceNs = nowNs;
        open = false;
    }

    void heard(final long nowNs) {
        heardNs = nowNs;
    }

    void asked(final long nowNs) {
        askedNs = nowNs;
        if (!open) {
            open = true;
            openedNs = nowNs;
            openedUpTo = pending.cursor() - 1;
        }
    }

    /** The answer is here; true if a command sent before the question is above the last that was decided. */
    boolean answered(final long lastCommandNumber) {
        final boolean missing = open && lastCommandNumber < Math.min(openedUpTo, pending.last());
        open = false;
        return missing;
    }

    boolean isQuestionDue(final long nowNs) {
        if (0 == pending.unanswered() || pending.first() != oldest) {
            oldest = pending.first();
            oldestSinceNs = nowNs;
        }
        final boolean late = nowNs - oldestSinceNs >= timeouts.answerTimeoutNs();
        final boolean quiet = nowNs - heardNs >= timeouts.testIntervalNs();
        return (late || quiet) && nowNs - askedNs >= timeouts.answerTimeoutNs();
    }

    boolean isQuestionIgnored(final long nowNs) {
        return open && isSilent(nowNs) && nowNs - openedNs >= timeouts.silenceTimeoutNs();
    }

    boolean isSilent(final long nowNs) {
        return nowNs - heardNs >= timeouts.silenceTimeoutNs();
    }
}
