package io.everbook.engine.session;

import io.everbook.engine.state.IdIndex;

/**
 * The open connections and the participant each authenticated as, in an order of their own that is part of the state:
 * a closed one's place is taken by the last.
 */
public final class Connections {
    private final IdIndex index = new IdIndex();
    private final long[] ids;
    private final int[] participants;
    private int count;

    /**
     * Creates an empty set.
     *
     * @param bound how many may be open at once.
     */
    public Connections(final int bound) {
        ids = new long[bound];
        participants = new int[bound];
    }

    /**
     * How many are open.
     *
     * @return the count.
     */
    public int count() {
        return count;
    }

    /**
     * Tells whether the bound is reached.
     *
     * @return whether no more can be opened.
     */
    public boolean isFull() {
        return count == ids.length;
    }

    /**
     * The connection of a place in the order.
     *
     * @param place below {@link #count()}.
     * @return the connection.
     */
    public long idAt(final int place) {
        return ids[place];
    }

    /**
     * The participant of a place in the order.
     *
     * @param place below {@link #count()}.
     * @return the participant's id.
     */
    public int participantAt(final int place) {
        return participants[place];
    }

    /**
     * Tells whether a connection is open.
     *
     * @param id of the connection.
     * @return whether it is.
     */
    public boolean isOpen(final long id) {
        return index.find(id) != IdIndex.MISSING;
    }

    /**
     * Tells whether a connection is open and authenticated as a participant.
     *
     * @param id          of the connection.
     * @param participant to be held against its own.
     * @return whether both are so.
     */
    public boolean isOpenAs(final long id, final int participant) {
        final int place = index.find(id);
        return place != IdIndex.MISSING && participants[place] == participant;
    }

    /**
     * Opens a connection, if it isn't open and the bound leaves room.
     *
     * @param id          of the connection.
     * @param participant it authenticated as.
     */
    public void open(final long id, final int participant) {
        if (!isFull() && !isOpen(id)) {
            ids[count] = id;
            participants[count] = participant;
            index.put(id, count);
            count++;
        }
    }

    /**
     * Closes a connection, if it is open.
     *
     * @param id of the connection.
     */
    public void close(final long id) {
        final int place = index.find(id);
        if (place != IdIndex.MISSING) {
            index.remove(id);
            count--;
            if (place < count) {
                ids[place] = ids[count];
                participants[place] = participants[count];
                index.put(ids[place], place);
            }
        }
    }
}
