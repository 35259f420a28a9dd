package io.everbook.journal;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.PointerBytesStore;
import net.openhft.chronicle.core.time.TimeProvider;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.posix.MAdviseFlag;
import net.openhft.posix.PosixAPI;
import org.agrona.CloseHelper;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/**
 * Appends to a Chronicle Queue without allocating; the file is chosen by the record's own time.
 */
final class QueueAppender implements RecordAppender {
    private final RecordTime recordTime = new RecordTime();
    private final PointerBytesStore bytes = BytesStore.nativePointer();
    private final PreparedSpace space = new PreparedSpace();
    private final SingleChronicleQueue queue;
    private final RollCycle rollCycle;
    private ExcerptAppender appender;
    private int cycle = -1;
    private long mapping;

    QueueAppender(final JournalConfig config) {
        queue = QueueFiles.writable(config, recordTime);
        rollCycle = queue.rollCycle();
    }

    /**
     * Makes it ready to append; before this it changes no file that holds records.
     */
    void start(final long lastTimeNs) {
        recordTime.set(lastTimeNs);
        queue.refreshDirectoryListing();
        appender = queue.createAppender();
        appender.singleThreadedCheckDisabled(true);
    }

    @Override
    public int append(final long timeNs, final long address, final int length) {
        recordTime.set(timeNs);
        bytes.set(address, length);
        appender.writeBytes(bytes);
        prepare(rollCycle.toCycle(appender.lastIndexAppended()));
        return cycle;
    }

    private void prepare(final int newCycle) {
        try {
            final Bytes<?> file = appender.wire().bytes();
            final long position = file.writePosition();
            final boolean isNew = newCycle != cycle;
            if (isNew) {
                space.file(currentFile(), position);
                cycle = newCycle;
            }
            if (space.reach(position) || isNew) {
                stopReadAhead(file.addressForWrite(position), position);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot prepare more of " + currentFile() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Keeps the kernel from reading ahead in the mapping: it would fill the pages, of which it then finds nothing on
     * the disk, one by one before they are prepared.
     */
    private void stopReadAhead(final long address, final long position) {
        if (address - position != mapping) {
            mapping = address - position;
            final long length = queue.blockSize() - position % queue.blockSize();
            PosixAPI.posix().madvise(address & -PreparedSpace.PAGE, length, MAdviseFlag.MADV_RANDOM);
        }
    }

    @Override
    public File currentFile() {
        return appender.currentFile();
    }

    @Override
    public void close() {
        CloseHelper.closeAll(appender, queue, space);
    }

    private static final class RecordTime implements TimeProvider {
        private long timeMs;

        void set(final long timeNs) {
            timeMs = TimeUnit.NANOSECONDS.toMillis(timeNs);
        }

        @Override
        public long currentTimeMillis() {
            return timeMs;
        }
    }
}
