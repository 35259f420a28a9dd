package io.everbook.client;

/**
 * What a client knows of one of its session's commands, see {@link ExchangeClient#fate(long)}.
 */
public enum CommandFate {
    /** The session has not got to this number: nothing was submitted under it. */
    NOT_SUBMITTED,
    /** Submitted, and its outcome has not come yet. */
    UNANSWERED,
    /** Unanswered for longer than the outcome timeout; it becomes ANSWERED once the exchange is reached again. */
    IN_DOUBT,
    /** Its terminal response was given to the listener, or to an earlier owner of the session. */
    ANSWERED
}
