package io.everbook.embedded;

import io.everbook.engine.MatchingEngine;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalReader;
import io.everbook.journal.RecordView;
import org.agrona.CloseHelper;

import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;

/**
 * Verifies a journal from a start to the record that was its newest when it was opened: lengths, sequences and chained
 * checksums on a thread of its own, and behind it, on the caller's, every command computed anew and compared with what
 * was recorded, and the engine's state with each snapshot on the way. Changes nothing on disk and takes no lock, so
 * that the journal's writer may go on. One use; one caller's thread.
 */
public final class JournalVerification implements AutoCloseable {
    private final RecordView record = new RecordView();
    private final JournalReader verified;
    private final JournalReader reader;
    private final EngineStart start;
    private final long last;
    private JournalReplay replay;
    private SnapshotHashes hashes;
    private JournalFault fault;
    private boolean computed;
    private long records;

    /**
     * Opens the journal.
     *
     * @param journal directory of the journal.
     * @param start   gives the engine.
     */
    public JournalVerification(final Path journal, final EngineStart start) {
        this.start = start;
        reader = JournalReader.openDamaged(journal).withoutChecksums();
        verified = JournalReader.openDamaged(journal);
        last = verified.isEndDamaged() ? Long.MAX_VALUE : verified.lastSequence();
    }

    /**
     * Verifies it.
     *
     * @param from      the sequence to verify from, at the latest; 0: from as early as can be.
     * @param skipped   whether the command of a sequence is quarantined.
     * @param snapshots directory of the engine's snapshots; one that isn't there has none.
     * @param progress  told the sequence reached, now and then.
     * @return the first thing that is wrong; null if nothing is.
     */
    public JournalFault run(
        final long from, final LongPredicate skipped, final Path snapshots, final LongConsumer progress) {
        try {
            reader.requireBeginning();
            final MatchingEngine engine = from == 0 ? start.earliest(reader) : start.latest(reader, from - 1);
            replay = new JournalReplay(engine, reader, skipped);
            hashes = new SnapshotHashes(snapshots, engine.sequence(), start.passedOver());
            startFrom(engine.sequence());
        } catch (final JournalException e) {
            return JournalFault.of(e);
        }
        walk(progress);
        return fault;
    }

    private void startFrom(final long sequence) {
        if (verified.nextSequence() != sequence + 1) {
            verified.seek(sequence + 1);
        }
    }

    private void walk(final LongConsumer progress) {
        try (ChainWalk walk = new ChainWalk(verified, last)) {
            walk.start();
            follow(walk, progress);
        }
    }

    private void follow(final ChainWalk walk, final LongConsumer progress) {
        final MatchingEngine engine = replay.engine();
        long limit = walk.awaitBehind(engine.sequence());
        while (fault == null && limit > engine.sequence()) {
            while (fault == null && engine.sequence() < limit) {
                fault = next();
            }
            progress.accept(engine.sequence());
            limit = walk.awaitBehind(engine.sequence());
        }
        if (fault == null && walk.damage() != null) {
            fault = JournalFault.of(walk.damage());
            computed = !verified.isEndDamaged() && isOtherWhenComputed();
        } else if (fault == null && engine.sequence() < last) {
            fault = JournalFault.of(reader.faultBehind("the record cannot be read"));
        }
    }

    /** Whether the record at fault, as far as it can be read, is other than its command leads to. */
    private boolean isOtherWhenComputed() {
        try {
            replay.next(record);
            return false;
        } catch (final DivergenceException e) {
            return true;
        } catch (final RuntimeException e) {
            return false;
        }
    }

    private JournalFault next() {
        try {
            if (!replay.next(record)) {
                return JournalFault.of(reader.fault("the record behind it was there and is not"));
            }
            records++;
            return replay.engine().sequence() == hashes.next()
                ? hashes.compare(replay.engine(), record.checksum()) : null;
        } catch (final DivergenceException e) {
            computed = true;
            return JournalFault.of(reader.fault("computed anew it differs: " + e.difference()));
        } catch (final JournalException e) {
            return JournalFault.of(e);
        } catch (final RuntimeException e) {
            return JournalFault.of(reader.fault("the engine breaks on it: " + e));
        }
    }

    /**
     * The first sequence that the journal holds.
     *
     * @return 0 if there is none.
     */
    public long firstSequence() {
        return reader.firstSequence();
    }

    /**
     * The last sequence that is verified: the journal's newest when it was opened.
     *
     * @return 0 if there was none; of a journal that cannot tell its end, what was reached.
     */
    public long lastSequence() {
        return last == Long.MAX_VALUE ? verified.nextSequence() - 1 : last;
    }

    /**
     * How many records were computed anew and are as recorded.
     *
     * @return the count.
     */
    public long records() {
        return records;
    }

    /**
     * How many snapshots the engine's state was compared with.
     *
     * @return the count.
     */
    public long hashesCompared() {
        return hashes == null ? 0 : hashes.compared();
    }

    /**
     * The engine that computed it.
     *
     * @return at the last sequence computed; null if nothing could be.
     */
    public MatchingEngine engine() {
        return replay == null ? null : replay.engine();
    }

    /**
     * What was computed for the record at fault, where {@link #recorded()} differs from it.
     *
     * @return null if the fault is none of what an engine computes.
     */
    public JournalReplay computed() {
        return computed ? replay : null;
    }

    /**
     * The last record computed anew: the one at fault, if it differs.
     *
     * @return valid until this is closed.
     */
    public RecordView recorded() {
        return record;
    }

    @Override
    public void close() {
        CloseHelper.closeAll(reader, verified);
    }
}
