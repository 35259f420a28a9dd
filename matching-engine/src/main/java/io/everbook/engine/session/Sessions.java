package io.everbook.engine.session;

import io.everbook.engine.state.IdIndex;

import java.util.Arrays;

/**
 * All sessions, in slots in the order in which they were defined.
 */
public final class Sessions {
    private final IdIndex index = new IdIndex();
    private final int bound;
    private Session[] sessions = new Session[16];
    private int count;

    /**
     * Creates an empty set.
     *
     * @param bound how many there may be.
     */
    public Sessions(final int bound) {
        this.bound = bound;
    }

    /**
     * How many there are.
     *
     * @return the count.
     */
    public int count() {
        return count;
    }

    /**
     * Tells whether the bound is reached.
     *
     * @return whether no more can be added.
     */
    public boolean isFull() {
        return count == bound;
    }

    /**
     * Finds a session by its id.
     *
     * @param id of the session.
     * @return the session, or null.
     */
    public Session find(final int id) {
        final int slot = index.find(id);
        return slot == IdIndex.MISSING ? null : sessions[slot];
    }

    /**
     * The session of a slot.
     *
     * @param slot below {@link #count()}.
     * @return the session.
     */
    public Session at(final int slot) {
        return sessions[slot];
    }

    /**
     * Adds a session that isn't there yet.
     *
     * @param id          of the session.
     * @param participant whose it is.
     * @param roles       bits as the schema's set has them.
     * @param window      how many decided commands it remembers.
     * @return the session.
     */
    public Session add(final int id, final int participant, final int roles, final int window) {
        if (count == sessions.length) {
            sessions = Arrays.copyOf(sessions, count * 2);
        }
        final Session session = new Session(count, id, participant, roles, window);
        sessions[count] = session;
        index.put(id, count);
        count++;
        return session;
    }

    /**
     * Unbinds every session that is logged on from a connection.
     *
     * @param connection that closed.
     */
    public void unbind(final long connection) {
        for (int i = 0; i < count; i++) {
            if (sessions[i].isBoundTo(connection)) {
                sessions[i].connection(0);
            }
        }
    }
}
