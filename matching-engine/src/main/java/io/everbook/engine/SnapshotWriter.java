package io.everbook.engine;

import io.everbook.engine.book.BookSide;
import io.everbook.engine.book.Instrument;
import io.everbook.engine.book.OrderSlab;
import io.everbook.engine.session.DecidedWindow;
import io.everbook.engine.session.Session;
import io.everbook.engine.session.SiteVersions;
import io.everbook.protocol.ConnectionStateEncoder;
import io.everbook.protocol.DecidedStateEncoder;
import io.everbook.protocol.FreeSlotEncoder;
import io.everbook.protocol.InstrumentRecordEncoder;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.OrderStateEncoder;
import io.everbook.protocol.ParticipantStateEncoder;
import io.everbook.protocol.SessionStateEncoder;
import io.everbook.protocol.Side;
import io.everbook.protocol.SiteVersionEncoder;
import io.everbook.protocol.SnapshotEndEncoder;
import io.everbook.protocol.SnapshotStartEncoder;
import io.everbook.protocol.TimeInForce;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes the state as SBE records, in the order that the schema gives; equal states give equal bytes.
 */
final class SnapshotWriter {
    private final EngineState state;
    private final OrderSlab slab;
    private final SnapshotSink sink;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final OrderStateEncoder orderState = new OrderStateEncoder();
    private final DecidedStateEncoder decidedState = new DecidedStateEncoder();

    SnapshotWriter(final EngineState state, final SnapshotSink sink) {
        this.state = state;
        this.slab = state.slab();
        this.sink = sink;
    }

    void write(final long fullHash, final long chain) {
        writeStart();
        writeSiteVersions(state.siteVersions());
        writeParticipants();
        writeConnections();
        for (int i = 0; i < state.sessions().count(); i++) {
            writeSession(state.sessions().at(i));
        }
        for (int i = 0; i < state.instruments().count(); i++) {
            writeInstrument(state.instruments().at(i));
        }
        writeFreeSlots();
        new SnapshotEndEncoder().wrapAndApplyHeader(blank(), 0, messageHeader).fullHash(fullHash).chain(chain);
        hand(SnapshotEndEncoder.BLOCK_LENGTH);
    }

    private void writeStart() {
        new SnapshotStartEncoder().wrapAndApplyHeader(blank(), 0, messageHeader)
            .sequence(state.sequence())
            .timeNs(state.timeNs())
            .epoch(state.epoch())
            .nextExecutionId(state.nextExecutionId())
            .partition(state.config().partition())
            .participants(state.participants().count())
            .sessions(state.sessions().count())
            .connections(state.connections().count())
            .instruments(state.instruments().count())
            .liveOrders(slab.live())
            .freeSlots(slab.free())
            .slotsUsed(slab.used())
            .logicVersion(state.logicVersion())
            .members(state.siteVersions().voting())
            .siteVersions(state.siteVersions().count());
        hand(SnapshotStartEncoder.BLOCK_LENGTH);
    }

    private void writeSiteVersions(final SiteVersions sites) {
        final SiteVersionEncoder encoder = new SiteVersionEncoder();
        for (int i = 0; i < sites.count(); i++) {
            encoder.wrapAndApplyHeader(blank(), 0, messageHeader)
                .member(sites.memberAt(i))
                .maxLogicVersion(sites.versionAt(i));
            hand(SiteVersionEncoder.BLOCK_LENGTH);
        }
    }

    private void writeParticipants() {
        final ParticipantStateEncoder encoder = new ParticipantStateEncoder();
        for (int i = 0; i < state.participants().count(); i++) {
            encoder.wrapAndApplyHeader(blank(), 0, messageHeader).participant(state.participants().at(i));
            hand(ParticipantStateEncoder.BLOCK_LENGTH);
        }
    }

    private void writeConnections() {
        final ConnectionStateEncoder encoder = new ConnectionStateEncoder();
        for (int i = 0; i < state.connections().count(); i++) {
            encoder.wrapAndApplyHeader(blank(), 0, messageHeader)
                .connection(state.connections().idAt(i))
                .participant(state.connections().participantAt(i));
            hand(ConnectionStateEncoder.BLOCK_LENGTH);
        }
    }

    private void writeSession(final Session session) {
        final SessionStateEncoder encoder = new SessionStateEncoder();
        encoder.wrapAndApplyHeader(blank(), 0, messageHeader)
            .lastCommandNumber(session.lastCommandNumber())
            .lastEventNumber(session.lastEventNumber())
            .lastEventSequence(session.lastEventSequence())
            .connection(session.connection())
            .session(session.id())
            .participant(session.participant())
            .window(session.window().size())
            .decided((int) (session.lastCommandNumber() - session.firstDecided() + 1));
        encoder.roles().clear()
            .trader(session.hasAnyOf(Role.TRADER))
            .risk(session.hasAnyOf(Role.RISK))
            .marketOps(session.hasAnyOf(Role.MARKET_OPS))
            .system(session.hasAnyOf(Role.SYSTEM));
        hand(SessionStateEncoder.BLOCK_LENGTH);
        for (long number = session.firstDecided(); number <= session.lastCommandNumber(); number++) {
            writeDecided(session.window(), number);
        }
    }

    private void writeDecided(final DecidedWindow window, final long number) {
        decidedState.wrapAndApplyHeader(blank(), 0, messageHeader)
            .digest(window.digest(number))
            .sequence(window.sequence(number))
            .orderId(window.orderId(number))
            .result(window.result(number));
        hand(DecidedStateEncoder.BLOCK_LENGTH);
    }

    private void writeInstrument(final Instrument instrument) {
        final BookSide bids = instrument.book().side(Side.BUY.value());
        final BookSide asks = instrument.book().side(Side.SELL.value());
        final Instrument.Filters filters = instrument.filters();
        new InstrumentRecordEncoder().wrapAndApplyHeader(blank(), 0, messageHeader)
            .tickSize(filters.tickSize())
            .lotSize(filters.lotSize())
            .minPrice(filters.minPrice())
            .maxPrice(filters.maxPrice())
            .minQuantity(filters.minQuantity())
            .maxQuantity(filters.maxQuantity())
            .lastTradeId(instrument.lastTradeId())
            .instrument(instrument.id())
            .bids(ordersOf(bids))
            .asks(ordersOf(asks))
            .state(instrument.state());
        hand(InstrumentRecordEncoder.BLOCK_LENGTH);
        writeSide(bids);
        writeSide(asks);
    }

    private void writeSide(final BookSide side) {
        for (int level = 0; level < side.depth(); level++) {
            for (int order = side.firstOrder(level); order != OrderSlab.NONE; order = side.orderAfter(order)) {
                writeOrder(order);
            }
        }
    }

    private void writeOrder(final int order) {
        orderState.wrapAndApplyHeader(blank(), 0, messageHeader)
            .orderId(state.orderId(order))
            .price(slab.price(order))
            .quantity(slab.quantity(order))
            .leavesQuantity(slab.leaves(order))
            .session(state.ownerOf(order).id())
            .previousOfSession(state.orders().previousOfSession(order))
            .side(Side.get((short) slab.side(order)))
            .timeInForce(TimeInForce.get((short) slab.timeInForce(order)));
        orderState.clientOrderId().high(slab.clientIdHigh(order)).low(slab.clientIdLow(order));
        orderState.execInst().clear().postOnly(slab.isPostOnly(order));
        hand(OrderStateEncoder.BLOCK_LENGTH);
    }

    private void writeFreeSlots() {
        final FreeSlotEncoder encoder = new FreeSlotEncoder();
        for (int slot = slab.firstFree(); slot != OrderSlab.NONE; slot = slab.freeAfter(slot)) {
            encoder.wrapAndApplyHeader(blank(), 0, messageHeader).slot(slot).generation(slab.generation(slot));
            hand(FreeSlotEncoder.BLOCK_LENGTH);
        }
    }

    private static int ordersOf(final BookSide side) {
        int count = 0;
        for (int level = 0; level < side.depth(); level++) {
            count += side.count(level);
        }
        return count;
    }

    private UnsafeBuffer blank() {
        buffer.setMemory(0, buffer.capacity(), (byte) 0);
        return buffer;
    }

    private void hand(final int blockLength) {
        sink.record(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + blockLength);
    }
}
