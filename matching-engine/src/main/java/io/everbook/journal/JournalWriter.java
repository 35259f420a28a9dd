package io.everbook.journal;

import io.everbook.api.EverbookException;
import io.everbook.api.JvmFlags;
import io.everbook.api.Xxh64;
import io.everbook.protocol.RecordHeaderDecoder;
import org.agrona.CloseHelper;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Appends records to a journal, each laid out as {@link RecordLayout} draws it, in Chronicle Queue files.
 *
 * <p>One writer a directory, held to by a lock of the operating system: a second is refused at once, and one that was
 * killed leaves nothing in the way. The file that holds a record is a function of the record's time. A record is
 * either there whole or not at all: one torn by a kill is written over by the next, and what a power cut left of
 * records that were not forced is cut off behind the last whole one when the journal is opened again (its files are
 * then written anew from there on, which takes as long as copying them).
 *
 * <p>After anything has gone wrong in {@link #append} or {@link #force} the writer is dead: every later call throws,
 * so that nothing can be acknowledged behind a hole. One thread; allocates nothing but where a new file begins.
 */
public final class JournalWriter implements AutoCloseable {
    private static final long SPACE_CHECK_INTERVAL = 4L << 20;

    private final JournalConfig config;
    private final JournalLock lock;
    private final WriterRun run;
    private final RecordAppender appender;
    private final FreeSpace freeSpace;
    private final FileForcer forcer;
    private final RecordHeaderDecoder header = new RecordHeaderDecoder();
    private UnsafeBuffer copy;
    private Throwable death;
    private boolean closed;
    private long lastSequence;
    private long lastTimeNs;
    private long chain;
    private int cycle = -1;
    private long sinceSpaceCheck;

    JournalWriter(
        final JournalConfig config, final JournalLock lock, final WriterRun run, final RecordAppender appender) {
        this.config = config;
        this.lock = lock;
        this.run = run;
        this.appender = appender;
        freeSpace = new FreeSpace(config);
        forcer = new FileForcer(config.directory());
    }

    /**
     * Opens a journal, or begins one, for appending behind its last record, which is found and verified.
     *
     * @param config the settings.
     * @return the writer, to be closed.
     * @throws JournalException  if the end of the journal is damaged.
     * @throws EverbookException if it has a writer already, or the disk is short of space.
     */
    public static JournalWriter open(final JournalConfig config) {
        JvmFlags.require();
        QueueFiles.createDirectory(config.directory());
        final JournalLock lock = JournalLock.acquire(config.directory());
        WriterRun run = null;
        QueueAppender appender = null;
        try {
            run = WriterRun.open(config);
            if (run.lostPower()) {
                new TornTail(config, run).mend();
            } else {
                QueueFiles.setAsideHeadless(config.directory());
            }
            QueueFiles.clearLocks(config.directory());
            appender = new QueueAppender(config);
            return new JournalWriter(config, lock, run, appender).start(appender);
        } catch (final Throwable t) {
            CloseHelper.quietCloseAll(appender, run, lock);
            throw t;
        }
    }

    private JournalWriter start(final QueueAppender queue) {
        freeSpace.require();
        recover();
        final boolean isForced = run.isEnded();
        run.begin();
        queue.start(lastTimeNs);
        config.onOpen().run();
        forceFound(isForced);
        return this;
    }

    private void recover() {
        try (JournalReader reader = JournalReader.open(config.directory(), config.cycle())) {
            lastSequence = reader.lastSequence();
            if (lastSequence > 0) {
                readLast(reader);
            }
            run.requireForced(lastSequence);
            QueueFiles.setAside(reader.index().emptyFile());
        }
    }

    private void readLast(final JournalReader reader) {
        final RecordView last = new RecordView();
        reader.seek(lastSequence);
        reader.next(last);
        lastTimeNs = last.timeNs();
        chain = last.checksum();
    }

    /**
     * The directory of the journal.
     *
     * @return the path.
     */
    public Path directory() {
        return config.directory();
    }

    /**
     * The sequence of the last record.
     *
     * @return 0 before the first.
     */
    public long lastSequence() {
        return lastSequence;
    }

    /**
     * The checksum of the last record, which stands for the whole journal up to it.
     *
     * @return 0 before the first.
     */
    public long chain() {
        return chain;
    }

    /**
     * Appends a record. When this returns, the record survives the death of the process.
     *
     * @param buffer holding the record without its checksum, and 8 spare bytes behind it, which are filled in; off the
     *               heap, or it is copied.
     * @param offset of the record's header; its sequence is the last plus one, its time not before the last one's.
     * @param length in bytes, without the checksum.
     * @throws EverbookException if it could not be appended; the writer is dead then.
     */
    public void append(final MutableDirectBuffer buffer, final int offset, final int length) {
        requireAlive();
        header.wrap(buffer, offset);
        requireNext(length);
        final long checksum = Xxh64.hash(buffer, offset, length, chain);
        buffer.putLong(offset + length, checksum, ByteOrder.LITTLE_ENDIAN);
        put(buffer, offset, length + RecordLayout.CHECKSUM_LENGTH);
        lastSequence = header.sequence();
        lastTimeNs = header.timeNs();
        chain = checksum;
    }

    private void requireNext(final int length) {
        final String fault = RecordLayout.fault(header, length + RecordLayout.CHECKSUM_LENGTH);
        if (fault != null) {
            throw new EverbookException("record not appended, its caller laid it out wrongly: " + fault);
        }
        if (header.sequence() != lastSequence + 1) {
            throw new EverbookException("record not appended, its sequence is " + header.sequence()
                + " after " + lastSequence);
        }
        if (header.timeNs() < lastTimeNs) {
            throw new EverbookException("record " + header.sequence() + " not appended, its time " + header.timeNs()
                + " is before the last one's, " + lastTimeNs);
        }
    }

    private void put(final MutableDirectBuffer buffer, final int offset, final int length) {
        try {
            checkSpace(length);
            final int newCycle = appender.append(header.timeNs(), address(buffer, offset, length), length);
            if (newCycle != cycle) {
                cycle = newCycle;
                forcer.file(appender.currentFile());
            }
        } catch (final Throwable t) {
            throw die("appending sequence " + header.sequence() + " to " + directory(), t);
        }
    }

    private long address(final MutableDirectBuffer buffer, final int offset, final int length) {
        if (buffer.byteArray() == null) {
            return buffer.addressOffset() + offset;
        }
        if (copy == null || copy.capacity() < length) {
            copy = new UnsafeBuffer(ByteBuffer.allocateDirect(length * 2));
        }
        copy.putBytes(0, buffer, offset, length);
        return copy.addressOffset();
    }

    private void checkSpace(final int length) {
        sinceSpaceCheck += length;
        if (sinceSpaceCheck > SPACE_CHECK_INTERVAL) {
            sinceSpaceCheck = 0;
            freeSpace.require();
        }
    }

    /**
     * Forces to the disk all that was appended: when this returns, it survives a power cut, as far as the disk keeps
     * its promise.
     *
     * @throws EverbookException if the disk failed; the writer is dead then, and what it could not force is unknown.
     */
    public void force() {
        requireAlive();
        try {
            final boolean isFirstOfFile = forcer.force();
            run.forced(lastSequence, chain);
            if (isFirstOfFile) {
                run.persist();
            }
        } catch (final IOException | RuntimeException | Error e) {
            throw die("forcing " + directory() + " to the disk at sequence " + lastSequence, e);
        }
    }

    /**
     * Has on the disk what was found, which a killed writer may have left in memory.
     */
    private void forceFound(final boolean isForced) {
        try {
            FileForcer.forcePath(directory().resolve(QueueFiles.METADATA));
            if (lastSequence > 0) {
                forcer.file(appender.currentFile());
                if (!isForced) {
                    JournalForce.all(directory());
                    run.forced(lastSequence, chain);
                    run.persist();
                }
            }
        } catch (final IOException e) {
            throw new EverbookException("cannot force the journal in " + directory() + ": " + e, e);
        }
    }

    private EverbookException die(final String doing, final Throwable cause) {
        death = cause;
        return new EverbookException("FATAL: the journal failed while " + doing + ": " + cause
            + "; nothing more is appended by this writer: find the cause, then open the journal again", cause);
    }

    private void requireAlive() {
        if (death != null) {
            throw new EverbookException("FATAL: the journal in " + directory() + " takes no more records since it"
                + " failed after sequence " + lastSequence + ": " + death, death);
        }
    }

    /**
     * Deletes every file of which all records are below a sequence, but for what a registered reader has not processed
     * yet and for the last file. The caller has made sure that a snapshot on the disk covers them. A reader that asks
     * for one of those records is told so ({@link RecordsRemovedException}).
     *
     * <p>Takes as long as the file system takes to delete them, so that any thread may call it while the writer is
     * open, one at a time.
     *
     * @param sequence of the oldest record to be kept.
     * @return how many files were deleted.
     */
    public int deleteBelow(final long sequence) {
        requireAlive();
        try (JournalReader reader = JournalReader.open(config.directory(), config.cycle())) {
            return CoveredFiles.delete(config.directory(), reader, sequence);
        } catch (final IOException e) {
            throw new EverbookException("cannot delete files of the journal in " + directory() + ": " + e, e);
        } finally {
            appender.refresh();
        }
    }

    /**
     * Forces what was appended, unless the writer is dead, closes the files and gives back the lock.
     *
     * @throws EverbookException if the disk failed; everything is closed all the same.
     */
    @Override
    public void close() {
        CloseHelper.closeAll(this::end, appender, forcer, run, lock);
    }

    private void end() throws IOException {
        if (death == null && !closed) {
            closed = true;
            force();
            run.end();
        }
    }
}
