package io.everbook.engine;

import io.everbook.engine.book.Instrument;
import io.everbook.engine.book.OrderId;
import io.everbook.engine.book.OrderSlab;
import io.everbook.engine.session.Session;
import io.everbook.protocol.FreeSlotDecoder;
import io.everbook.protocol.InstrumentRecordDecoder;
import io.everbook.protocol.OrderStateDecoder;
import io.everbook.protocol.Side;

import java.util.Arrays;

/**
 * The part of a snapshot that holds instruments, their orders and the free slots. Sessions must have been read before.
 */
final class SnapshotBooks {
    private static final int NONE = OrderSlab.NONE;

    private final EngineState state;
    private final OrderSlab slab;
    private final SnapshotCursor cursor;
    private final int liveOrders;
    private final int freeSlots;
    private final int slotsUsed;
    private final InstrumentRecordDecoder instrument = new InstrumentRecordDecoder();
    private final OrderStateDecoder order = new OrderStateDecoder();
    private final int[] nextOfSession;
    private final int[] firstOfSession;

    SnapshotBooks(
        final EngineState state,
        final SnapshotCursor cursor,
        final int liveOrders,
        final int freeSlots,
        final int slotsUsed) {
        cursor.check(slotsUsed >= 0 && slotsUsed <= state.config().maxOrders(), "more slots than maxOrders");
        cursor.check(
            liveOrders >= 0 && freeSlots >= 0 && (long) liveOrders + freeSlots <= slotsUsed,
            "live and free slots are more than those used");
        this.state = state;
        this.slab = state.slab();
        this.cursor = cursor;
        this.liveOrders = liveOrders;
        this.freeSlots = freeSlots;
        this.slotsUsed = slotsUsed;
        nextOfSession = filled(slotsUsed);
        firstOfSession = filled(state.config().maxSessions());
    }

    void read(final int instruments) {
        slab.restoreUsed(slotsUsed);
        for (int i = 0; i < instruments; i++) {
            readInstrument();
        }
        cursor.check(slab.live() == liveOrders, "live orders are " + slab.live() + " and not " + liveOrders);
        linkSessions();
        for (int i = 0; i < freeSlots; i++) {
            readFreeSlot();
        }
    }

    private void readInstrument() {
        cursor.next("InstrumentRecord", InstrumentRecordDecoder.TEMPLATE_ID, InstrumentRecordDecoder.BLOCK_LENGTH);
        instrument.wrap(cursor.buffer(), cursor.blockOffset(), InstrumentRecordDecoder.BLOCK_LENGTH, 1);
        final Instrument.Filters filters = new Instrument.Filters(
            instrument.tickSize(), instrument.lotSize(),
            instrument.minPrice(), instrument.maxPrice(),
            instrument.minQuantity(), instrument.maxQuantity());
        cursor.check(!state.instruments().isFull(), "more instruments than maxInstruments");
        cursor.check(instrument.instrument() > 0, "the instrument is out of range");
        cursor.check(state.instruments().find(instrument.instrument()) == null, "the instrument is there twice");
        cursor.check(filters.isValid(), "its filters are out of range");
        cursor.check(FieldCheck.isState(instrument.stateRaw()), "its state is unknown");
        final Instrument added = state.instruments().add(instrument.instrument(), filters, instrument.state());
        added.lastTradeId(instrument.lastTradeId());
        final int bids = instrument.bids();
        final int asks = instrument.asks();
        readOrders(added, bids, Side.BUY);
        readOrders(added, asks, Side.SELL);
    }

    private void readOrders(final Instrument owner, final int count, final Side side) {
        for (int i = 0; i < count; i++) {
            cursor.next("OrderState", OrderStateDecoder.TEMPLATE_ID, OrderStateDecoder.BLOCK_LENGTH);
            order.wrap(cursor.buffer(), cursor.blockOffset(), OrderStateDecoder.BLOCK_LENGTH, 1);
            checkTerms(side);
            final int slot = checkedSlot();
            final Session session = state.sessions().find(order.session());
            cursor.check(session != null, "its session is not there");
            place(owner, session, slot);
            noteSession(session, slot);
        }
    }

    private void checkTerms(final Side side) {
        cursor.check(order.sideRaw() == side.value(), "it is on the wrong side");
        cursor.check(FieldCheck.isTimeInForce(order.timeInForceRaw()), "its time in force is unknown");
        cursor.check(order.execInst().getRaw() <= 1, "its instructions are unknown");
        cursor.check(
            order.leavesQuantity() >= 1 && order.leavesQuantity() <= order.quantity(), "its quantities are wrong");
        cursor.check((order.clientOrderId().high() | order.clientOrderId().low()) != 0, "it has no client order id");
    }

    private int checkedSlot() {
        final int slot = OrderId.slot(order.orderId());
        final int generation = OrderId.generation(order.orderId());
        cursor.check(OrderId.partition(order.orderId()) == state.config().partition(), "its id's partition is wrong");
        cursor.check(generation >= 1 && generation <= slab.maxGeneration(), "its id's generation is out of range");
        cursor.check(slot < slotsUsed && !slab.isLive(slot), "its id's slot is out of range or taken");
        return slot;
    }

    private void place(final Instrument owner, final Session session, final int slot) {
        slab.restoreLive(slot, OrderId.generation(order.orderId()));
        slab.owner(slot, session.slot(), owner.slot());
        slab.clientId(slot, order.clientOrderId().high(), order.clientOrderId().low());
        slab.terms(slot, order.price(), order.quantity(), order.leavesQuantity());
        slab.traits(slot, order.sideRaw(), order.timeInForceRaw(), order.execInst().postOnly(), false);
        owner.book().rest(slot);
    }

    private void noteSession(final Session session, final int slot) {
        final int previous = order.previousOfSession();
        cursor.check(previous >= NONE && previous < slotsUsed, "the order before it is out of range");
        final int[] links = previous == NONE ? firstOfSession : nextOfSession;
        final int at = previous == NONE ? session.slot() : previous;
        cursor.check(links[at] == NONE, "another order has the same order before it");
        links[at] = slot;
    }

    private void linkSessions() {
        int linked = 0;
        for (int i = 0; i < state.sessions().count(); i++) {
            for (int slot = firstOfSession[i]; slot != NONE; slot = nextOfSession[slot]) {
                cursor.check(slab.session(slot) == i, "orders of two sessions are linked");
                cursor.check(
                    state.orders().find(i, slab.clientIdHigh(slot), slab.clientIdLow(slot)) == NONE,
                    "a client order id is there twice");
                state.orders().enter(slot);
                linked++;
            }
        }
        cursor.check(linked == liveOrders, "of " + liveOrders + " live orders " + linked + " are linked to sessions");
    }

    private void readFreeSlot() {
        cursor.next("FreeSlot", FreeSlotDecoder.TEMPLATE_ID, FreeSlotDecoder.BLOCK_LENGTH);
        final FreeSlotDecoder decoder = new FreeSlotDecoder();
        decoder.wrap(cursor.buffer(), cursor.blockOffset(), FreeSlotDecoder.BLOCK_LENGTH, 1);
        final int slot = decoder.slot();
        final int generation = decoder.generation();
        cursor.check(slot >= 0 && slot < slotsUsed, "the slot is out of range");
        cursor.check(generation >= 1 && generation < slab.maxGeneration(), "the generation is out of range");
        cursor.check(!slab.isLive(slot) && slab.generation(slot) == slab.maxGeneration(), "the slot is taken");
        slab.restoreFree(slot, generation);
    }

    private static int[] filled(final int length) {
        final int[] links = new int[length];
        Arrays.fill(links, NONE);
        return links;
    }
}
