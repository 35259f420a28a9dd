package io.everbook.engine.session;

import io.everbook.engine.state.Hasher;
import io.everbook.protocol.Reason;

/**
 * A trading session of a participant, which outlives every connection: its roles, its own counts of commands and of
 * events, and its last decided commands (design rules 12 to 15).
 */
public final class Session {
    private final int slot;
    private final int id;
    private final int participant;
    private final int roles;
    private final DecidedWindow window;
    private long connection;
    private long lastCommandNumber;
    private long lastEventNumber;
    private long lastEventSequence;

    Session(final int slot, final int id, final int participant, final int roles, final int window) {
        this.slot = slot;
        this.id = id;
        this.participant = participant;
        this.roles = roles;
        this.window = new DecidedWindow(window);
    }

    /**
     * Its place among the sessions, in the order in which they were defined.
     *
     * @return from 0.
     */
    public int slot() {
        return slot;
    }

    /**
     * Its id.
     *
     * @return above 0.
     */
    public int id() {
        return id;
    }

    /**
     * Whose session it is.
     *
     * @return the participant's id.
     */
    public int participant() {
        return participant;
    }

    /**
     * The bits of its roles.
     *
     * @return as the schema's set has them.
     */
    public int roles() {
        return roles;
    }

    /**
     * Tells whether it has at least one of the given roles.
     *
     * @param wanted bits, of which any suffices.
     * @return whether it has.
     */
    public boolean hasAnyOf(final int wanted) {
        return (roles & wanted) != 0;
    }

    /**
     * Its last decided commands.
     *
     * @return the window.
     */
    public DecidedWindow window() {
        return window;
    }

    /**
     * The connection it is logged on from.
     *
     * @return 0 for none.
     */
    public long connection() {
        return connection;
    }

    /**
     * Binds it to a connection, and so fences every earlier one.
     *
     * @param connection 0 unbinds.
     */
    public void connection(final long connection) {
        this.connection = connection;
    }

    /**
     * Tells whether it is logged on from this connection. It never is from 0, the log.
     *
     * @param other the connection.
     * @return whether it is.
     */
    public boolean isBoundTo(final long other) {
        return connection != 0 && connection == other;
    }

    /**
     * The number of its last decided command.
     *
     * @return 0 before the first.
     */
    public long lastCommandNumber() {
        return lastCommandNumber;
    }

    /**
     * The number of its last event.
     *
     * @return 0 before the first.
     */
    public long lastEventNumber() {
        return lastEventNumber;
    }

    /**
     * The sequence that caused its last event.
     *
     * @return 0 before the first.
     */
    public long lastEventSequence() {
        return lastEventSequence;
    }

    /**
     * The oldest command number its window holds.
     *
     * @return 1 more than the last while it holds none.
     */
    public long firstDecided() {
        return Math.max(1, lastCommandNumber - window.size() + 1);
    }

    /**
     * Advances the count of commands by one that was decided.
     *
     * @param digest   of its content.
     * @param sequence it was decided at.
     * @param result   NONE if it was accepted.
     * @param orderId  that it created or named, else 0.
     */
    public void decided(final long digest, final long sequence, final Reason result, final long orderId) {
        lastCommandNumber++;
        window.put(lastCommandNumber, digest, sequence, result, orderId);
    }

    /**
     * Advances the count of events by one.
     *
     * @param sequence that causes it.
     * @return the event's number.
     */
    public long nextEvent(final long sequence) {
        lastEventSequence = sequence;
        return ++lastEventNumber;
    }

    /**
     * Sets the counts, for a session made from a snapshot.
     *
     * @param command       number of its last decided command.
     * @param event         number of its last event.
     * @param eventSequence sequence of its last event.
     */
    public void restore(final long command, final long event, final long eventSequence) {
        lastCommandNumber = command;
        lastEventNumber = event;
        lastEventSequence = eventSequence;
    }

    /**
     * Adds everything of it to a hash.
     *
     * @param hasher to add to.
     */
    public void addTo(final Hasher hasher) {
        hasher.add(id).add(participant).add(roles).add(window.size()).add(connection);
        hasher.add(lastCommandNumber).add(lastEventNumber).add(lastEventSequence);
        window.addTo(hasher, firstDecided(), lastCommandNumber);
    }
}
