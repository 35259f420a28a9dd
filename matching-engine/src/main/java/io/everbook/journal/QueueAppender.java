package io.everbook.journal;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.PointerBytesStore;
import net.openhft.chronicle.core.time.TimeProvider;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueStore;
import net.openhft.chronicle.wire.Wires;
import net.openhft.posix.MAdviseFlag;
import net.openhft.posix.PosixAPI;
import org.agrona.BitUtil;
import org.agrona.CloseHelper;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/**
 * Appends to a Chronicle Queue without allocating; the file is chosen by the record's own time. A file is made, and
 * given its first blocks, before its first record is appended.
 */
final class QueueAppender implements RecordAppender {
    private static final int LARGE = 128 * 1024;

    private final RecordTime recordTime = new RecordTime();
    private final PointerBytesStore bytes = BytesStore.nativePointer();
    private final PreparedSpace space = new PreparedSpace();
    private final FreeSpace freeSpace;
    private final Runnable onRoll;
    private final SingleChronicleQueue queue;
    private final RollCycle rollCycle;
    private ExcerptAppender appender;
    private File file;
    private int cycle = -1;
    private boolean isNew;
    private long position;
    private long mapping;

    QueueAppender(final JournalConfig config) {
        queue = QueueFiles.writable(config, recordTime);
        rollCycle = queue.rollCycle();
        freeSpace = new FreeSpace(config);
        onRoll = config.onRoll();
    }

    /**
     * Makes it ready to append; before this it changes no file that holds records.
     */
    void start(final long lastTimeNs) {
        recordTime.set(lastTimeNs);
        queue.refreshDirectoryListing();
        appender = queue.createAppender();
        appender.singleThreadedCheckDisabled(true);
        if (lastTimeNs > 0) {
            open(queue.lastCycle(), false);
        }
    }

    @Override
    public void refresh() {
        queue.refreshDirectoryListing();
    }

    @Override
    public int append(final long timeNs, final long address, final int length) {
        recordTime.set(timeNs);
        final int due = rollCycle.current(recordTime, queue.epoch());
        if (due != cycle) {
            roll(due);
        }
        makeRoom(length);
        bytes.set(address, length);
        appender.writeBytes(bytes);
        prepare();
        return cycle;
    }

    private void roll(final int due) {
        freeSpace.require();
        open(due, true);
        onRoll.run();
    }

    private void open(final int opened, final boolean create) {
        try (SingleChronicleQueueStore store = queue.storeForCycle(opened, queue.epoch(), create, null)) {
            position = end(store.bytes(), store.writePosition());
            file = store.file();
            space.file(file, position);
            cycle = opened;
            isNew = true;
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot prepare a file of cycle " + opened + ": " + e.getMessage(), e);
        }
    }

    /**
     * Behind the last document that is complete, which a kill may have kept from being told to the file's header.
     */
    private static long end(final Bytes<?> bytes, final long from) {
        long end = from;
        for (int word = bytes.readVolatileInt(end); Wires.isReady(word); word = bytes.readVolatileInt(end)) {
            end += BitUtil.align(Integer.BYTES + Wires.lengthOf(word), Integer.BYTES);
        }
        return end;
    }

    private void makeRoom(final int length) {
        if (length > LARGE) {
            try {
                space.cover(position + length);
            } catch (final IOException e) {
                throw notPrepared(e);
            }
        }
    }

    private void prepare() {
        try {
            final Bytes<?> written = appender.wire().bytes();
            position = written.writePosition();
            if (space.reach(position) || isNew) {
                isNew = false;
                stopReadAhead(written.addressForWrite(position));
            }
        } catch (final IOException e) {
            throw notPrepared(e);
        }
    }

    private UncheckedIOException notPrepared(final IOException e) {
        return new UncheckedIOException("cannot prepare more of " + currentFile() + ": " + e.getMessage(), e);
    }

    /**
     * Keeps the kernel from reading ahead in the mapping: it would fill the pages, of which it then finds nothing on
     * the disk, one by one before they are prepared.
     */
    private void stopReadAhead(final long address) {
        if (address - position != mapping) {
            mapping = address - position;
            final long length = queue.blockSize() - position % queue.blockSize();
            PosixAPI.posix().madvise(address & -PreparedSpace.PAGE, length, MAdviseFlag.MADV_RANDOM);
        }
    }

    /**
     * Where in the file the next record, or the file's end, will be marked.
     */
    long end() {
        return BitUtil.align(position, Integer.BYTES);
    }

    @Override
    public File currentFile() {
        return file;
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
