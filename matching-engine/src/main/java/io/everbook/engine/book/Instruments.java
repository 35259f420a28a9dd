package io.everbook.engine.book;

import io.everbook.engine.state.IdIndex;
import io.everbook.protocol.InstrumentState;

import java.util.Arrays;

/**
 * All instruments, in slots in the order in which they were defined.
 */
public final class Instruments {
    private final IdIndex index = new IdIndex();
    private final OrderSlab orders;
    private final LevelSlab levels;
    private final int bound;
    private Instrument[] instruments = new Instrument[16];
    private int count;

    /**
     * Creates an empty set.
     *
     * @param bound  how many there may be.
     * @param orders that the books are made of.
     */
    public Instruments(final int bound, final OrderSlab orders) {
        this.bound = bound;
        this.orders = orders;
        this.levels = new LevelSlab(orders);
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
     * Finds an instrument by its id.
     *
     * @param id of the instrument.
     * @return the instrument, or null.
     */
    public Instrument find(final int id) {
        final int slot = index.find(id);
        return slot == IdIndex.MISSING ? null : instruments[slot];
    }

    /**
     * The instrument of a slot.
     *
     * @param slot below {@link #count()}.
     * @return the instrument.
     */
    public Instrument at(final int slot) {
        return instruments[slot];
    }

    /**
     * Adds an instrument that isn't there yet, with an empty book.
     *
     * @param id      of the instrument.
     * @param filters its orders must keep to.
     * @param state   it starts in.
     * @return the instrument.
     */
    public Instrument add(final int id, final Instrument.Filters filters, final InstrumentState state) {
        if (count == instruments.length) {
            instruments = Arrays.copyOf(instruments, count * 2);
        }
        final Instrument instrument = new Instrument(count, id, filters, state, new Book(orders, levels));
        instruments[count] = instrument;
        index.put(id, count);
        count++;
        return instrument;
    }
}
