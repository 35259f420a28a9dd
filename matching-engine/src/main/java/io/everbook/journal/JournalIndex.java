package io.everbook.journal;

import io.everbook.api.EverbookException;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.TailerDirection;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueStore;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.CloseHelper;

import java.io.File;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where each record of a journal lies: the first sequence of every file, and the last sequence of all.
 */
final class JournalIndex implements AutoCloseable {
    private static final int NONE = -1;

    private final Path directory;
    private final SingleChronicleQueue queue;
    private final RollCycle rollCycle;
    private final ExcerptTailer tailer;
    private final CycleTable cycles = new CycleTable();
    private final Set<String> files = new HashSet<>();
    private long position;
    private File lastFile;

    JournalIndex(final Path directory, final SingleChronicleQueue queue) {
        this.directory = directory;
        this.queue = queue;
        rollCycle = queue.rollCycle();
        tailer = queue.createTailer();
        tailer.singleThreadedCheckDisabled(true);
    }

    long firstSequence() {
        learnCycles();
        return cycles.isEmpty() ? 0 : cycles.firstSequence(0);
    }

    long lastSequence() {
        learnCycles();
        try {
            return cycles.isEmpty() ? 0 : sequenceAt(lastIndex());
        } catch (final JournalException e) {
            throw e;
        } catch (final RuntimeException | Error e) {
            throw fault("its end cannot be found: " + e, e);
        }
    }

    void move(final ExcerptTailer reader, final long sequence) {
        final int place = cycles.positionOf(sequence);
        final long offset = sequence - cycles.firstSequence(place);
        if (!reader.moveToIndex(rollCycle.toIndex(cycles.cycle(place), offset))) {
            throw new JournalException(currentFile(reader), NONE, sequence, "the file's index does not lead to it");
        }
    }

    /**
     * A file whose records the queue does not show would go unseen otherwise, and be written over.
     */
    void requireEveryFileRead(final long lastSequence) {
        final List<Path> present = QueueFiles.cycleFiles(directory);
        for (int i = 0; i < present.size(); i++) {
            final Path file = present.get(i);
            final boolean last = i == present.size() - 1;
            if (!isRead(file) && !(last && EmptyCycleFile.test(file, lastSequence)) && !isReadByNow(file)) {
                throw new JournalException(file.toFile(), NONE, lastSequence + 1, "no record of the file can be read");
            }
        }
    }

    private boolean isReadByNow(final Path file) {
        learnCycles();
        return isRead(file);
    }

    private boolean isRead(final Path file) {
        return files.contains(file.getFileName().toString());
    }

    /**
     * The file that a kill left before its first record.
     *
     * @return null if there is none.
     */
    Path emptyFile() {
        final List<Path> present = QueueFiles.cycleFiles(directory);
        final Path last = present.isEmpty() ? null : present.get(present.size() - 1);
        return last == null || isRead(last) ? null : last;
    }

    private void learnCycles() {
        final int newest = queue.lastCycle();
        final int oldest = queue.firstCycle();
        cycles.dropBelow(oldest);
        int cycle = cycles.isEmpty() ? oldest : after(cycles.lastCycle());
        while (cycle >= 0 && cycle <= newest && (learnIfReadable(cycle) || cycles.isEmpty())) {
            cycle = after(cycle);
        }
    }

    /**
     * The files of which every record is below a sequence, the oldest first; never the last file.
     */
    List<Path> filesBelow(final long sequence) {
        learnCycles();
        final List<Path> present = QueueFiles.cycleFiles(directory);
        final int below = Math.max(0, cycles.positionOf(sequence));
        return present.subList(0, Math.min(below, cycles.size() - 1));
    }

    long firstSequenceOfFile(final int place) {
        return cycles.firstSequence(place);
    }

    private boolean learnIfReadable(final int cycle) {
        try {
            return learn(cycle);
        } catch (final RuntimeException | Error e) {
            return false;
        }
    }

    private boolean learn(final int cycle) {
        if (!tailer.moveToIndex(rollCycle.toIndex(cycle, 0))) {
            return false;
        }
        try (DocumentContext document = tailer.readingDocument()) {
            if (document.isPresent()) {
                final Bytes<?> bytes = document.wire().bytes();
                cycles.add(cycle, bytes.readLong(bytes.readPosition()));
                lastFile = currentFile(tailer);
                files.add(lastFile.getName());
            }
            return document.isPresent();
        }
    }

    private int after(final int cycle) {
        try {
            return queue.nextCycle(cycle, TailerDirection.FORWARD);
        } catch (final ParseException e) {
            throw new EverbookException("a file in " + directory + " is named unlike a journal's: " + e, e);
        }
    }

    private long lastIndex() {
        final int cycle = cycles.lastCycle();
        final long headerPosition = headerPosition(cycle);
        requireFileReaches(headerPosition);
        long index = rollCycle.toIndex(cycle, Math.max(1, tailer.excerptsInCycle(cycle)) - 1);
        if (!isPresent(index)) {
            throw fault("the file's index tells of " + (rollCycle.toSequenceNumber(index) + 1)
                + " records, and the last of them is not there", null);
        }
        while (isPresent(index + 1)) {
            index++;
        }
        requireHeaderAgrees(headerPosition);
        return index;
    }

    private long headerPosition(final int cycle) {
        try (SingleChronicleQueueStore store = queue.storeForCycle(cycle, queue.epoch(), false, null)) {
            return store.writePosition();
        }
    }

    /**
     * What lies behind the end of a file that was cut must not be touched: the fault comes at any time later.
     */
    private void requireFileReaches(final long headerPosition) {
        if (lastFile.length() < headerPosition) {
            throw fault("the file's header tells of a record at offset " + headerPosition
                + ", but the file is only " + lastFile.length() + " bytes long", null);
        }
    }

    /**
     * A file that was cut reads like a shorter one, but for its header, which keeps the place of its last record.
     */
    private void requireHeaderAgrees(final long headerPosition) {
        if (headerPosition > position) {
            throw fault("the file's header tells of a record at offset " + headerPosition
                + ", but the last that can be read is at " + position, null);
        }
    }

    private boolean isPresent(final long index) {
        if (!tailer.moveToIndex(index)) {
            return false;
        }
        try (DocumentContext document = tailer.readingDocument()) {
            if (document.isPresent()) {
                position = document.wire().bytes().readPosition();
            }
            return document.isPresent() && document.index() == index;
        }
    }

    private long sequenceAt(final long index) {
        return cycles.firstSequence(cycles.size() - 1) + rollCycle.toSequenceNumber(index);
    }

    private JournalException fault(final String what, final Throwable cause) {
        return new JournalException(lastFile, NONE, cycles.firstSequence(cycles.size() - 1),
            new JournalException.Finding(what, null, null), cause);
    }

    File currentFile(final ExcerptTailer reader) {
        final File file = reader.isClosed() ? null : reader.currentFile();
        return file == null ? directory.toFile() : file;
    }

    @Override
    public void close() {
        CloseHelper.close(tailer);
    }
}
