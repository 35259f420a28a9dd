package io.everbook.client;

/**
 * When a logon is to be sent, and how many were sent without an answer.
 *
 * <p>A logon left unanswered on a connection that was given up may still be in some leader's buffer: sequenced late, it
 * fences the connection that came after. Such strays are counted, so that they are not taken for another owner.
 */
final class LogonTimer {
    private static final int GROWTH = 8;

    private final long firstTimeoutNs;
    private long timeoutNs;
    private long dueNs;
    private boolean repeated;
    private int unanswered;
    private int strays;

    LogonTimer(final ClientTimeouts timeouts) {
        firstTimeoutNs = timeouts.logonTimeoutNs();
    }

    void start(final long nowNs) {
        dueNs = nowNs;
        timeoutNs = firstTimeoutNs;
        repeated = false;
    }

    void postpone(final long untilNs) {
        dueNs = untilNs;
    }

    boolean isDue(final long nowNs) {
        return nowNs - dueNs >= 0;
    }

    /** Notes that it was sent; true if not for the first time since the start. */
    boolean sent(final long nowNs) {
        final boolean again = repeated;
        repeated = true;
        unanswered++;
        dueNs = nowNs + timeoutNs;
        timeoutNs = Math.min(2 * timeoutNs, GROWTH * firstTimeoutNs);
        return again;
    }

    void answered() {
        unanswered = Math.max(0, unanswered - 1);
    }

    void connectionGivenUp() {
        strays += unanswered;
        unanswered = 0;
    }

    /** Takes one stray off the count; false if there is none. */
    boolean takeStray() {
        strays = Math.max(-1, strays - 1);
        final boolean taken = strays >= 0;
        strays = Math.max(0, strays);
        return taken;
    }
}
