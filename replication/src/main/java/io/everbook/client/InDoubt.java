package io.everbook.client;

/**
 * How a client asks, after a logon, for commands that the log holds and whose answer it has not seen. Commands that the
 * log does not hold are sent again either way.
 */
public enum InDoubt {
    /**
     * The events that were missed are replayed from a site's journal; among them is each command's terminal response.
     * The command itself is not sent again. Assumes that no other process used the session in between.
     */
    ASK_BY_REPLAY,
    /**
     * As {@link #ASK_BY_REPLAY}, and the command is sent again with the same bytes too: the engine answers
     * AlreadyDecided with the first result, or refuses it SEQUENCE_REUSED if the number was decided with other content.
     */
    ASK_BY_RESEND
}
