package io.everbook.api;

import io.everbook.protocol.CommandHeaderEncoder;
import io.everbook.protocol.DefineSessionEncoder;
import io.everbook.protocol.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * Defines a trading session of a participant. Answered by SessionDefined or CommandRejected. Needs the SYSTEM role.
 */
public final class DefineSession extends Command<DefineSession> {
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final DefineSessionEncoder encoder = new DefineSessionEncoder();
    private int newSession;
    private int participant;
    private int window = 64;
    private boolean trader = true;
    private boolean risk;
    private boolean marketOps;
    private boolean system;

    /**
     * Creates the command with every field at its default.
     */
    public DefineSession() {
    }

    /**
     * Sets the id of the new session, above 0.
     *
     * @param newSession the session.
     * @return this.
     */
    public DefineSession newSession(final int newSession) {
        this.newSession = newSession;
        return this;
    }

    /**
     * Sets the participant it belongs to.
     *
     * @param participant a defined participant.
     * @return this.
     */
    public DefineSession participant(final int participant) {
        this.participant = participant;
        return this;
    }

    /**
     * Sets how many decided commands the engine remembers for it, which is also how many may be in flight.
     *
     * @param window a power of two, 1 to 4,096.
     * @return this.
     */
    public DefineSession window(final int window) {
        this.window = window;
        return this;
    }

    /**
     * Gives or takes the TRADER role; a new session has it unless told otherwise.
     *
     * @param trader true to have it.
     * @return this.
     */
    public DefineSession trader(final boolean trader) {
        this.trader = trader;
        return this;
    }

    /**
     * Gives or takes the RISK role.
     *
     * @param risk true to have it.
     * @return this.
     */
    public DefineSession risk(final boolean risk) {
        this.risk = risk;
        return this;
    }

    /**
     * Gives or takes the MARKET_OPS role.
     *
     * @param marketOps true to have it.
     * @return this.
     */
    public DefineSession marketOps(final boolean marketOps) {
        this.marketOps = marketOps;
        return this;
    }

    /**
     * Gives or takes the SYSTEM role.
     *
     * @param system true to have it.
     * @return this.
     */
    public DefineSession system(final boolean system) {
        this.system = system;
        return this;
    }

    @Override
    public int templateId() {
        return DefineSessionEncoder.TEMPLATE_ID;
    }

    @Override
    int blockLength() {
        return DefineSessionEncoder.BLOCK_LENGTH;
    }

    @Override
    CommandHeaderEncoder encodeBody(final MutableDirectBuffer buffer, final int offset) {
        encoder.wrapAndApplyHeader(buffer, offset, messageHeader)
            .newSession(newSession)
            .participant(participant)
            .window(window);
        encoder.roles().trader(trader).risk(risk).marketOps(marketOps).system(system);
        return encoder.header();
    }

    @Override
    DefineSession self() {
        return this;
    }
}
