package io.everbook.api;

import io.everbook.protocol.CommandHeaderEncoder;
import io.everbook.protocol.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * A command a session can submit: a mutable value, meant to be reused, that encodes itself as one SBE message.
 *
 * <p>The session stamps partition, session, command number and send time; the caller sets the rest. Prices are whole
 * numbers of the instrument's price unit, quantities of its quantity unit, times nanoseconds since the epoch. No field
 * is checked here: the engine checks, and answers with a reason.
 *
 * <p>Not thread safe. Allocates nothing after construction.
 *
 * @param <C> the command's own type, for fluent setters.
 */
public abstract sealed class Command<C extends Command<C>> permits
    NewOrder, CancelOrder, AmendOrder, MassCancel, DefineParticipant, DefineSession, DefineInstrument,
    ChangeInstrumentState, ChangeLogicVersion {
    /** No command of this schema version is longer, in bytes with the message header. */
    public static final int MAX_ENCODED_LENGTH = 256;

    private static final int HEADER_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH;

    private int instrument;
    private long validUntilNs;

    Command() {
    }

    /**
     * Sets the instrument the command concerns; 0, the default, where it concerns none or all.
     *
     * @param instrument the instrument's id.
     * @return this.
     */
    public final C instrument(final int instrument) {
        this.instrument = instrument;
        return self();
    }

    /**
     * Sets the engine time up to which, inclusive, the command may be sequenced; past it the command is rejected STALE
     * (rule SEQ-4). 0, the default, sets no limit.
     *
     * @param validUntilNs nanoseconds since the epoch.
     * @return this.
     */
    public final C validUntilNs(final long validUntilNs) {
        this.validUntilNs = validUntilNs;
        return self();
    }

    /**
     * Encodes the command with its message header.
     *
     * @param buffer        to write into, at least {@link #MAX_ENCODED_LENGTH} bytes from the offset.
     * @param offset        of the message header's first byte.
     * @param partition     the engine's partition.
     * @param session       the sending session.
     * @param commandNumber the session's own count of its commands.
     * @param sendTimeNs    the sender's clock; informative.
     * @return the encoded length in bytes.
     */
    public final int encode(
        final MutableDirectBuffer buffer,
        final int offset,
        final int partition,
        final int session,
        final long commandNumber,
        final long sendTimeNs) {
        buffer.setMemory(offset, HEADER_LENGTH + blockLength(), (byte) 0);
        encodeBody(buffer, offset)
            .sendTimeNs(sendTimeNs)
            .commandNumber(commandNumber)
            .session(session)
            .partition(partition)
            .instrument(instrument)
            .validUntilNs(validUntilNs);
        return HEADER_LENGTH + blockLength();
    }

    /**
     * The SBE template id of the message it encodes to.
     *
     * @return the template id.
     */
    public abstract int templateId();

    abstract int blockLength();

    abstract CommandHeaderEncoder encodeBody(MutableDirectBuffer buffer, int offset);

    abstract C self();
}
