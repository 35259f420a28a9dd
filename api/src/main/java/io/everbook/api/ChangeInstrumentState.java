package io.everbook.api;

import io.everbook.protocol.ChangeInstrumentStateEncoder;
import io.everbook.protocol.CommandHeaderEncoder;
import io.everbook.protocol.InstrumentState;
import io.everbook.protocol.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * Moves an instrument to another state (STA-1). Answered by InstrumentStateChanged or CommandRejected. Needs the
 * MARKET_OPS role. CONTINUOUS matches; HALTED and CANCEL_ONLY take cancels and quantity decreases only.
 */
public final class ChangeInstrumentState extends Command<ChangeInstrumentState> {
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final ChangeInstrumentStateEncoder encoder = new ChangeInstrumentStateEncoder();
    private InstrumentState state = InstrumentState.CONTINUOUS;

    /**
     * Creates the command with every field at its default.
     */
    public ChangeInstrumentState() {
    }

    /**
     * Sets the state to enter.
     *
     * @param state the state.
     * @return this.
     */
    public ChangeInstrumentState state(final InstrumentState state) {
        this.state = state;
        return this;
    }

    @Override
    public int templateId() {
        return ChangeInstrumentStateEncoder.TEMPLATE_ID;
    }

    @Override
    int blockLength() {
        return ChangeInstrumentStateEncoder.BLOCK_LENGTH;
    }

    @Override
    CommandHeaderEncoder encodeBody(final MutableDirectBuffer buffer, final int offset) {
        encoder.wrapAndApplyHeader(buffer, offset, messageHeader)
            .state(state);
        return encoder.header();
    }

    @Override
    ChangeInstrumentState self() {
        return this;
    }
}
