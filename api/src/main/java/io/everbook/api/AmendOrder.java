package io.everbook.api;

import io.everbook.protocol.AmendOrderEncoder;
import io.everbook.protocol.CommandHeaderEncoder;
import io.everbook.protocol.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * Amends price, total quantity or client order id of a resting order of the session, named by exchange order id or by
 * client order id. Answered by OrderAmended, by OrderCancelled where the total is at or below what has filled, or by
 * CommandRejected, which leaves the order untouched. A change of price or a larger quantity loses priority and may
 * trade; a smaller quantity and a new client order id keep it (AMD-1, AMD-2). Needs the TRADER role.
 */
public final class AmendOrder extends Command<AmendOrder> {
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final AmendOrderEncoder encoder = new AmendOrderEncoder();
    private long orderId;
    private long clientOrderIdHigh;
    private long clientOrderIdLow;
    private long newClientOrderIdHigh;
    private long newClientOrderIdLow;
    private long price = AmendOrderEncoder.priceNullValue();
    private long quantity = AmendOrderEncoder.quantityNullValue();

    /**
     * Creates the command with every field at its default.
     */
    public AmendOrder() {
    }

    /**
     * Names the order by its exchange order id; 0, the default, leaves it to the client order id.
     *
     * @param orderId the exchange order id.
     * @return this.
     */
    public AmendOrder orderId(final long orderId) {
        this.orderId = orderId;
        return this;
    }

    /**
     * Sets the client order id: 16 bytes, as the two halves of a UUID; both zero for none.
     *
     * @param high the first eight bytes.
     * @param low the last eight bytes.
     * @return this.
     */
    public AmendOrder clientOrderId(final long high, final long low) {
        this.clientOrderIdHigh = high;
        this.clientOrderIdLow = low;
        return this;
    }

    /**
     * Sets the client order id the order is to have from now on; both zero, the default, keep the old one.
     *
     * @param high the first eight bytes.
     * @param low the last eight bytes.
     * @return this.
     */
    public AmendOrder newClientOrderId(final long high, final long low) {
        this.newClientOrderIdHigh = high;
        this.newClientOrderIdLow = low;
        return this;
    }

    /**
     * Sets the new price; without this call the price stays.
     *
     * @param price whole ticks, in the instrument's price unit.
     * @return this.
     */
    public AmendOrder price(final long price) {
        this.price = price;
        return this;
    }

    /**
     * Sets the new total quantity, what has filled included; without this call it stays.
     *
     * @param quantity whole lots, in the instrument's quantity unit.
     * @return this.
     */
    public AmendOrder quantity(final long quantity) {
        this.quantity = quantity;
        return this;
    }

    /**
     * Puts price and quantity back to staying as they are, for reuse of this object.
     *
     * @return this.
     */
    public AmendOrder keepPriceAndQuantity() {
        this.price = AmendOrderEncoder.priceNullValue();
        this.quantity = AmendOrderEncoder.quantityNullValue();
        return this;
    }

    @Override
    public int templateId() {
        return AmendOrderEncoder.TEMPLATE_ID;
    }

    @Override
    int blockLength() {
        return AmendOrderEncoder.BLOCK_LENGTH;
    }

    @Override
    CommandHeaderEncoder encodeBody(final MutableDirectBuffer buffer, final int offset) {
        encoder.wrapAndApplyHeader(buffer, offset, messageHeader)
            .orderId(orderId)
            .price(price)
            .quantity(quantity);
        encoder.clientOrderId().high(clientOrderIdHigh).low(clientOrderIdLow);
        encoder.newClientOrderId().high(newClientOrderIdHigh).low(newClientOrderIdLow);
        return encoder.header();
    }

    @Override
    AmendOrder self() {
        return this;
    }
}
