package io.everbook.api;

import io.everbook.protocol.CommandHeaderEncoder;
import io.everbook.protocol.DefineParticipantEncoder;
import io.everbook.protocol.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * Defines a participant. Answered by ParticipantDefined or CommandRejected. Needs the SYSTEM role.
 */
public final class DefineParticipant extends Command<DefineParticipant> {
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final DefineParticipantEncoder encoder = new DefineParticipantEncoder();
    private int participant;

    /**
     * Creates the command with every field at its default.
     */
    public DefineParticipant() {
    }

    /**
     * Sets the id of the new participant, above 0.
     *
     * @param participant the participant.
     * @return this.
     */
    public DefineParticipant participant(final int participant) {
        this.participant = participant;
        return this;
    }

    @Override
    public int templateId() {
        return DefineParticipantEncoder.TEMPLATE_ID;
    }

    @Override
    int blockLength() {
        return DefineParticipantEncoder.BLOCK_LENGTH;
    }

    @Override
    CommandHeaderEncoder encodeBody(final MutableDirectBuffer buffer, final int offset) {
        encoder.wrapAndApplyHeader(buffer, offset, messageHeader)
            .participant(participant);
        return encoder.header();
    }

    @Override
    DefineParticipant self() {
        return this;
    }
}
