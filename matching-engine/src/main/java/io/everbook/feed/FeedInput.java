package io.everbook.feed;

import io.everbook.protocol.InstrumentState;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.Side;
import io.everbook.protocol.StateReason;
import org.agrona.DirectBuffer;

/**
 * Reads what comes from a network, where a wrong byte, or a value that this version doesn't know, gives no exception.
 */
final class FeedInput {
    private static final InstrumentState[] STATES = InstrumentState.values();
    private static final StateReason[] REASONS = StateReason.values();

    private FeedInput() {
    }

    /**
     * Wraps the header, and tells whether header and block lie within the length and are of the schema.
     */
    static boolean isMessage(
        final MessageHeaderDecoder header, final DirectBuffer buffer, final int offset, final int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            return false;
        }
        header.wrap(buffer, offset);
        return header.schemaId() == MessageHeaderDecoder.SCHEMA_ID
            && header.version() >= 1
            && MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength() <= length;
    }

    /**
     * Whether it is of a template, and its block not shorter than the template's.
     */
    static boolean is(final MessageHeaderDecoder header, final int templateId, final int blockLength) {
        return header.templateId() == templateId && header.blockLength() >= blockLength;
    }

    static Side side(final short value) {
        return value == Side.BUY.value() ? Side.BUY : Side.SELL;
    }

    static InstrumentState state(final short value) {
        for (final InstrumentState state : STATES) {
            if (state.value() == value) {
                return state;
            }
        }
        return InstrumentState.NULL_VAL;
    }

    static StateReason reason(final short value) {
        for (final StateReason reason : REASONS) {
            if (reason.value() == value) {
                return reason;
            }
        }
        return StateReason.NULL_VAL;
    }
}
