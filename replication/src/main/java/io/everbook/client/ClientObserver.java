package io.everbook.client;

import io.everbook.protocol.Reason;

/**
 * Is told what an {@link ExchangeClient} does to keep its session whole: for logs, reports and tests. Nothing here is
 * needed to trade. Called on the thread that polls or submits; an implementation must not call the client.
 */
public interface ClientObserver {
    /** Observes nothing. */
    ClientObserver NONE = new ClientObserver() {
    };

    /**
     * The client's state changed.
     *
     * @param from   the old state.
     * @param to     the new state.
     * @param reason why, in words.
     */
    default void onState(final ClientState from, final ClientState to, final String reason) {
    }

    /**
     * A new connection to the leader is open.
     *
     * @param connection the transport session's id.
     * @param leader     the leader's member id.
     * @param term       the leadership term.
     */
    default void onConnected(final long connection, final int leader, final long term) {
    }

    /**
     * Another leader took the connection over.
     *
     * @param connection the transport session's id, as before.
     * @param leader     the new leader's member id.
     * @param term       the new leadership term.
     */
    default void onLeaderChange(final long connection, final int leader, final long term) {
    }

    /**
     * A logon was answered. Of the commands from {@code firstUnanswered} to {@code lastSubmitted}, those up to the
     * answer's last command number are in the log and are answered by events; those above it are not, never will be
     * from an earlier connection, and are sent again.
     *
     * @param answer          the numbers; valid during the call.
     * @param firstUnanswered the oldest command without an answer; above {@code lastSubmitted} if there is none.
     * @param lastSubmitted   the newest command submitted, 0 if none.
     */
    default void onLogonAnswered(final LogonAnswer answer, final long firstUnanswered, final long lastSubmitted) {
    }

    /**
     * A command was sent again, with the same bytes.
     *
     * @param commandNumber its number.
     */
    default void onResent(final long commandNumber) {
    }

    /**
     * A command that was sent again had been decided before.
     *
     * @param commandNumber   its number.
     * @param decidedSequence the sequence at which it was decided.
     * @param result          NONE if it was accepted, else the reason of its rejection.
     */
    default void onAlreadyDecided(final long commandNumber, final long decidedSequence, final Reason result) {
    }

    /**
     * A command got its terminal response, which the listener has just been given.
     *
     * @param commandNumber its number.
     * @param sequence      the sequence at which it was decided.
     * @param replayed      true if the response came by replay, false if live.
     */
    default void onAnswered(final long commandNumber, final long sequence, final boolean replayed) {
    }

    /**
     * A command has been without an outcome for the outcome timeout, told once for each: it is in doubt, whatever the
     * client's state. The client goes on asking, and {@link #onAnswered} resolves it;
     * {@link ExchangeClient#fate(long)} tells at any time what is known.
     *
     * @param commandNumber its number.
     * @param waitedNs      how long ago it was submitted.
     */
    default void onOverdue(final long commandNumber, final long waitedNs) {
    }

    /**
     * Missed events are asked for.
     *
     * @param member    the site asked.
     * @param fromEvent the first missed.
     * @param toEvent   the last missed.
     */
    default void onReplayAsked(final int member, final long fromEvent, final long toEvent) {
    }

    /**
     * A replay ended incomplete or was not answered in time; the next site is asked.
     *
     * @param member the site asked.
     * @param reason why, in words.
     */
    default void onReplayFailed(final int member, final String reason) {
    }

    /**
     * A hole is closed: the events are delivered.
     *
     * @param fromEvent the first missed.
     * @param toEvent   the last missed.
     */
    default void onFilled(final long fromEvent, final long toEvent) {
    }
}
