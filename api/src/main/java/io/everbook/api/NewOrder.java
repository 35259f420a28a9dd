package io.everbook.api;

import io.everbook.protocol.CommandHeaderEncoder;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.NewOrderEncoder;
import io.everbook.protocol.OrderType;
import io.everbook.protocol.Side;
import io.everbook.protocol.TimeInForce;
import org.agrona.MutableDirectBuffer;

/**
 * Enters a limit or a market order. Answered by OrderAccepted or CommandRejected; fills and an expiry of the rest
 * follow in the same record. Needs the TRADER role and a client order id that no live order of the session has (ID-2).
 */
public final class NewOrder extends Command<NewOrder> {
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final NewOrderEncoder encoder = new NewOrderEncoder();
    private long clientOrderIdHigh;
    private long clientOrderIdLow;
    private Side side = Side.BUY;
    private OrderType orderType = OrderType.LIMIT;
    private long price;
    private long quantity;
    private TimeInForce timeInForce = TimeInForce.GTC;
    private boolean postOnly;

    /**
     * Creates the command with every field at its default.
     */
    public NewOrder() {
    }

    /**
     * Sets the client order id: 16 bytes, as the two halves of a UUID; both zero for none.
     *
     * @param high the first eight bytes.
     * @param low the last eight bytes.
     * @return this.
     */
    public NewOrder clientOrderId(final long high, final long low) {
        this.clientOrderIdHigh = high;
        this.clientOrderIdLow = low;
        return this;
    }

    /**
     * Sets the side.
     *
     * @param side buy or sell.
     * @return this.
     */
    public NewOrder side(final Side side) {
        this.side = side;
        return this;
    }

    /**
     * Makes it a limit order, the default.
     *
     * @param price whole ticks, in the instrument's price unit.
     * @return this.
     */
    public NewOrder limit(final long price) {
        this.orderType = OrderType.LIMIT;
        this.price = price;
        return this;
    }

    /**
     * Makes it a market order: it walks the book, and what cannot fill expires (MKT-1).
     *
     * @return this.
     */
    public NewOrder market() {
        this.orderType = OrderType.MARKET;
        this.price = NewOrderEncoder.priceNullValue();
        return this;
    }

    /**
     * Sets the quantity.
     *
     * @param quantity whole lots, in the instrument's quantity unit.
     * @return this.
     */
    public NewOrder quantity(final long quantity) {
        this.quantity = quantity;
        return this;
    }

    /**
     * Sets the time in force; GTC is the default.
     *
     * @param timeInForce GTC, IOC or FOK.
     * @return this.
     */
    public NewOrder timeInForce(final TimeInForce timeInForce) {
        this.timeInForce = timeInForce;
        return this;
    }

    /**
     * Makes the order one that is rejected if any part of it would trade on entry (PST-1).
     *
     * @param postOnly true for post-only.
     * @return this.
     */
    public NewOrder postOnly(final boolean postOnly) {
        this.postOnly = postOnly;
        return this;
    }

    @Override
    public int templateId() {
        return NewOrderEncoder.TEMPLATE_ID;
    }

    @Override
    int blockLength() {
        return NewOrderEncoder.BLOCK_LENGTH;
    }

    @Override
    CommandHeaderEncoder encodeBody(final MutableDirectBuffer buffer, final int offset) {
        encoder.wrapAndApplyHeader(buffer, offset, messageHeader)
            .price(price)
            .quantity(quantity)
            .side(side)
            .orderType(orderType)
            .timeInForce(timeInForce);
        encoder.execInst().postOnly(postOnly);
        encoder.clientOrderId().high(clientOrderIdHigh).low(clientOrderIdLow);
        return encoder.header();
    }

    @Override
    NewOrder self() {
        return this;
    }
}
