package io.everbook.engine.state;

import java.util.Arrays;

/**
 * Ids to dense slots: open addressing with linear probing, at most half full, deletion by shifting back. Nothing of the
 * state depends on its layout. Allocates only when it grows.
 */
public final class IdIndex {
    /** What a missing id is found at. */
    public static final int MISSING = -1;

    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private long[] ids;
    private int[] slots;
    private int mask;
    private int size;

    /**
     * Creates an empty index.
     */
    public IdIndex() {
        allocate(64);
    }

    /**
     * Finds an id.
     *
     * @param id to find.
     * @return its slot, or {@link #MISSING}.
     */
    public int find(final long id) {
        int at = home(id);
        while (slots[at] != MISSING) {
            if (ids[at] == id) {
                return slots[at];
            }
            at = (at + 1) & mask;
        }
        return MISSING;
    }

    /**
     * Puts an id, in place of its earlier slot if it has one.
     *
     * @param id   to put.
     * @param slot where it is, 0 or above.
     */
    public void put(final long id, final int slot) {
        int at = home(id);
        while (slots[at] != MISSING && ids[at] != id) {
            at = (at + 1) & mask;
        }
        if (slots[at] == MISSING) {
            size++;
        }
        ids[at] = id;
        slots[at] = slot;
        if (size * 2 > slots.length) {
            grow();
        }
    }

    /**
     * Removes an id that is there.
     *
     * @param id to remove.
     */
    public void remove(final long id) {
        int hole = home(id);
        while (ids[hole] != id || slots[hole] == MISSING) {
            Invariant.that(slots[hole] != MISSING, "id to remove is not in the index", id);
            hole = (hole + 1) & mask;
        }
        size--;
        int at = hole;
        while (true) {
            at = (at + 1) & mask;
            if (slots[at] == MISSING) {
                break;
            }
            if (((at - home(ids[at])) & mask) >= ((at - hole) & mask)) {
                ids[hole] = ids[at];
                slots[hole] = slots[at];
                hole = at;
            }
        }
        slots[hole] = MISSING;
    }

    private int home(final long id) {
        return (int) ((id * MULTIPLIER) >>> 32) & mask;
    }

    private void allocate(final int capacity) {
        ids = new long[capacity];
        slots = new int[capacity];
        Arrays.fill(slots, MISSING);
        mask = capacity - 1;
        size = 0;
    }

    private void grow() {
        final long[] oldIds = ids;
        final int[] oldSlots = slots;
        allocate(oldSlots.length * 2);
        for (int i = 0; i < oldSlots.length; i++) {
            if (oldSlots[i] != MISSING) {
                put(oldIds[i], oldSlots[i]);
            }
        }
    }
}
