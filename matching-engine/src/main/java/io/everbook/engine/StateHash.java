package io.everbook.engine;

import io.everbook.engine.book.BookSide;
import io.everbook.engine.book.Instrument;
import io.everbook.engine.book.OrderSlab;
import io.everbook.engine.session.Connections;
import io.everbook.engine.session.Sessions;
import io.everbook.engine.state.Hasher;
import io.everbook.protocol.Side;

/**
 * Hashes the state, field by field in a fixed order, each time anew. The order of tables, of level slots and of
 * capacities has no part in it. Allocates nothing.
 */
final class StateHash {
    private static final long BUSINESS = 1;
    private static final long FULL = 2;

    private final EngineState state;
    private final OrderSlab slab;
    private final Hasher hasher = new Hasher();

    StateHash(final EngineState state) {
        this.state = state;
        this.slab = state.slab();
    }

    /** Instruments, books and slots: what a reject leaves as it was. */
    long business() {
        hasher.begin(BUSINESS);
        addInstruments();
        addSlots();
        return hasher.value();
    }

    /** The business hash, and with it participants, sessions, connections, sites, counters and time. */
    long full() {
        final long business = business();
        hasher.begin(FULL).add(business);
        hasher.add(state.sequence()).add(state.timeNs()).add(state.epoch()).add(state.nextExecutionId());
        hasher.add(state.logicVersion());
        state.siteVersions().addTo(hasher);
        addParticipants();
        addSessions();
        addConnections();
        return hasher.value();
    }

    private void addInstruments() {
        hasher.add(state.instruments().count());
        for (int i = 0; i < state.instruments().count(); i++) {
            final Instrument instrument = state.instruments().at(i);
            addTerms(instrument);
            addSide(instrument.book().side(Side.BUY.value()));
            addSide(instrument.book().side(Side.SELL.value()));
        }
    }

    private void addTerms(final Instrument instrument) {
        final Instrument.Filters filters = instrument.filters();
        hasher.add(instrument.id())
            .add(filters.tickSize()).add(filters.lotSize())
            .add(filters.minPrice()).add(filters.maxPrice())
            .add(filters.minQuantity()).add(filters.maxQuantity())
            .add(instrument.state().value())
            .add(instrument.lastTradeId());
    }

    private void addSide(final BookSide side) {
        hasher.add(side.depth());
        for (int level = 0; level < side.depth(); level++) {
            hasher.add(side.count(level));
            for (int order = side.firstOrder(level); order != OrderSlab.NONE; order = side.orderAfter(order)) {
                addOrder(order);
            }
        }
    }

    private void addOrder(final int order) {
        final long traits = (long) slab.side(order) << 8 | slab.timeInForce(order) << 1
            | (slab.isPostOnly(order) ? 1 : 0);
        hasher.add(state.orderId(order))
            .add(slab.clientIdHigh(order)).add(slab.clientIdLow(order))
            .add(slab.price(order)).add(slab.quantity(order)).add(slab.leaves(order))
            .add(state.ownerOf(order).id())
            .add(traits);
    }

    private void addSlots() {
        hasher.add(slab.used()).add(slab.free());
        for (int slot = slab.firstFree(); slot != OrderSlab.NONE; slot = slab.freeAfter(slot)) {
            hasher.add((long) slot << 32 | slab.generation(slot));
        }
    }

    private void addParticipants() {
        hasher.add(state.participants().count());
        for (int i = 0; i < state.participants().count(); i++) {
            hasher.add(state.participants().at(i));
        }
    }

    private void addSessions() {
        final Sessions sessions = state.sessions();
        hasher.add(sessions.count());
        for (int i = 0; i < sessions.count(); i++) {
            sessions.at(i).addTo(hasher);
            for (int order = state.orders().firstOf(i); order != OrderSlab.NONE;) {
                hasher.add(order);
                order = state.orders().nextOfSession(order);
            }
            hasher.add(OrderSlab.NONE);
        }
    }

    private void addConnections() {
        final Connections connections = state.connections();
        hasher.add(connections.count());
        for (int i = 0; i < connections.count(); i++) {
            hasher.add(connections.idAt(i)).add(connections.participantAt(i));
        }
    }
}
