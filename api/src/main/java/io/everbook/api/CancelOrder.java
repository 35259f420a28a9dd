package io.everbook.api;

import io.everbook.protocol.CancelOrderEncoder;
import io.everbook.protocol.CommandHeaderEncoder;
import io.everbook.protocol.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * Cancels what is open of an order of the session, named by exchange order id or by client order id. Answered by
 * OrderCancelled or CommandRejected. Needs the TRADER role; no instrument state refuses it.
 */
public final class CancelOrder extends Command<CancelOrder> {
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final CancelOrderEncoder encoder = new CancelOrderEncoder();
    private long orderId;
    private long clientOrderIdHigh;
    private long clientOrderIdLow;

    /**
     * Creates the command with every field at its default.
     */
    public CancelOrder() {
    }

    /**
     * Names the order by its exchange order id; 0, the default, leaves it to the client order id.
     *
     * @param orderId the exchange order id.
     * @return this.
     */
    public CancelOrder orderId(final long orderId) {
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
    public CancelOrder clientOrderId(final long high, final long low) {
        this.clientOrderIdHigh = high;
        this.clientOrderIdLow = low;
        return this;
    }

    @Override
    public int templateId() {
        return CancelOrderEncoder.TEMPLATE_ID;
    }

    @Override
    int blockLength() {
        return CancelOrderEncoder.BLOCK_LENGTH;
    }

    @Override
    CommandHeaderEncoder encodeBody(final MutableDirectBuffer buffer, final int offset) {
        encoder.wrapAndApplyHeader(buffer, offset, messageHeader)
            .orderId(orderId);
        encoder.clientOrderId().high(clientOrderIdHigh).low(clientOrderIdLow);
        return encoder.header();
    }

    @Override
    CancelOrder self() {
        return this;
    }
}
