package io.everbook.journal;

import io.everbook.api.EverbookException;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Copies the beginning of a journal. Stateless.
 */
public final class JournalCut {
    private JournalCut() {
    }

    /**
     * Copies records, verified, into a new journal, and forces it to the disk.
     *
     * @param from       directory of the journal, which is not changed.
     * @param toSequence of the last record to copy; 0: none.
     * @param out        directory of the new journal, absent or empty.
     * @return the checksum of the last record copied, the same in both journals.
     * @throws EverbookException if the journal doesn't hold all of sequences 1 to {@code toSequence}, or the directory
     *                           isn't empty.
     */
    public static long copy(final Path from, final long toSequence, final Path out) {
        requireEmpty(out);
        try (JournalReader reader = JournalReader.open(from)) {
            if (toSequence < 0 || toSequence > reader.lastSequence() || reader.firstSequence() > 1) {
                throw new EverbookException("can't copy sequences 1 to " + toSequence + " of the journal in " + from
                    + ", which holds " + reader.firstSequence() + " to " + reader.lastSequence());
            }
            try (JournalWriter writer = JournalWriter.open(JournalConfig.builder().directory(out).conclude())) {
                copy(reader, toSequence, writer);
                writer.force();
                return writer.chain();
            }
        }
    }

    private static void copy(final JournalReader reader, final long toSequence, final JournalWriter writer) {
        final RecordView record = new RecordView();
        UnsafeBuffer copy = new UnsafeBuffer(ByteBuffer.allocateDirect(1 << 16));
        while (writer.lastSequence() < toSequence && reader.next(record)) {
            if (copy.capacity() < record.length()) {
                copy = new UnsafeBuffer(ByteBuffer.allocateDirect(2 * record.length()));
            }
            copy.putBytes(0, record.buffer(), record.offset(), record.length());
            writer.append(copy, 0, record.length() - RecordLayout.CHECKSUM_LENGTH);
            if (writer.chain() != record.checksum()) {
                throw reader.fault("its copy has the checksum 0x" + Long.toHexString(writer.chain()));
            }
        }
    }

    private static void requireEmpty(final Path out) {
        try (Stream<Path> files = Files.isDirectory(out) ? Files.list(out) : Stream.empty()) {
            if (files.findAny().isPresent() || Files.isRegularFile(out)) {
                throw new EverbookException(out + " is not empty; name a new directory");
            }
        } catch (final IOException e) {
            throw new EverbookException("cannot read " + out + ": " + e, e);
        }
    }
}
