package io.everbook.cli.replay;

import io.everbook.api.EventListener;
import io.everbook.protocol.CommandRefusedDecoder;
import io.everbook.protocol.CommandRejectedDecoder;
import io.everbook.protocol.Liquidity;
import io.everbook.protocol.OrderAcceptedDecoder;
import io.everbook.protocol.OrderAmendedDecoder;
import io.everbook.protocol.OrderCancelledDecoder;
import io.everbook.protocol.OrderExecutedDecoder;
import io.everbook.protocol.OrderExpiredDecoder;

/**
 * Follows the events of the one session that owns both sides of every trade: keeps its live orders, pairs the two
 * executions of a trade, which come the aggressor's first, and collects what was not foreseen.
 */
abstract class TradeListener implements EventListener {
    private final OwnOrders orders = new OwnOrders();
    private final Differences differences;
    private long aggressor;

    TradeListener(final Differences differences) {
        this.differences = differences;
    }

    final OwnOrders orders() {
        return orders;
    }

    final Differences differences() {
        return differences;
    }

    /**
     * A trade happened.
     *
     * @param price     it was made at.
     * @param quantity  that was exchanged.
     * @param resting   client order id of the maker.
     * @param aggressor client order id of the taker.
     */
    abstract void onTrade(long price, long quantity, long resting, long aggressor);

    @Override
    public void onOrderAccepted(final OrderAcceptedDecoder event) {
        orders.total(event.clientOrderId().low(), event.quantity());
    }

    @Override
    public final void onOrderExecuted(final OrderExecutedDecoder event) {
        orders.executed(event);
        if (event.liquidity() == Liquidity.TAKER) {
            aggressor = event.clientOrderId().low();
        } else {
            onTrade(event.price(), event.quantity(), event.clientOrderId().low(), aggressor);
        }
    }

    @Override
    public void onOrderAmended(final OrderAmendedDecoder event) {
        orders.total(event.clientOrderId().low(), event.quantity());
    }

    @Override
    public void onOrderCancelled(final OrderCancelledDecoder event) {
        orders.ended(event.clientOrderId().low());
    }

    @Override
    public void onOrderExpired(final OrderExpiredDecoder event) {
        orders.ended(event.clientOrderId().low());
    }

    @Override
    public void onCommandRejected(final CommandRejectedDecoder event) {
        differences.add("order " + event.clientOrderId().low() + ": rejected " + event.reason());
    }

    @Override
    public void onCommandRefused(final CommandRefusedDecoder event) {
        differences.add("command " + event.commandNumber() + ": refused " + event.reason());
    }
}
