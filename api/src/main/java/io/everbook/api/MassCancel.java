package io.everbook.api;

import io.everbook.protocol.CommandHeaderEncoder;
import io.everbook.protocol.MassCancelEncoder;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.Side;
import org.agrona.MutableDirectBuffer;

/**
 * Cancels up to 10,000 orders of one session, oldest first, in one instrument or in all (instrument 0), on one side or
 * both: an OrderCancelled to the owner for each, then MassCancelled with the total and what remains (MAS-1, SEQ-5). The
 * session's own orders need the TRADER role, those of another session of the participant RISK, any others MARKET_OPS or
 * SYSTEM.
 */
public final class MassCancel extends Command<MassCancel> {
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final MassCancelEncoder encoder = new MassCancelEncoder();
    private int targetSession;
    private Side side;

    /**
     * Creates the command with every field at its default.
     */
    public MassCancel() {
    }

    /**
     * Names the session whose orders are cancelled; 0, the default, for the sender's own.
     *
     * @param targetSession the session.
     * @return this.
     */
    public MassCancel targetSession(final int targetSession) {
        this.targetSession = targetSession;
        return this;
    }

    /**
     * Restricts it to one side; null, the default, for both.
     *
     * @param side buy, sell or null.
     * @return this.
     */
    public MassCancel side(final Side side) {
        this.side = side;
        return this;
    }

    @Override
    public int templateId() {
        return MassCancelEncoder.TEMPLATE_ID;
    }

    @Override
    int blockLength() {
        return MassCancelEncoder.BLOCK_LENGTH;
    }

    @Override
    CommandHeaderEncoder encodeBody(final MutableDirectBuffer buffer, final int offset) {
        encoder.wrapAndApplyHeader(buffer, offset, messageHeader)
            .targetSession(targetSession)
            .side(null == side ? Side.NULL_VAL : side);
        return encoder.header();
    }

    @Override
    MassCancel self() {
        return this;
    }
}
