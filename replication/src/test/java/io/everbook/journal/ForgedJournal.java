package io.everbook.journal;

import io.everbook.api.Xxh64;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Changes a journal behind its writer's back.
 */
public final class ForgedJournal {
    private static final int TIME = 16;

    private ForgedJournal() {
    }

    /**
     * Reads the records as they are.
     *
     * @param journal directory.
     * @return each with its checksum.
     */
    public static List<byte[]> records(final Path journal) {
        final List<byte[]> records = new ArrayList<>();
        try (SingleChronicleQueue queue = QueueFiles.readOnly(journal, JournalCycle.DAILY);
            ExcerptTailer tailer = queue.createTailer()) {
            while (true) {
                try (DocumentContext document = tailer.readingDocument()) {
                    if (!document.isPresent()) {
                        return records;
                    }
                    final Bytes<?> bytes = document.wire().bytes();
                    final byte[] record = new byte[(int) bytes.readRemaining()];
                    bytes.read(record);
                    records.add(record);
                }
            }
        }
    }

    /**
     * Writes records as they are, right or wrong, into a new journal.
     *
     * @param journal directory, which is made.
     * @param records to write.
     * @return the directory.
     */
    public static Path write(final Path journal, final List<byte[]> records) {
        try {
            Files.createDirectories(journal);
        } catch (final IOException e) {
            throw new IllegalStateException(e);
        }
        final long timeNs = new UnsafeBuffer(records.get(0)).getLong(TIME);
        final JournalConfig config = JournalConfig.builder().directory(journal).blockSize(1 << 20).conclude();
        try (SingleChronicleQueue queue = QueueFiles.writable(config, () -> TimeUnit.NANOSECONDS.toMillis(timeNs));
            ExcerptAppender appender = queue.createAppender()) {
            records.forEach(record -> appender.writeBytes(Bytes.wrapForRead(record)));
        }
        return journal;
    }

    /**
     * Makes every checksum right again.
     *
     * @param records to change.
     * @return the same.
     */
    public static List<byte[]> rechained(final List<byte[]> records) {
        long chain = 0;
        for (final byte[] record : records) {
            final UnsafeBuffer buffer = new UnsafeBuffer(record);
            final int length = record.length - RecordLayout.CHECKSUM_LENGTH;
            chain = Xxh64.hash(buffer, 0, length, chain);
            buffer.putLong(length, chain);
        }
        return records;
    }

    /**
     * Where a record lies.
     *
     * @param journal  directory.
     * @param sequence of the record.
     * @return an exception that names file and offset.
     */
    public static JournalException place(final Path journal, final long sequence) {
        try (JournalReader reader = JournalReader.open(journal)) {
            reader.seek(sequence);
            reader.next(new RecordView());
            return reader.fault("here");
        }
    }

    /**
     * Turns one bit of a file.
     *
     * @param file   to change.
     * @param offset of the byte.
     */
    public static void flip(final String file, final long offset) {
        try (RandomAccessFile bytes = new RandomAccessFile(file, "rw")) {
            bytes.seek(offset);
            final int old = bytes.read();
            bytes.seek(offset);
            bytes.write(old ^ 0x10);
        } catch (final IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Overwrites the beginning of a file with zeros.
     *
     * @param file   to change.
     * @param length of the beginning, in bytes.
     */
    public static void zero(final String file, final int length) {
        try (RandomAccessFile bytes = new RandomAccessFile(file, "rw")) {
            bytes.write(new byte[length]);
        } catch (final IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Cuts a file off.
     *
     * @param file   to change.
     * @param length that is left.
     */
    public static void truncate(final String file, final long length) {
        try (RandomAccessFile bytes = new RandomAccessFile(file, "rw")) {
            bytes.setLength(length);
        } catch (final IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
