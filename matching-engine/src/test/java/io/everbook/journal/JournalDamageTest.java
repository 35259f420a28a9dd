package io.everbook.journal;

import io.everbook.api.EverbookException;
import io.everbook.api.Xxh64;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class JournalDamageTest {
    private static final int COUNT = 100;
    private static final int DAMAGED = 57;

    @TempDir
    Path directory;

    private final SampleRecords records = new SampleRecords();

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "sequence, 0, sequence", "epoch, 8, checksum", "timeNs, 16, checksum", "logPosition, 24, checksum",
        "connection, 32, checksum", "firstExecutionId, 40, checksum", "commandLength, 48, commandLength",
        "eventsLength, 52, eventsLength", "eventCount, 56, checksum", "reserved, 60, checksum",
        "command, 70, checksum", "padding, 115, checksum", "events, 140, checksum", "checksum, -1, checksum"
    })
    void shouldNameFileOffsetAndSequenceOfAFlippedBit(final String field, final int at, final String what)
        throws IOException {
        records.write(directory, COUNT);
        final JournalException place = place(DAMAGED);
        final long end = RecordLayout.length(
            SampleRecords.commandLength(DAMAGED), SampleRecords.eventsLength(DAMAGED)) + RecordLayout.CHECKSUM_LENGTH;
        flip(place.file(), place.offset() + (at < 0 ? end + at : at));

        final JournalException fault = readToFault();

        assertThat(fault.file()).isEqualTo(place.file());
        assertThat(fault.offset()).isEqualTo(place.offset());
        assertThat(fault.sequence()).isEqualTo(DAMAGED);
        assertThat(fault.what()).contains(what);
        assertThat(fault).hasMessageContaining(place.file()).hasMessageContaining("sequence " + DAMAGED);
    }

    @Test
    void shouldNotServeAnythingBehindTheDamageUntilASeek() throws IOException {
        records.write(directory, COUNT);
        flip(place(DAMAGED).file(), place(DAMAGED).offset() + 70);

        try (JournalReader reader = JournalReader.open(directory)) {
            final RecordView view = new RecordView();
            assertThatThrownBy(() -> records.read(reader, 1)).isInstanceOf(JournalException.class);
            assertThatThrownBy(() -> reader.next(view)).isInstanceOf(JournalException.class);
            reader.seek(DAMAGED + 2);
            assertThat(records.read(reader, DAMAGED + 2)).isEqualTo(COUNT);
        }
    }

    @Test
    void shouldRefuseToWriteBehindADamagedEnd() throws IOException {
        records.write(directory, COUNT);
        flip(place(COUNT).file(), place(COUNT).offset() + 70);

        assertThatThrownBy(() -> JournalWriter.open(SampleRecords.config(directory)))
            .isInstanceOf(JournalException.class).hasMessageContaining("sequence " + COUNT);
    }

    @Test
    void shouldNoticeASkippedRecord() {
        final List<byte[]> payloads = payloads();
        payloads.remove(DAMAGED - 1);

        assertThat(faultOf(payloads).what()).contains("says sequence " + (DAMAGED + 1));
    }

    @Test
    void shouldNoticeSwappedRecords() {
        final List<byte[]> payloads = payloads();
        Collections.swap(payloads, DAMAGED - 1, DAMAGED);

        assertThat(faultOf(payloads).what()).contains("says sequence " + (DAMAGED + 1));
    }

    @Test
    void shouldNoticeARepeatedRecord() {
        final List<byte[]> payloads = payloads();
        payloads.add(DAMAGED - 1, payloads.get(DAMAGED - 2));

        assertThat(faultOf(payloads).what()).contains("says sequence " + (DAMAGED - 1));
    }

    @Test
    void shouldNoticeARecordOfAnotherJournalInTheSamePlace() {
        final List<byte[]> payloads = payloads();
        final UnsafeBuffer foreign = new UnsafeBuffer(payloads.get(DAMAGED - 1));
        final int length = foreign.capacity() - 8;
        foreign.putLong(length, Xxh64.hash(foreign, 0, length, 0));

        assertThat(faultOf(payloads).what()).contains("checksum");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 4096, 200_000})
    void shouldNotTakeATruncatedFileForAShorterJournal(final long keptOfTheRecords) throws IOException {
        records.intervalNs(1_000).write(directory, 5_000);
        final JournalException first = place(1);
        try (RandomAccessFile file = new RandomAccessFile(first.file(), "rw")) {
            file.setLength(first.offset() + keptOfTheRecords);
        }

        assertRefused();
    }

    @Test
    void shouldNotTakeAJournalWithoutItsLastFileForAShorterOne() throws IOException {
        records.intervalNs(TimeUnit.MINUTES.toNanos(7)).write(directory, COUNT);
        final JournalException last = place(COUNT);
        zero(last.file());

        assertRefused();
    }

    @Test
    void shouldNotTakeAMissingFileForAShorterJournal() throws IOException {
        records.intervalNs(TimeUnit.MINUTES.toNanos(7)).write(directory, COUNT);
        Files.delete(Path.of(place(DAMAGED).file()));

        try (JournalReader reader = JournalReader.open(directory)) {
            assertThatThrownBy(() -> records.read(reader, 1)).isInstanceOf(JournalException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100})
    void shouldOpenBehindAFileThatAKillLeftBeforeItsFirstRecord(final int kept) throws IOException {
        records.intervalNs(TimeUnit.MINUTES.toNanos(1)).write(directory, 59);
        records.write(directory.resolve("longer"), 61);
        copyStart(directory.resolve("longer/20241004-01F.cq4"), directory.resolve("20241004-01F.cq4"), kept);

        records.write(directory, COUNT);

        try (JournalReader reader = JournalReader.open(directory)) {
            assertThat(records.read(reader, 1)).isEqualTo(COUNT);
        }
    }

    private static void copyStart(final Path from, final Path to, final int kept) throws IOException {
        final byte[] bytes = Files.readAllBytes(from);
        Files.write(to, Arrays.copyOf(bytes, kept));
    }

    private void assertRefused() {
        final EverbookException refused =
            catchThrowableOfType(EverbookException.class, () -> JournalWriter.open(SampleRecords.config(directory)));
        assertThat(refused).isInstanceOf(JournalException.class).hasMessageContaining(".cq4");
        assertThatThrownBy(() -> {
            try (JournalReader reader = JournalReader.open(directory)) {
                records.read(reader, 1);
            }
        }).isInstanceOf(JournalException.class);
    }

    private JournalException faultOf(final List<byte[]> payloads) {
        final Path forged = directory.resolve("forged");
        assertThat(forged.toFile().mkdir()).isTrue();
        try (QueueWriter writer = new QueueWriter(forged)) {
            payloads.forEach(writer::append);
        }
        final JournalException fault = readToFault(forged);
        assertThat(fault.sequence()).isEqualTo(DAMAGED);
        assertThat(fault.file()).startsWith(forged.toString());
        return fault;
    }

    private List<byte[]> payloads() {
        records.write(directory, COUNT);
        final List<byte[]> payloads = new ArrayList<>();
        try (SingleChronicleQueue queue = QueueFiles.readOnly(directory, JournalCycle.HOURLY);
            ExcerptTailer tailer = queue.createTailer()) {
            while (true) {
                try (DocumentContext document = tailer.readingDocument()) {
                    if (!document.isPresent()) {
                        return payloads;
                    }
                    final Bytes<?> bytes = document.wire().bytes();
                    final byte[] payload = new byte[(int) bytes.readRemaining()];
                    bytes.read(payload);
                    payloads.add(payload);
                }
            }
        }
    }

    private JournalException place(final long sequence) {
        try (JournalReader reader = JournalReader.open(directory)) {
            reader.seek(sequence);
            assertThat(reader.next(new RecordView())).isTrue();
            return reader.fault("here");
        }
    }

    private JournalException readToFault() {
        return readToFault(directory);
    }

    private JournalException readToFault(final Path journal) {
        return catchThrowableOfType(JournalException.class, () -> {
            try (JournalReader reader = JournalReader.open(journal)) {
                records.read(reader, 1);
            }
        });
    }

    private static void flip(final String file, final long offset) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file, "rw")) {
            bytes.seek(offset);
            final int old = bytes.read();
            bytes.seek(offset);
            bytes.write(old ^ 0x10);
        }
    }

    private static void zero(final String file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(new File(file), "rw")) {
            bytes.write(new byte[64]);
        }
    }

    private static final class QueueWriter implements AutoCloseable {
        private final SingleChronicleQueue queue;
        private final ExcerptAppender appender;

        QueueWriter(final Path directory) {
            queue = QueueFiles.writable(SampleRecords.config(directory), () -> SampleRecords.START_NS / 1_000_000);
            appender = queue.createAppender();
        }

        void append(final byte[] payload) {
            appender.writeBytes(Bytes.wrapForRead(payload));
        }

        @Override
        public void close() {
            appender.close();
            queue.close();
        }
    }
}
