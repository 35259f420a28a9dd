package io.everbook.client;

/**
 * What an {@link ExchangeClient} is doing. All but {@link #FENCED}, {@link #DIVERGED} and {@link #CLOSED}
 * lead back to {@link #LOGGED_ON} by themselves.
 */
public enum ClientState {
    /** Looking for the leader and opening a connection to it; commands are not taken. */
    CONNECTING,
    /** Connected to a leader, the session's logon is sent and not answered yet; commands are not taken. */
    LOGGING_ON,
    /** The session is bound to this connection: commands are taken, events arrive. */
    LOGGED_ON,
    /** The leader went away; the connection is kept for the next leader to take over; commands are not taken. */
    AWAITING_LEADER,
    /** The connection was lost or refused; the next attempt waits for its time; commands are not taken. */
    BACKING_OFF,
    /** Another logon of the same session took it over. It stays so: two owners must not take turns. */
    FENCED,
    /**
     * The exchange knows fewer of the session's commands or events than were answered here: something acknowledged was
     * lost, as after a promotion with loss. It stays so; whoever owns the session decides how to go on.
     */
    DIVERGED,
    /** Closed by its owner. It stays so. */
    CLOSED;

    /**
     * Does the client leave this state by itself?
     *
     * @return false if it never does.
     */
    public boolean isFinal() {
        return FENCED == this || DIVERGED == this || CLOSED == this;
    }
}
