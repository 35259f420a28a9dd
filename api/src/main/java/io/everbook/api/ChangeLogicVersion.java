package io.everbook.api;

import io.everbook.protocol.ChangeLogicVersionEncoder;
import io.everbook.protocol.CommandHeaderEncoder;
import io.everbook.protocol.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * Moves the engine's rules to the next logic version, from the next command on, on all sites at the same sequence.
 * Answered by LogicVersionChanged or CommandRejected: INVALID_FIELD if it isn't the present version plus one,
 * LOGIC_VERSION_UNSUPPORTED while a site has not told the log that it knows it. Needs the MARKET_OPS or SYSTEM role.
 */
public final class ChangeLogicVersion extends Command<ChangeLogicVersion> {
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final ChangeLogicVersionEncoder encoder = new ChangeLogicVersionEncoder();
    private int logicVersion;

    /**
     * Creates the command with every field at its default.
     */
    public ChangeLogicVersion() {
    }

    /**
     * Sets the version to move to.
     *
     * @param logicVersion the present one plus one.
     * @return this.
     */
    public ChangeLogicVersion logicVersion(final int logicVersion) {
        this.logicVersion = logicVersion;
        return this;
    }

    @Override
    public int templateId() {
        return ChangeLogicVersionEncoder.TEMPLATE_ID;
    }

    @Override
    int blockLength() {
        return ChangeLogicVersionEncoder.BLOCK_LENGTH;
    }

    @Override
    CommandHeaderEncoder encodeBody(final MutableDirectBuffer buffer, final int offset) {
        encoder.wrapAndApplyHeader(buffer, offset, messageHeader)
            .logicVersion(logicVersion);
        return encoder.header();
    }

    @Override
    ChangeLogicVersion self() {
        return this;
    }
}
