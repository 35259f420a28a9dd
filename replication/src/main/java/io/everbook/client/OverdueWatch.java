package io.everbook.client;

/**
 * Tells of commands that have no outcome in time, each once. Commands are answered in order, so that the oldest of
 * those not yet told is the only one to look at.
 */
final class OverdueWatch {
    private final PendingCommands pending;
    private final ClientObserver observer;
    private final long timeoutNs;
    private long next;

    OverdueWatch(final ClientConfig config, final PendingCommands pending) {
        this.pending = pending;
        observer = config.observer();
        timeoutNs = config.timeouts().outcomeTimeoutNs();
    }

    int poll(final long nowNs) {
        int told = 0;
        for (next = Math.max(next, pending.first()); next < pending.next(); next++) {
            if (pending.holds(next)) {
                final long waitedNs = nowNs - pending.submittedNs(next);
                if (waitedNs < timeoutNs) {
                    return told;
                }
                observer.onOverdue(next, waitedNs);
                told++;
            }
        }
        return told;
    }

    CommandFate fate(final long number) {
        if (number < 1 || number >= pending.next()) {
            return CommandFate.NOT_SUBMITTED;
        }
        if (number < pending.first()) {
            return CommandFate.ANSWERED;
        }
        return number < next ? CommandFate.IN_DOUBT : CommandFate.UNANSWERED;
    }
}
