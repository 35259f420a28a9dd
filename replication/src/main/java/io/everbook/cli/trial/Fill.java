package io.everbook.cli.trial;

import io.everbook.protocol.OrderExecutedDecoder;

/**
 * One side of a trade, as its session is told.
 *
 * @param sequence    of the command that caused it.
 * @param eventNumber of the session.
 * @param executionId of the partition.
 * @param tradeId     of the instrument.
 * @param instrument  traded.
 * @param orderId     of the session's order.
 * @param tag         the low half of its client order id.
 * @param side        1 buy, 2 sell.
 * @param passive     whether the order was resting.
 * @param price       of the trade.
 * @param quantity    of the trade.
 * @param leaves      open after it.
 */
public record Fill(
    long sequence, long eventNumber, long executionId, long tradeId, int instrument, long orderId, long tag, int side,
    boolean passive, long price, long quantity, long leaves) {

    static Fill of(final OrderExecutedDecoder event) {
        return new Fill(
            event.header().sequence(), event.header().eventNumber(), event.header().executionId(), event.tradeId(),
            event.instrument(), event.orderId(), event.clientOrderId().low(), event.side().value(),
            event.liquidity() == io.everbook.protocol.Liquidity.MAKER, event.price(), event.quantity(),
            event.leavesQuantity());
    }
}
