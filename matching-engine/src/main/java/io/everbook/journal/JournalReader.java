package io.everbook.journal;

import io.everbook.api.EverbookException;
import io.everbook.api.JournalRecord;
import io.everbook.api.JvmFlags;
import io.everbook.api.Xxh64;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.CloseHelper;

import java.io.File;
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
    private static final int LENGTH_MIN = RecordLayout.HEADER_LENGTH + RecordLayout.CHECKSUM_LENGTH;

    private final SingleChronicleQueue queue;
    private final ExcerptTailer tailer;
    private final JournalIndex index;
    private final RecordSearch search;
    private final RecordView view = new RecordView();
    private DocumentContext document;
    private JournalException fault;
    private long position = -1;
    private long nextSequence = 1;
    private long chain;
    private boolean chainKnown = true;
    private long promised;
    private long lastKnown;

    private JournalReader(final Path directory, final SingleChronicleQueue queue) {
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
        JvmFlags.require();
        if (!Files.isDirectory(directory)) {
            throw new EverbookException("there is no journal in " + directory + ": no such directory");
        }
        final SingleChronicleQueue queue = QueueFiles.readOnly(directory, cycleOfNew);
        try {
            return new JournalReader(directory, queue).toStart();
        } catch (final Throwable t) {
            CloseHelper.quietClose(queue);
            throw t;
        }
    }

    private JournalReader toStart() {
        promised = index.lastSequence();
        index.requireEveryFileRead(promised);
        if (promised > 0) {
            seek(index.firstSequence());
        }
        return this;
    }

    Path emptyFile() {
        return index.emptyFile();
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
     * the record before it, which is itself not verified then. The first record of a journal whose beginning was
     * removed has none before it: only its lengths and its sequence are verified.
     *
     * @param sequence from the first sequence to the last plus one.
     */
    @Override
    public void seek(final long sequence) {
        release();
        final long first = index.firstSequence();
        if (sequence > lastKnown) {
            lastKnown = index.lastSequence();
        }
        if (sequence < Math.max(1, first) || sequence > lastKnown + 1) {
            throw new EverbookException(
                "cannot seek sequence " + sequence + " in a journal that holds " + first + " to " + lastKnown);
        }
        fault = null;
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
        chain = 0;
        chainKnown = first <= 1;
        index.move(tailer, first);
    }

    private void toBehind(final long sequence) {
        chainKnown = true;
        index.move(tailer, sequence);
        try (DocumentContext context = tailer.readingDocument()) {
            if (!context.isPresent()) {
                throw damage("no record is found where the index says");
            }
            final Bytes<?> bytes = context.wire().bytes();
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
     * @throws JournalException if what is there does not verify; every later call throws it again, until a seek.
     */
    public boolean next(final RecordView view) {
        release();
        if (fault != null) {
            throw fault;
        }
        try {
            return read(view);
        } catch (final JournalException e) {
            throw e;
        } catch (final RuntimeException | Error e) {
            throw damage("cannot be read: " + e, e);
        }
    }

    private boolean read(final RecordView view) {
        document = tailer.readingDocument();
        if (!document.isPresent()) {
            release();
            requireAtEnd();
            return false;
        }
        wrap(view);
        verify(view);
        chain = view.checksum();
        chainKnown = true;
        nextSequence++;
        return true;
    }

    private void requireAtEnd() {
        if (nextSequence <= promised) {
            throw damage("the file ends here, though the journal went to sequence " + promised + " when it was opened");
        }
    }

    private void wrap(final RecordView view) {
        final Bytes<?> bytes = document.wire().bytes();
        position = bytes.readPosition();
        final int length = (int) bytes.readRemaining();
        if (length < LENGTH_MIN) {
            throw damage("a record of " + length + " bytes is shorter than its header and checksum");
        }
        view.wrap(bytes.addressForRead(position), length);
    }

    private void verify(final RecordView view) {
        final String wrongLengths = RecordLayout.fault(view.header(), view.length());
        if (wrongLengths != null) {
            throw damage(wrongLengths);
        }
        if (view.sequence() != nextSequence) {
            throw damage("the record there says sequence " + view.sequence());
        }
        if (chainKnown) {
            verifyChecksum(view);
        }
    }

    private void verifyChecksum(final RecordView view) {
        final long computed =
            Xxh64.hash(view.buffer(), view.offset(), view.length() - RecordLayout.CHECKSUM_LENGTH, chain);
        if (computed != view.checksum()) {
            throw damage("the checksum is 0x" + Long.toHexString(view.checksum()) + ", but 0x"
                + Long.toHexString(computed) + " follows from the record's bytes and from the checksum before it");
        }
    }

    /**
     * Where the record last returned lies.
     *
     * @return file and offset, in words.
     */
    public String place() {
        return "journal file " + file() + ", offset " + position;
    }

    /**
     * Names the record last returned, for a caller who finds fault with what it says.
     *
     * @param what is wrong, in words.
     * @return the exception, to be thrown.
     */
    public JournalException fault(final String what) {
        return new JournalException(file(), position, nextSequence - 1, what);
    }

    private JournalException damage(final String what) {
        return damage(what, null);
    }

    private JournalException damage(final String what, final Throwable cause) {
        fault = new JournalException(file(), position, nextSequence, what, cause);
        return fault;
    }

    private File file() {
        final File file = tailer.isClosed() ? null : tailer.currentFile();
        return file == null ? queue.file() : file;
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
