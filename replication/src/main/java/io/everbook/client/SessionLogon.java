package io.everbook.client;

import io.everbook.protocol.LogonAcceptedDecoder;

/**
 * What a logon's answer means for the session's commands and events.
 */
final class SessionLogon {
    private static final int GENERATION_SHIFT = 48;

    private final LogonAnswer answer = new LogonAnswer();
    private final ClientConfig config;
    private final RecoveryPolicy policy;
    private final PendingCommands pending;
    private final EventStream events;
    private long epoch;

    SessionLogon(
        final ClientConfig config,
        final RecoveryPolicy policy,
        final PendingCommands pending,
        final EventStream events) {
        this.config = config;
        this.policy = policy;
        this.pending = pending;
        this.events = events;
        epoch = config.epoch();
    }

    LogonAnswer answer() {
        return answer;
    }

    long epoch() {
        return epoch;
    }

    boolean isOfLowerGeneration(final LogonAcceptedDecoder event) {
        return generation(event.epoch()) < generation(epoch);
    }

    Verdict onAnswer(final LogonAcceptedDecoder event) {
        final boolean newGeneration = generation(event.epoch()) > generation(epoch);
        if (!newGeneration && event.header().sequence() < events.deliveredSequence()) {
            return Verdict.OUTDATED;
        }
        answer.set(event);
        if (isBehind()) {
            return Verdict.BEHIND;
        }
        epoch = Math.max(epoch, answer.epoch());
        start();
        return Verdict.USABLE;
    }

    private boolean isBehind() {
        return pending.isStarted() && answer.lastCommandNumber() < pending.first() - 1 ||
            events.deliveredSequence() > 0 && answer.lastEventNumber() < events.next() - 1;
    }

    private void start() {
        if (!pending.isStarted()) {
            pending.start(answer.lastCommandNumber() + 1);
        }
        if (!events.isStarted()) {
            final boolean newOnly = ClientConfig.NEW_EVENTS == config.resumeFromEvent();
            events.start(newOnly ? answer.lastEventNumber() + 1 : config.resumeFromEvent());
        }
    }

    /** Marks the missed events, and the commands to be sent again. */
    void recover() {
        final long last = answer.lastCommandNumber();
        events.reached(answer.lastEventNumber(), answer.lastEventSequence());
        pending.window(answer.window());
        if (!policy.fills()) {
            pending.answeredUpTo(last);
        }
        if (policy.resends()) {
            pending.sendAgainFrom(InDoubt.ASK_BY_RESEND == config.inDoubt() ? pending.first() : last + 1);
            pending.reached(last);
        } else {
            pending.forgetAbove(last);
        }
    }

    private static long generation(final long epoch) {
        return epoch >>> GENERATION_SHIFT;
    }

    /** What an answer is good for. */
    enum Verdict {
        /** It was computed before events that have come already. */
        OUTDATED,
        /** The exchange has less than was answered before. */
        BEHIND,
        /** The session goes on from it. */
        USABLE
    }
}
