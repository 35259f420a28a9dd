package io.everbook.cli.demo;

import io.everbook.api.Command;
import io.everbook.api.TradingSession;
import io.everbook.cli.trial.OrderFlow;

/**
 * One session that sends its flow at a steady rate, open loop: when a command is due is set by the clock, never by the
 * answers; what cannot be sent when due is sent as soon as it can. Used by the loop's thread alone.
 */
final class Trader implements AutoCloseable {
    private static final int LIMIT = 32;
    private final TradingSession session;
    private final SessionHistory history;
    private final OrderFlow flow;
    private final long intervalNs;
    private Command<?> waiting;
    private long dueNs;
    private boolean flowing;

    /**
     * Creates it.
     *
     * @param session    to send through.
     * @param history    that is the session's listener and observer.
     * @param flow       to send.
     * @param intervalNs from one command to the next.
     */
    Trader(
        final TradingSession session, final SessionHistory history, final OrderFlow flow, final long intervalNs) {
        this.session = session;
        this.history = history;
        this.flow = flow;
        this.intervalNs = intervalNs;
    }

    void startFlow(final long nowNs) {
        flowing = true;
        dueNs = nowNs;
    }

    void stopFlow() {
        flowing = false;
    }

    /**
     * Receives, and sends what is due.
     *
     * @param nowNs the time.
     * @return the work done.
     */
    int duty(final long nowNs) {
        int work = session.poll();
        for (int i = 0; flowing && dueNs <= nowNs && i < LIMIT && submitNext(nowNs); i++) {
            dueNs += intervalNs;
            work++;
        }
        return work;
    }

    /**
     * Sends commands at once, whether due or not, without receiving in between.
     *
     * @param count how many.
     * @param nowNs the time.
     * @return how many were taken.
     */
    int burst(final int count, final long nowNs) {
        int taken = 0;
        while (taken < count && submitNext(nowNs)) {
            taken++;
        }
        return taken;
    }

    /**
     * Sends a command besides the flow.
     *
     * @param command to send.
     * @param nowNs   the time.
     * @return whether it was taken.
     */
    boolean send(final Command<?> command, final long nowNs) {
        return taken(session.submit(command), command, 0, nowNs);
    }

    int poll() {
        return session.poll();
    }

    int unanswered() {
        return history.commands().size() - history.acknowledged();
    }

    SessionHistory history() {
        return history;
    }

    @Override
    public void close() {
        session.close();
    }

    private boolean submitNext(final long nowNs) {
        if (waiting == null) {
            waiting = flow.next();
        }
        if (!taken(session.submit(waiting), waiting, flow.tag(), nowNs)) {
            return false;
        }
        waiting = null;
        return true;
    }

    private boolean taken(final long number, final Command<?> command, final long tag, final long nowNs) {
        if (number == TradingSession.CLOSED) {
            throw new IllegalStateException("session " + history.session() + " is closed for good");
        }
        if (number > 0) {
            history.submitted(number, command.templateId(), tag, nowNs);
        }
        return number > 0;
    }
}
