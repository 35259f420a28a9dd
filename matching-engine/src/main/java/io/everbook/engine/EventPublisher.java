package io.everbook.engine;

import io.everbook.engine.book.Instrument;
import io.everbook.engine.book.OrderSlab;
import io.everbook.engine.match.Executions;
import io.everbook.engine.session.Session;
import io.everbook.protocol.AlreadyDecidedEncoder;
import io.everbook.protocol.ClientOrderIdEncoder;
import io.everbook.protocol.CommandRefusedEncoder;
import io.everbook.protocol.CommandRejectedEncoder;
import io.everbook.protocol.EndReason;
import io.everbook.protocol.Liquidity;
import io.everbook.protocol.LogonAcceptedEncoder;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.OrderAcceptedEncoder;
import io.everbook.protocol.OrderAmendedEncoder;
import io.everbook.protocol.OrderCancelledEncoder;
import io.everbook.protocol.OrderExecutedEncoder;
import io.everbook.protocol.OrderExpiredEncoder;
import io.everbook.protocol.OrderType;
import io.everbook.protocol.Reason;
import io.everbook.protocol.Side;
import io.everbook.protocol.TestResponseEncoder;
import io.everbook.protocol.TimeInForce;
import org.agrona.MutableDirectBuffer;

/**
 * Encodes signals, rejects and the events of orders; those of definitions are {@link DefinitionPublisher}'s. Every byte
 * of an event is written, padding too, since the journals of all sites are equal byte by byte.
 */
final class EventPublisher implements Executions {
    private final EventFrame frame;
    private final EngineState state;
    private final OrderSlab slab;
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final LogonAcceptedEncoder logonAccepted = new LogonAcceptedEncoder();
    private final TestResponseEncoder testResponse = new TestResponseEncoder();
    private final CommandRefusedEncoder refused = new CommandRefusedEncoder();
    private final AlreadyDecidedEncoder alreadyDecided = new AlreadyDecidedEncoder();
    private final CommandRejectedEncoder rejected = new CommandRejectedEncoder();
    private final OrderAcceptedEncoder accepted = new OrderAcceptedEncoder();
    private final OrderExecutedEncoder executed = new OrderExecutedEncoder();
    private final OrderCancelledEncoder cancelled = new OrderCancelledEncoder();
    private final OrderExpiredEncoder expired = new OrderExpiredEncoder();
    private final OrderAmendedEncoder amended = new OrderAmendedEncoder();

    EventPublisher(final EngineState state, final EventFrame frame) {
        this.state = state;
        this.slab = state.slab();
        this.frame = frame;
    }

    void logonAccepted(final IncomingCommand command) {
        final Session session = command.session();
        logonAccepted.wrapAndApplyHeader(buffer(), frame.claim(LogonAcceptedEncoder.BLOCK_LENGTH), messageHeader)
            .connection(command.connection())
            .epoch(state.epoch())
            .lastCommandNumber(session.lastCommandNumber())
            .lastEventNumber(session.lastEventNumber())
            .lastEventSequence(session.lastEventSequence())
            .participant(session.participant())
            .window(session.window().size());
        frame.signal(logonAccepted.header(), command.sessionId());
    }

    void testResponse(final IncomingCommand command) {
        final Session session = command.session();
        testResponse.wrapAndApplyHeader(buffer(), frame.claim(TestResponseEncoder.BLOCK_LENGTH), messageHeader)
            .epoch(state.epoch())
            .lastCommandNumber(session.lastCommandNumber())
            .lastEventNumber(session.lastEventNumber())
            .lastEventSequence(session.lastEventSequence());
        frame.signal(testResponse.header(), command.sessionId());
    }

    void refused(final IncomingCommand command, final Reason reason) {
        final Session session = command.session();
        refused.wrapAndApplyHeader(buffer(), frame.claim(CommandRefusedEncoder.BLOCK_LENGTH), messageHeader)
            .commandNumber(command.number())
            .expectedCommandNumber(session == null ? 0 : session.lastCommandNumber() + 1)
            .commandTemplate(command.templateId())
            .reason(reason)
            .pad1((short) 0)
            .pad2(0);
        frame.signal(refused.header(), command.sessionId());
    }

    void alreadyDecided(final IncomingCommand command) {
        final long number = command.number();
        alreadyDecided.wrapAndApplyHeader(buffer(), frame.claim(AlreadyDecidedEncoder.BLOCK_LENGTH), messageHeader)
            .commandNumber(number)
            .decidedSequence(command.session().window().sequence(number))
            .orderId(command.session().window().orderId(number))
            .result(command.session().window().result(number))
            .pad1((short) 0)
            .pad2(0)
            .pad3(0);
        frame.signal(alreadyDecided.header(), command.sessionId());
    }

    void rejected(final IncomingCommand command, final Reason reason) {
        rejected.wrapAndApplyHeader(buffer(), frame.claim(CommandRejectedEncoder.BLOCK_LENGTH), messageHeader)
            .commandNumber(command.number())
            .orderId(command.namedOrderId())
            .commandTemplate(command.templateId())
            .reason(reason)
            .pad1((short) 0)
            .instrument(command.instrument());
        rejected.clientOrderId().high(command.namedClientIdHigh()).low(command.namedClientIdLow());
        frame.response(rejected.header(), command.session());
    }

    void accepted(final IncomingCommand command, final int order) {
        accepted.wrapAndApplyHeader(buffer(), frame.claim(OrderAcceptedEncoder.BLOCK_LENGTH), messageHeader)
            .commandNumber(command.number())
            .orderId(state.orderId(order))
            .price(slab.price(order))
            .quantity(slab.quantity(order))
            .instrument(command.instrument())
            .side(side(order))
            .orderType(slab.isMarket(order) ? OrderType.MARKET : OrderType.LIMIT)
            .timeInForce(TimeInForce.get((short) slab.timeInForce(order)));
        accepted.execInst().clear().postOnly(slab.isPostOnly(order));
        clientId(accepted.clientOrderId(), order);
        frame.response(accepted.header(), command.session());
    }

    @Override
    public void executed(
        final Instrument instrument,
        final long tradeId,
        final int aggressor,
        final int maker,
        final long price,
        final long quantity) {
        execution(instrument, tradeId, aggressor, price, quantity, Liquidity.TAKER);
        execution(instrument, tradeId, maker, price, quantity, Liquidity.MAKER);
    }

    void cancelled(final IncomingCommand command, final int order, final EndReason reason) {
        final Session owner = state.ownerOf(order);
        cancellation(order, owner == command.session() ? command.number() : 0, reason);
        frame.event(cancelled.header(), owner);
    }

    void cancelledInResponse(final IncomingCommand command, final int order, final EndReason reason) {
        cancellation(order, command.number(), reason);
        frame.response(cancelled.header(), command.session());
    }

    void expired(final int order, final EndReason reason) {
        expired.wrapAndApplyHeader(buffer(), frame.claim(OrderExpiredEncoder.BLOCK_LENGTH), messageHeader)
            .orderId(state.orderId(order))
            .price(slab.price(order))
            .quantity(slab.leaves(order))
            .executedQuantity(slab.executed(order))
            .instrument(instrumentId(order))
            .side(side(order))
            .reason(reason)
            .pad1(0);
        clientId(expired.clientOrderId(), order);
        frame.event(expired.header(), state.ownerOf(order));
    }

    void amended(final IncomingCommand command, final int order, final boolean priorityKept) {
        amended.wrapAndApplyHeader(buffer(), frame.claim(OrderAmendedEncoder.BLOCK_LENGTH), messageHeader)
            .commandNumber(command.number())
            .orderId(state.orderId(order))
            .price(slab.price(order))
            .quantity(slab.quantity(order))
            .leavesQuantity(slab.leaves(order))
            .instrument(command.instrument())
            .side(side(order))
            .priorityKept((short) (priorityKept ? 1 : 0))
            .pad1(0);
        clientId(amended.clientOrderId(), order);
        frame.response(amended.header(), command.session());
    }

    private void execution(
        final Instrument instrument,
        final long tradeId,
        final int order,
        final long price,
        final long quantity,
        final Liquidity liquidity) {
        executed.wrapAndApplyHeader(buffer(), frame.claim(OrderExecutedEncoder.BLOCK_LENGTH), messageHeader)
            .tradeId(tradeId)
            .orderId(state.orderId(order))
            .price(price)
            .quantity(quantity)
            .leavesQuantity(slab.leaves(order))
            .executedQuantity(slab.executed(order))
            .instrument(instrument.id())
            .side(side(order))
            .liquidity(liquidity)
            .pad1(0);
        clientId(executed.clientOrderId(), order);
        frame.event(executed.header(), state.ownerOf(order));
    }

    private void cancellation(final int order, final long number, final EndReason reason) {
        cancelled.wrapAndApplyHeader(buffer(), frame.claim(OrderCancelledEncoder.BLOCK_LENGTH), messageHeader)
            .commandNumber(number)
            .orderId(state.orderId(order))
            .price(slab.price(order))
            .quantity(slab.leaves(order))
            .executedQuantity(slab.executed(order))
            .instrument(instrumentId(order))
            .side(side(order))
            .reason(reason)
            .pad1(0);
        clientId(cancelled.clientOrderId(), order);
    }

    private void clientId(final ClientOrderIdEncoder encoder, final int order) {
        encoder.high(slab.clientIdHigh(order)).low(slab.clientIdLow(order));
    }

    private Side side(final int order) {
        return Side.get((short) slab.side(order));
    }

    private int instrumentId(final int order) {
        return state.instruments().at(slab.instrument(order)).id();
    }

    private MutableDirectBuffer buffer() {
        return frame.buffer();
    }
}
