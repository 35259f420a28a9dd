package io.everbook.engine.session;

import io.everbook.engine.state.IdIndex;

import java.util.Arrays;

/**
 * All participants, in the order in which they were defined.
 */
public final class Participants {
    private final IdIndex index = new IdIndex();
    private final int bound;
    private int[] ids = new int[16];
    private int count;

    /**
     * Creates an empty set.
     *
     * @param bound how many there may be.
     */
    public Participants(final int bound) {
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
     * Tells whether a participant is defined.
     *
     * @param id of the participant.
     * @return whether it is.
     */
    public boolean contains(final int id) {
        return index.find(id) != IdIndex.MISSING;
    }

    /**
     * The id of the participant defined at a place in the order.
     *
     * @param place below {@link #count()}.
     * @return the id.
     */
    public int at(final int place) {
        return ids[place];
    }

    /**
     * Adds a participant that isn't there yet.
     *
     * @param id of the participant.
     */
    public void add(final int id) {
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, count * 2);
        }
        ids[count] = id;
        index.put(id, count);
        count++;
    }
}
