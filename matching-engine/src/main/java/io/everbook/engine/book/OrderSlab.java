package io.everbook.engine.book;

import io.everbook.engine.state.Invariant;

import java.util.Arrays;

/**
 * Every order in a slot, every slot a row of 64 bytes:
 * <pre>
 *   word 0  price            word 4  client order id, low
 *   word 1  open quantity    word 5  session slot | instrument slot
 *   word 2  total quantity   word 6  next | previous, of the level or of the free list
 *   word 3  client id, high  word 7  generation 24, level 24, side 2, time in force 4, post-only 1, market 1, live 1
 * </pre>
 * A freed slot is used again before a fresh one, the last freed first; its generation tells its orders apart. A slot
 * whose generations are used up is retired. Grows by doubling up to its bound; allocates nothing else.
 */
public final class OrderSlab {
    /** No slot. */
    public static final int NONE = -1;

    private static final int WORDS = 8;
    private static final int PRICE = 0;
    private static final int LEAVES = 1;
    private static final int QUANTITY = 2;
    private static final int CLIENT_HIGH = 3;
    private static final int CLIENT_LOW = 4;
    private static final int OWNER = 5;
    private static final int LINKS = 6;
    private static final int TRAITS = 7;
    private static final long MASK_24 = (1 << 24) - 1;
    private static final int LEVEL_SHIFT = 24;
    private static final int SIDE_SHIFT = 48;
    private static final int TIF_SHIFT = 50;
    private static final long POST_ONLY = 1L << 54;
    private static final long MARKET = 1L << 55;
    private static final long LIVE = 1L << 56;
    private static final long LOW_32 = 0xFFFF_FFFFL;
    private static final int INITIAL_SLOTS = 1024;

    private final int bound;
    private final int maxGeneration;
    private long[] rows;
    private int used;
    private int live;
    private int free;
    private int freeTop = NONE;
    private int freeBottom = NONE;

    /**
     * Creates an empty slab.
     *
     * @param bound         how many slots there may be.
     * @param maxGeneration how often a slot may be used.
     */
    public OrderSlab(final int bound, final int maxGeneration) {
        this.bound = bound;
        this.maxGeneration = maxGeneration;
        rows = new long[Math.min(bound, INITIAL_SLOTS) * WORDS];
    }

    /**
     * Tells whether a slot can be allocated.
     *
     * @return whether there is a free one, or a fresh one within the bound.
     */
    public boolean hasRoom() {
        return freeTop != NONE || used < bound;
    }

    /**
     * Makes a slot live under its next generation.
     *
     * @return the slot; only where there is room.
     */
    public int allocate() {
        final int slot = freeTop != NONE ? popFree() : nextFresh();
        final int generation = generation(slot) + 1;
        rows[slot * WORDS + TRAITS] = LIVE | generation;
        live++;
        return slot;
    }

    /**
     * Ends a live slot: free for another order, or retired if its generations are used up.
     *
     * @param slot of the order.
     */
    public void free(final int slot) {
        Invariant.that(isLive(slot), "freed slot is not live", slot);
        live--;
        rows[slot * WORDS + TRAITS] = generation(slot);
        if (generation(slot) < maxGeneration) {
            pushFree(slot);
        }
    }

    /**
     * Begins a slab with the counts of a snapshot, every slot retired until placed or freed.
     *
     * @param slotsUsed how many slots were ever used.
     */
    public void restoreUsed(final int slotsUsed) {
        ensureCapacity(slotsUsed);
        used = slotsUsed;
        for (int slot = 0; slot < slotsUsed; slot++) {
            rows[slot * WORDS + TRAITS] = maxGeneration;
        }
    }

    /**
     * Makes a slot of a snapshot live under a given generation.
     *
     * @param slot       that is neither live nor free yet.
     * @param generation 1 to the last.
     */
    public void restoreLive(final int slot, final int generation) {
        rows[slot * WORDS + TRAITS] = LIVE | generation;
        live++;
    }

    /**
     * Frees a slot of a snapshot under a given generation, to be used before those freed earlier.
     *
     * @param slot       that is neither live nor free yet.
     * @param generation 1 to the last but one.
     */
    public void restoreFree(final int slot, final int generation) {
        rows[slot * WORDS + TRAITS] = generation;
        pushFree(slot);
    }

    /**
     * How many slots were ever used: the next fresh one.
     *
     * @return live, free and retired slots together.
     */
    public int used() {
        return used;
    }

    /**
     * How many orders are live.
     *
     * @return the count.
     */
    public int live() {
        return live;
    }

    /**
     * How many slots are free.
     *
     * @return the count, without those never used.
     */
    public int free() {
        return free;
    }

    /**
     * The last generation of a slot.
     *
     * @return how often a slot may be used.
     */
    public int maxGeneration() {
        return maxGeneration;
    }

    /**
     * The slot freed longest ago.
     *
     * @return the slot, or {@link #NONE}.
     */
    public int firstFree() {
        return freeBottom;
    }

    /**
     * The slot freed after another.
     *
     * @param slot that is free.
     * @return the slot, or {@link #NONE}.
     */
    public int freeAfter(final int slot) {
        return previous(slot);
    }

    /**
     * Finds a live order by slot and generation.
     *
     * @param slot       any.
     * @param generation any.
     * @return whether the slot is live under that generation.
     */
    public boolean isLive(final int slot, final int generation) {
        return slot < used && (rows[slot * WORDS + TRAITS] & (LIVE | MASK_24)) == (LIVE | generation);
    }

    /**
     * Tells whether a slot holds an order.
     *
     * @param slot below {@link #used()}.
     * @return whether it does.
     */
    public boolean isLive(final int slot) {
        return (rows[slot * WORDS + TRAITS] & LIVE) != 0;
    }

    /**
     * The generation of a slot.
     *
     * @param slot below {@link #used()}.
     * @return from 1.
     */
    public int generation(final int slot) {
        return (int) (rows[slot * WORDS + TRAITS] & MASK_24);
    }

    /**
     * Sets the quantities and the price of an order.
     *
     * @param slot     of the order.
     * @param price    its limit, or what stands for none on a market order.
     * @param quantity in all, what has filled included.
     * @param leaves   open of it.
     */
    public void terms(final int slot, final long price, final long quantity, final long leaves) {
        final int row = slot * WORDS;
        rows[row + PRICE] = price;
        rows[row + QUANTITY] = quantity;
        rows[row + LEAVES] = leaves;
    }

    /**
     * Sets whose order it is and of what.
     *
     * @param slot       of the order.
     * @param session    the session's slot.
     * @param instrument the instrument's slot.
     */
    public void owner(final int slot, final int session, final int instrument) {
        rows[slot * WORDS + OWNER] = (long) session << 32 | instrument;
    }

    /**
     * Sets the client order id.
     *
     * @param slot of the order.
     * @param high the first eight bytes.
     * @param low  the last eight bytes.
     */
    public void clientId(final int slot, final long high, final long low) {
        rows[slot * WORDS + CLIENT_HIGH] = high;
        rows[slot * WORDS + CLIENT_LOW] = low;
    }

    /**
     * Sets what doesn't change while the order lives.
     *
     * @param slot        of the order, just allocated.
     * @param side        as the schema numbers it.
     * @param timeInForce as the schema numbers it.
     * @param postOnly    whether it must not trade at entry.
     * @param market      whether it has no limit.
     */
    public void traits(
        final int slot, final int side, final int timeInForce, final boolean postOnly, final boolean market) {
        rows[slot * WORDS + TRAITS] |= (long) side << SIDE_SHIFT | (long) timeInForce << TIF_SHIFT
            | (postOnly ? POST_ONLY : 0) | (market ? MARKET : 0);
    }

    /**
     * The price of an order.
     *
     * @param slot of the order.
     * @return in price units; the null value on a market order.
     */
    public long price(final int slot) {
        return rows[slot * WORDS + PRICE];
    }

    /**
     * The open quantity of an order.
     *
     * @param slot of the order.
     * @return in quantity units.
     */
    public long leaves(final int slot) {
        return rows[slot * WORDS + LEAVES];
    }

    /**
     * The total quantity of an order, what has filled included.
     *
     * @param slot of the order.
     * @return in quantity units.
     */
    public long quantity(final int slot) {
        return rows[slot * WORDS + QUANTITY];
    }

    /**
     * The quantity of an order that has filled.
     *
     * @param slot of the order.
     * @return in quantity units.
     */
    public long executed(final int slot) {
        return quantity(slot) - leaves(slot);
    }

    /**
     * Takes a fill off the open quantity.
     *
     * @param slot     of the order.
     * @param quantity that filled.
     */
    public void fill(final int slot, final long quantity) {
        rows[slot * WORDS + LEAVES] -= quantity;
    }

    /**
     * The first half of the client order id.
     *
     * @param slot of the order.
     * @return eight bytes.
     */
    public long clientIdHigh(final int slot) {
        return rows[slot * WORDS + CLIENT_HIGH];
    }

    /**
     * The second half of the client order id.
     *
     * @param slot of the order.
     * @return eight bytes.
     */
    public long clientIdLow(final int slot) {
        return rows[slot * WORDS + CLIENT_LOW];
    }

    /**
     * The slot of the session that owns an order.
     *
     * @param slot of the order.
     * @return the session's slot.
     */
    public int session(final int slot) {
        return (int) (rows[slot * WORDS + OWNER] >>> 32);
    }

    /**
     * The slot of the instrument of an order.
     *
     * @param slot of the order.
     * @return the instrument's slot.
     */
    public int instrument(final int slot) {
        return (int) rows[slot * WORDS + OWNER];
    }

    /**
     * The side of an order.
     *
     * @param slot of the order.
     * @return as the schema numbers it.
     */
    public int side(final int slot) {
        return (int) (rows[slot * WORDS + TRAITS] >>> SIDE_SHIFT) & 3;
    }

    /**
     * The time in force of an order.
     *
     * @param slot of the order.
     * @return as the schema numbers it.
     */
    public int timeInForce(final int slot) {
        return (int) (rows[slot * WORDS + TRAITS] >>> TIF_SHIFT) & 15;
    }

    /**
     * Tells whether an order is post-only.
     *
     * @param slot of the order.
     * @return whether it must not trade at entry.
     */
    public boolean isPostOnly(final int slot) {
        return (rows[slot * WORDS + TRAITS] & POST_ONLY) != 0;
    }

    /**
     * Tells whether an order has no limit.
     *
     * @param slot of the order.
     * @return whether it is a market order.
     */
    public boolean isMarket(final int slot) {
        return (rows[slot * WORDS + TRAITS] & MARKET) != 0;
    }

    int level(final int slot) {
        return (int) (rows[slot * WORDS + TRAITS] >>> LEVEL_SHIFT & MASK_24);
    }

    void level(final int slot, final int level) {
        final int at = slot * WORDS + TRAITS;
        rows[at] = rows[at] & ~(MASK_24 << LEVEL_SHIFT) | (long) level << LEVEL_SHIFT;
    }

    int next(final int slot) {
        return (int) (rows[slot * WORDS + LINKS] >>> 32);
    }

    int previous(final int slot) {
        return (int) rows[slot * WORDS + LINKS];
    }

    void links(final int slot, final int next, final int previous) {
        rows[slot * WORDS + LINKS] = (long) next << 32 | previous & LOW_32;
    }

    void next(final int slot, final int next) {
        links(slot, next, previous(slot));
    }

    void previous(final int slot, final int previous) {
        links(slot, next(slot), previous);
    }

    private void pushFree(final int slot) {
        links(slot, freeTop, NONE);
        if (freeTop != NONE) {
            previous(freeTop, slot);
        } else {
            freeBottom = slot;
        }
        freeTop = slot;
        free++;
    }

    private int popFree() {
        final int slot = freeTop;
        freeTop = next(slot);
        if (freeTop != NONE) {
            previous(freeTop, NONE);
        } else {
            freeBottom = NONE;
        }
        free--;
        return slot;
    }

    private int nextFresh() {
        Invariant.that(used < bound, "no fresh slot left", used);
        ensureCapacity(used + 1);
        return used++;
    }

    private void ensureCapacity(final int slots) {
        final int capacity = rows.length / WORDS;
        if (slots > capacity) {
            final int doubled = Math.max(capacity * 2, slots);
            rows = Arrays.copyOf(rows, Math.min(doubled, bound) * WORDS);
        }
    }
}
