package io.everbook.engine;

import io.everbook.api.EverbookException;
import org.agrona.DirectBuffer;

/**
 * The deterministic core of one partition: a command in, its events out. Its state is a function of the commands, their
 * times and their connections alone, so that every site that applies the same log holds the same state.
 *
 * <p>No byte sequence makes it throw: what it can't take it refuses or rejects with a reason. One thread; allocates
 * nothing in steady state.
 */
public final class MatchingEngine {
    /** The longest command taken, in bytes with its message header; a longer one is cut to 8 bytes more and refused. */
    public static final int MAX_COMMAND_LENGTH = 1024;

    private long sequence;
    private long timeNs;

    /**
     * Creates an engine in its genesis state ({@link Genesis}), at sequence 0.
     *
     * @param config the bounds.
     */
    public MatchingEngine(final EngineConfig config) {
    }

    /**
     * Applies the next command of the log.
     *
     * @param sequence   of the command: the last plus one, anything else is an error of the caller and throws.
     * @param timeNs     of the log, nanoseconds since the epoch; engine time is the largest given so far.
     * @param connection that delivered it; 0: the log itself.
     * @param command    buffer holding the command, message header first.
     * @param offset     of the message header.
     * @param length     of the message in bytes, at most {@link #MAX_COMMAND_LENGTH} + 8.
     * @param events     cleared first, then filled with the events that the command caused.
     */
    public void apply(
        final long sequence,
        final long timeNs,
        final long connection,
        final DirectBuffer command,
        final int offset,
        final int length,
        final EventBuffer events) {
        events.clear();
        this.sequence = sequence;
        this.timeNs = Math.max(this.timeNs, timeNs);
    }

    /**
     * The sequence of the last command applied.
     *
     * @return 0 before the first.
     */
    public long sequence() {
        return sequence;
    }

    /**
     * Engine time: the largest time given so far.
     *
     * @return nanoseconds since the epoch.
     */
    public long timeNs() {
        return timeNs;
    }

    /**
     * The newest epoch that the log has told.
     *
     * @return generation in the upper 16 bits, leadership term below; 0 before the first.
     */
    public long epoch() {
        return 0;
    }

    /**
     * The execution id that the next numbered event gets.
     *
     * @return from 1.
     */
    public long nextExecutionId() {
        return 1;
    }

    /**
     * Hashes instruments, books and order slots: what a rejected command leaves as it was. A full pass over the state.
     *
     * @return the hash.
     */
    public long businessHash() {
        return 0;
    }

    /**
     * Hashes the whole state, sessions, connections and time included. A full pass over the state.
     *
     * @return the hash.
     */
    public long fullHash() {
        return 0;
    }

    /**
     * The connection a session is logged on from, to which its events go.
     *
     * @param session the session's id.
     * @return the connection; 0 if there is none, or no such session.
     */
    public long connectionOf(final int session) {
        return 0;
    }

    /**
     * A live view of an instrument's book.
     *
     * @param instrument the instrument's id.
     * @return the view, or null if there is no such instrument.
     */
    public BookView book(final int instrument) {
        return null;
    }

    /**
     * Writes the state as SBE records 200 to 208, in order, with 0 for the journal's chain.
     *
     * @param sink takes the records.
     */
    public void writeSnapshot(final SnapshotSink sink) {
        writeSnapshot(0, sink);
    }

    /**
     * Writes the state as SBE records 200 to 208, in order.
     *
     * @param chain checksum of the journal's record at this sequence, kept in the last record for whoever reads it; the
     *              engine itself makes no use of it.
     * @param sink  takes the records.
     */
    public void writeSnapshot(final long chain, final SnapshotSink sink) {
        throw new EverbookException("not there yet");
    }

    /**
     * Makes an engine from a snapshot.
     *
     * @param config the bounds, the same that the snapshot's engine had.
     * @param source gives the records.
     * @return an engine with the same full hash, which continues as the other would have.
     * @throws EverbookException naming what is wrong with the snapshot.
     */
    public static MatchingEngine restore(final EngineConfig config, final SnapshotSource source) {
        throw new EverbookException("not there yet");
    }
}
