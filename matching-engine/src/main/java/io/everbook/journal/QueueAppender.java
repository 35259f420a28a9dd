package io.everbook.journal;

import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.PointerBytesStore;
import net.openhft.chronicle.core.time.TimeProvider;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
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
            final long position = appender.wire().bytes().writePosition();
            if (newCycle != cycle) {
                space.file(currentFile(), position);
                cycle = newCycle;
            }
            space.reach(position);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot prepare more of " + currentFile() + ": " + e.getMessage(), e);
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
