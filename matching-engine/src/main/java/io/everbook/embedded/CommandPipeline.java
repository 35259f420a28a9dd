package io.everbook.embedded;

import io.everbook.api.EverbookException;
import io.everbook.engine.EventBuffer;
import io.everbook.engine.MatchingEngine;
import io.everbook.journal.JournalReader;
import io.everbook.journal.JournalWriter;
import io.everbook.journal.RecordLayout;
import io.everbook.journal.RecordView;
import io.everbook.protocol.RecordHeaderEncoder;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import java.util.function.LongPredicate;

/**
 * Takes commands in their order through the engine into the journal: the one way in, of the embedded exchange and of a
 * site.
 *
 * <p>While the journal holds the command's sequence already, because the engine starts from a snapshot below the
 * journal's end, the record computed is compared with the one recorded, byte for byte, and not appended again.
 *
 * <p>After anything was thrown from {@link #process} or {@link #replay} the pipeline is dead: engine and journal may
 * disagree, and every later call throws. One thread; allocates nothing in steady state.
 */
public final class CommandPipeline implements AutoCloseable {
    private final MatchingEngine engine;
    private final JournalWriter journal;
    private final StopPoints stopPoints;
    private final LongPredicate skipped;
    private final EventBuffer events = new EventBuffer();
    private final RecordHeaderEncoder header = new RecordHeaderEncoder();
    private final RecordDifference difference = new RecordDifference();
    private final RecordView recorded = new RecordView();
    private JournalReader reader;
    private Throwable death;
    private long chain;

    /**
     * Creates it for an engine in the state of some sequence at or below the journal's last.
     *
     * @param engine     at its sequence.
     * @param chain      checksum of the journal's record at that sequence, as the snapshot tells; 0 at genesis.
     * @param journal    to append to.
     * @param stopPoints told of {@link StopPoint#BEFORE_APPEND} and {@link StopPoint#AFTER_APPEND}.
     * @throws EverbookException if the journal does not hold that sequence with that checksum.
     */
    public CommandPipeline(
        final MatchingEngine engine, final long chain, final JournalWriter journal, final StopPoints stopPoints) {
        this(engine, chain, journal, stopPoints, sequence -> false);
    }

    /**
     * Creates it for an engine in the state of some sequence at or below the journal's last.
     *
     * @param engine     at its sequence.
     * @param chain      checksum of the journal's record at that sequence, as the snapshot tells; 0 at genesis.
     * @param journal    to append to.
     * @param stopPoints told of {@link StopPoint#BEFORE_APPEND} and {@link StopPoint#AFTER_APPEND}.
     * @param skipped    whether the command of a sequence is quarantined.
     * @throws EverbookException if the journal does not hold that sequence with that checksum.
     */
    public CommandPipeline(
        final MatchingEngine engine,
        final long chain,
        final JournalWriter journal,
        final StopPoints stopPoints,
        final LongPredicate skipped) {
        this.skipped = skipped;
        this.engine = engine;
        this.journal = journal;
        this.stopPoints = stopPoints;
        this.chain = chain;
        startComparing();
        requireSameChain();
    }

    private void startComparing() {
        if (engine.sequence() > journal.lastSequence()) {
            throw new EverbookException("FATAL: the engine is at sequence " + engine.sequence()
                + ", but the journal in " + journal.directory() + " ends at " + journal.lastSequence()
                + ": copy what is missing from a peer");
        }
        if (engine.sequence() < journal.lastSequence()) {
            reader = JournalReader.open(journal.directory());
            reader.seek(engine.sequence() + 1);
        }
    }

    private void requireSameChain() {
        final long recordedChain = reader == null ? journal.chain() : reader.chain();
        if (recordedChain != chain) {
            CloseHelper.close(reader);
            throw new EverbookException("FATAL: the engine's state at sequence " + engine.sequence()
                + " is not of the journal in " + journal.directory() + ": its chain is 0x" + Long.toHexString(chain)
                + ", the journal's 0x" + Long.toHexString(recordedChain));
        }
    }

    /**
     * Takes the next command: applies it, then appends its record, or compares it with the recorded one.
     *
     * @param timeNs      that the log gives, nanoseconds since the epoch; the record has the engine's time.
     * @param logPosition of the newest log message whose position is known, this one included; 0 without a log.
     * @param connection  that delivered it; 0: the log itself.
     * @param command     holding the command.
     * @param offset      of its message header.
     * @param length      of the message in bytes, at most {@link MatchingEngine#MAX_COMMAND_LENGTH} + 8.
     * @throws DivergenceException if the journal recorded something else for it.
     * @throws EverbookException   if it could not be appended.
     */
    public void process(
        final long timeNs,
        final long logPosition,
        final long connection,
        final DirectBuffer command,
        final int offset,
        final int length) {
        requireAlive();
        try {
            if (reader != null) {
                readRecorded();
            }
            apply(timeNs, logPosition, connection, command, offset, length);
        } catch (final Throwable t) {
            death = t;
            throw t;
        }
    }

    /**
     * Takes every command that the journal holds above the engine's sequence, from the journal itself.
     *
     * @return how many there were.
     * @throws DivergenceException if the journal recorded something else than is computed now.
     */
    public long replay() {
        requireAlive();
        final long from = engine.sequence();
        try {
            while (reader != null) {
                readRecorded();
                apply(recorded.timeNs(), recorded.logPosition(), recorded.connection(),
                    recorded.buffer(), recorded.commandOffset(), recorded.commandLength());
            }
        } catch (final Throwable t) {
            death = t;
            throw t;
        }
        return engine.sequence() - from;
    }

    private void readRecorded() {
        if (!reader.next(recorded)) {
            throw new EverbookException("FATAL: the journal in " + journal.directory() + " has no record "
                + (engine.sequence() + 1) + ", though it goes to " + journal.lastSequence());
        }
    }

    private void apply(
        final long timeNs,
        final long logPosition,
        final long connection,
        final DirectBuffer command,
        final int offset,
        final int length) {
        final long firstExecutionId = engine.nextExecutionId();
        decide(engine.sequence() + 1, timeNs, connection, command, offset, length);
        final int start = recordOffset(length);
        RecordLayout.putCommand(events.buffer(), start, command, offset, length);
        header.wrap(events.buffer(), start)
            .sequence(engine.sequence())
            .epoch(engine.epoch())
            .timeNs(engine.timeNs())
            .logPosition(logPosition)
            .connection(connection)
            .firstExecutionId(firstExecutionId)
            .commandLength(length)
            .eventsLength(events.eventsLength())
            .eventCount(events.count())
            .reserved(0);
        complete(events.buffer(), start, RecordLayout.length(length, events.eventsLength()));
    }

    private void decide(
        final long sequence,
        final long timeNs,
        final long connection,
        final DirectBuffer command,
        final int offset,
        final int length) {
        if (skipped.test(sequence)) {
            engine.quarantine(sequence, timeNs, connection, command, offset, length, events);
        } else {
            engine.apply(sequence, timeNs, connection, command, offset, length, events);
        }
    }

    private int recordOffset(final int commandLength) {
        return events.eventsOffset() - RecordLayout.length(commandLength, 0);
    }

    private void complete(final MutableDirectBuffer record, final int offset, final int length) {
        if (reader != null) {
            compare(record, offset, length);
        } else {
            stopPoints.reached(StopPoint.BEFORE_APPEND, engine.sequence());
            journal.append(record, offset, length);
            chain = journal.chain();
            stopPoints.reached(StopPoint.AFTER_APPEND, engine.sequence());
        }
    }

    private void compare(final DirectBuffer record, final int offset, final int length) {
        if (!difference.isEqual(recorded, record, offset, length)) {
            throw difference.isOfInput(recorded)
                ? DivergenceException.journalAhead(reader.place(), recorded.sequence(), difference.describe(recorded))
                : new DivergenceException(reader.place(), recorded.sequence(), difference.describe(recorded));
        }
        chain = recorded.checksum();
        if (engine.sequence() == journal.lastSequence()) {
            CloseHelper.close(reader);
            reader = null;
        }
    }

    /**
     * The sequence of the last command taken.
     *
     * @return 0 at genesis.
     */
    public long sequence() {
        return engine.sequence();
    }

    /**
     * The checksum of the last record, which stands for the whole journal up to it.
     *
     * @return 0 at genesis.
     */
    public long chain() {
        return chain;
    }

    /**
     * Whether the next command is one that the journal holds already.
     *
     * @return true while commands are compared, false once they are appended.
     */
    public boolean isComparing() {
        return reader != null;
    }

    /**
     * The events of the last command taken.
     *
     * @return valid until the next command.
     */
    public EventBuffer events() {
        return events;
    }

    private void requireAlive() {
        if (death != null) {
            throw new EverbookException("FATAL: no more commands are taken since the one after sequence "
                + (engine.sequence() - 1) + " failed: " + death, death);
        }
    }

    /**
     * Closes what it opened; engine and journal are the caller's.
     */
    @Override
    public void close() {
        CloseHelper.close(reader);
        reader = null;
    }
}
