package io.everbook.journal;

import io.everbook.api.EverbookException;
import io.everbook.api.JournalRecord;
import io.everbook.api.JvmFlags;
import io.everbook.journal.JournalException.Finding;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.BitUtil;
import org.agrona.CloseHelper;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a journal, record by record in the order of sequences, and verifies every record it returns: its lengths, its
 * sequence, and its checksum chained to the record before. What does not verify is never returned: a
 * {@link JournalException} names file, offset and sequence.
 *
 * <p>Opens the files read-only and takes no lock, so that it may run beside the writer, in its process or another; it
 * sees what was appended up to each call. One thread at a time; allocates nothing from record to record of a file.
 */
public final class JournalReader implements io.everbook.api.JournalReader {
    private final Path directory;
    private final SingleChronicleQueue queue;
    private final ExcerptTailer tailer;
    private final JournalIndex index;
    private final RecordSearch search;
    private final FileEnd fileEnd = new FileEnd();
    private final RecordView view = new RecordView();
    private DocumentContext document;
    private JournalEnd end;
    private EverbookException fault;
    private long position = -1;
    private long behind = -1;
    private long nextSequence = 1;
    private long chain;
    private boolean chainKnown = true;
    private boolean trusting;
    private long lastKnown;

    private JournalReader(final Path directory, final SingleChronicleQueue queue) {
        this.directory = directory;
        this.queue = queue;
        this.tailer = queue.createTailer();
        tailer.singleThreadedCheckDisabled(true);
        index = new JournalIndex(directory, queue);
        search = new RecordSearch(index, tailer);
    }

    /**
     * Opens a journal at its first record.
     *
     * @param directory of the journal.
     * @return the reader, to be closed.
     * @throws JournalException  if the journal is damaged in a way that shows at once.
     * @throws EverbookException if there is no journal.
     */
    public static JournalReader open(final Path directory) {
        return open(directory, JournalCycle.DAILY);
    }

    static JournalReader open(final Path directory, final JournalCycle cycleOfNew) {
        return open(directory, cycleOfNew, false);
    }

    private static JournalReader open(
        final Path directory, final JournalCycle cycleOfNew, final boolean damaged) {
        JvmFlags.require();
        if (!Files.isDirectory(directory)) {
            throw new EverbookException("there is no journal in " + directory + ": no such directory");
        }
        final SingleChronicleQueue queue = QueueFiles.readOnly(directory, cycleOfNew);
        try {
            return new JournalReader(directory, queue).toStart(damaged);
        } catch (final Throwable t) {
            CloseHelper.quietClose(queue);
            throw t;
        }
    }

    /**
     * Opens a journal at its first record, even if it is damaged: what {@link #open(Path)} would refuse it for shows at
     * the first record that is not there, or does not verify, and in {@link #requireBeginning}.
     *
     * @param directory of the journal.
     * @return the reader, to be closed.
     * @throws EverbookException if there is no journal, or no record of it can be read.
     */
    public static JournalReader openDamaged(final Path directory) {
        return open(directory, JournalCycle.DAILY, true);
    }

    /**
     * Leaves out the checksums from now on, for a caller to whom another reader vouches for them.
     *
     * @return this.
     */
    public JournalReader withoutChecksums() {
        trusting = true;
        return this;
    }

    private JournalReader toStart(final boolean damaged) {
        end = JournalEnd.find(index, damaged);
        if (index.firstSequence() > 0) {
            nextSequence = index.firstSequence();
            toFirst(nextSequence);
        }
        if (!damaged) {
            requireBeginning();
        }
        return this;
    }

    /**
     * Sees to it that the journal begins where its writer had it begin.
     *
     * @throws JournalException if a file before its first was lost.
     */
    public void requireBeginning() {
        JournalBegin.read(directory).requireNothingLost(directory, index.firstSequence());
    }

    JournalIndex index() {
        return index;
    }

    /**
     * Whether the journal's end could not be found when it was opened, so that {@link #next} will throw there.
     *
     * @return false but after {@link #openDamaged}.
     */
    public boolean isEndDamaged() {
        return end.damage() != null;
    }

    @Override
    public long firstSequence() {
        return index.firstSequence();
    }

    @Override
    public long lastSequence() {
        return index.lastSequence();
    }

    @Override
    public long nextSequence() {
        return nextSequence;
    }

    /**
     * The checksum of the record before the one that {@link #next} returns next.
     *
     * @return 0 before the first record of all.
     */
    public long chain() {
        return chain;
    }

    /**
     * Moves so that {@link #next} returns a given record. The record is verified against the checksum that stands in
     * the record before it, which is itself not verified then.
     *
     * @param sequence from the first sequence to the last plus one.
     * @throws RecordsRemovedException if it is below the first, since the journal's beginning was deleted.
     */
    @Override
    public void seek(final long sequence) {
        release();
        final long first = index.firstSequence();
        lastKnown = sequence > lastKnown ? index.lastSequence() : lastKnown;
        if (sequence >= 1 && sequence < first) {
            throw new RecordsRemovedException(directory, sequence, first);
        }
        if (sequence < 1 || sequence > lastKnown + 1) {
            throw new EverbookException(
                "cannot seek sequence " + sequence + " in a journal that holds " + first + " to " + lastKnown);
        }
        fault = null;
        behind = -1;
        nextSequence = sequence;
        if (first == 0) {
            tailer.toStart();
        } else if (sequence == first) {
            toFirst(first);
        } else {
            toBehind(sequence - 1);
        }
    }

    @Override
    public long seekTime(final long timeNs) {
        release();
        final long found = search.byTime(timeNs, firstSequence(), lastSequence());
        seek(found);
        return found;
    }

    @Override
    public long seekExecution(final long executionId) {
        release();
        final long found = search.byExecution(executionId, firstSequence(), lastSequence());
        seek(found);
        return found;
    }

    private void toFirst(final long first) {
        final JournalBegin begin = first <= 1 ? new JournalBegin(first, 0) : JournalBegin.read(directory);
        chainKnown = begin.sequence() == first;
        chain = chainKnown ? begin.chain() : 0;
        index.move(tailer, first);
    }

    private void toBehind(final long sequence) {
        chainKnown = true;
        index.move(tailer, sequence);
        try (DocumentContext context = tailer.readingDocument()) {
            if (!context.isPresent()) {
                throw damage("no record is found where the index says", null);
            }
            final Bytes<?> bytes = context.wire().bytes();
            behind = behind(bytes.readPosition(), (int) bytes.readRemaining());
            chain = bytes.readLong(bytes.readLimit() - RecordLayout.CHECKSUM_LENGTH);
        }
    }

    @Override
    public JournalRecord next() {
        return next(view) ? view : null;
    }

    /**
     * Reads the next record.
     *
     * @param view to hold it, valid until the next call of this reader.
     * @return false if there is none yet.
     * @throws JournalException        if what is there does not verify; every later call throws it again, until a seek.
     * @throws RecordsRemovedException if the record was deleted before it was read.
     */
    public boolean next(final RecordView view) {
        release();
        if (fault != null) {
            throw fault;
        }
        try {
            return read(view);
        } catch (final JournalException | RecordsRemovedException e) {
            throw e;
        } catch (final RuntimeException | Error e) {
            throw damage("cannot be read: " + e, e);
        }
    }

    private boolean read(final RecordView view) {
        document = fileEnd.holdsNext(index.currentFile(tailer), behind) ? tailer.readingDocument() : null;
        if (document == null || !document.isPresent()) {
            release();
            require(end.missing(nextSequence));
            return false;
        }
        wrap(view);
        verify(view);
        position = behind;
        behind = behind(position, view.length());
        chain = view.checksum();
        chainKnown = true;
        nextSequence++;
        return true;
    }

    private void wrap(final RecordView view) {
        final Bytes<?> bytes = document.wire().bytes();
        behind = bytes.readPosition();
        final int length = (int) bytes.readRemaining();
        require(RecordCheck.tooShort(length));
        require(fileEnd.holds(index.currentFile(tailer), behind + length) ? null : RecordCheck.cut(length));
        view.wrap(bytes.addressForRead(behind), length);
    }

    private void verify(final RecordView view) {
        require(RecordCheck.form(view, nextSequence));
        if (chainKnown && !trusting) {
            require(RecordCheck.checksum(view, chain));
        }
    }

    private void require(final Finding finding) {
        if (finding != null) {
            throw damage(finding, null);
        }
    }

    /** Where the next record of the same file begins. */
    private static long behind(final long position, final int length) {
        return BitUtil.align(position + length, Integer.BYTES) + Integer.BYTES;
    }

    /**
     * Where the record last returned lies.
     *
     * @return file and offset, in words.
     */
    public String place() {
        return "journal file " + index.currentFile(tailer) + ", offset " + position;
    }

    /**
     * Names the record last returned, for a caller who finds fault with what it says.
     *
     * @param what is wrong, in words.
     * @return the exception, to be thrown.
     */
    public JournalException fault(final String what) {
        return new JournalException(index.currentFile(tailer), position, nextSequence - 1, what);
    }

    /**
     * Names the record behind the one last returned, for a caller who finds that it cannot be had.
     *
     * @param what is wrong, in words.
     * @return the exception, to be thrown.
     */
    public JournalException faultBehind(final String what) {
        return behind(new Finding(what, "sequence " + nextSequence, "nothing that can be read"), null);
    }

    private JournalException behind(final Finding finding, final Throwable cause) {
        return new JournalException(index.currentFile(tailer), behind, nextSequence, finding, cause);
    }

    private EverbookException damage(final String what, final Throwable cause) {
        return damage(new Finding(what, "sequence " + nextSequence, "nothing that can be read"), cause);
    }

    private EverbookException damage(final Finding finding, final Throwable cause) {
        fault = JournalBegin.removedOr(directory, nextSequence, behind(finding, cause));
        return fault;
    }

    private void release() {
        if (document != null) {
            document.close();
            document = null;
        }
    }

    @Override
    public void close() {
        release();
        CloseHelper.closeAll(index, tailer, queue);
    }
}
