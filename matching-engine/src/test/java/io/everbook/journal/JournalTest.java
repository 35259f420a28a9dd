package io.everbook.journal;

import io.everbook.api.EverbookException;
import net.openhft.chronicle.core.Jvm;
import net.openhft.chronicle.core.onoes.ExceptionKey;
import net.openhft.chronicle.core.onoes.LogLevel;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JournalTest {
    @TempDir
    Path directory;

    private final SampleRecords records = new SampleRecords();

    @Test
    void shouldReadEveryRecordAsWritten() {
        records.write(directory, 1_000);

        try (JournalReader reader = JournalReader.open(directory)) {
            assertThat(reader.firstSequence()).isEqualTo(1);
            assertThat(reader.lastSequence()).isEqualTo(1_000);
            assertThat(records.read(reader, 1)).isEqualTo(1_000);
        }
    }

    @Test
    void shouldReadNothingFromAnEmptyJournal() {
        records.write(directory, 0);

        try (JournalReader reader = JournalReader.open(directory)) {
            assertThat(reader.firstSequence()).isZero();
            assertThat(reader.lastSequence()).isZero();
            assertThat(reader.next(new RecordView())).isFalse();
        }
    }

    @Test
    void shouldReadNothingFromAnHourlyJournalThatIsEmptyWithoutAWarning() {
        records.write(directory, 0);

        final Map<ExceptionKey, Integer> warnings = Jvm.recordExceptions();
        try (JournalReader reader = JournalReader.open(directory)) {
            assertThat(reader.lastSequence()).isZero();
        } finally {
            Jvm.resetExceptionHandlers();
        }

        assertThat(warnings.keySet()).allMatch(key -> key.level == LogLevel.PERF);
    }

    @Test
    void shouldOpenAgainAndAgainBesideAWriter() throws InterruptedException {
        records.write(directory, 0);
        final Thread writer = new Thread(() ->
            new SampleRecords().intervalNs(TimeUnit.MILLISECONDS.toNanos(200)).write(directory, 40_000));
        writer.start();
        long last = 0;
        while (writer.isAlive()) {
            try (JournalReader reader = JournalReader.open(directory)) {
                assertThat(reader.lastSequence()).isGreaterThanOrEqualTo(last);
                reader.seek(last + 1);
                last = new SampleRecords().intervalNs(TimeUnit.MILLISECONDS.toNanos(200)).read(reader, last + 1);
            }
        }
        writer.join();
        assertThat(last).isPositive();
    }

    @Test
    void shouldKeepTheKernelFromReadingAheadOfTheRecords() throws IOException {
        try (JournalWriter writer = JournalWriter.open(SampleRecords.config(directory))) {
            records.append(writer, 1, 20);
            assertThat(flagsOfItsMappings()).anyMatch(flags -> flags.contains(" rr "));
        }
    }

    private List<String> flagsOfItsMappings() throws IOException {
        final List<String> flags = new ArrayList<>();
        boolean isItsOwn = false;
        for (final String line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
            if (line.matches("\\p{XDigit}+-\\p{XDigit}+ .*")) {
                isItsOwn = line.contains(directory.toString()) && line.endsWith(".cq4");
            } else if (isItsOwn && line.startsWith("VmFlags:")) {
                flags.add(line);
            }
        }
        return flags;
    }

    @Test
    void shouldSeekTheFirstRecordBeforeItIsThere() {
        try (JournalWriter writer = JournalWriter.open(SampleRecords.config(directory));
            JournalReader reader = JournalReader.open(directory)) {
            reader.seek(1);
            assertThat(reader.next(new RecordView())).isFalse();
            records.append(writer, 1, 3);
            assertThat(records.read(reader, 1)).isEqualTo(3);
        }
    }

    @Test
    void shouldGoOnBehindTheLastRecordWhenOpenedAgain() {
        records.write(directory, 100);
        final long chain;
        try (JournalWriter writer = JournalWriter.open(SampleRecords.config(directory))) {
            assertThat(writer.lastSequence()).isEqualTo(100);
            records.append(writer, 101, 150);
            chain = writer.chain();
        }

        try (JournalReader reader = JournalReader.open(directory)) {
            assertThat(records.read(reader, 1)).isEqualTo(150);
            assertThat(reader.chain()).isEqualTo(chain);
        }
    }

    @Test
    void shouldFollowAWriterAcrossBlocksAndFiles() {
        records.intervalNs(TimeUnit.MILLISECONDS.toNanos(200));
        try (JournalWriter writer = JournalWriter.open(SampleRecords.config(directory));
            JournalReader reader = JournalReader.open(directory)) {
            long read = 0;
            for (int i = 1; i <= 40; i++) {
                records.append(writer, writer.lastSequence() + 1, i * 1_000);
                read = records.read(reader, read + 1);
                assertThat(read).isEqualTo(i * 1_000);
                assertThat(reader.lastSequence()).isEqualTo(read);
            }
        }
        assertThat(QueueFiles.cycleFiles(directory)).hasSizeGreaterThan(2);
    }

    @Test
    void shouldChooseTheFileByTheRecordsTime() {
        records.intervalNs(TimeUnit.MINUTES.toNanos(1)).write(directory, 200);

        assertThat(QueueFiles.cycleFiles(directory)).extracting(file -> file.getFileName().toString())
            .containsExactly("20241004-00F.cq4", "20241004-01F.cq4", "20241004-02F.cq4", "20241004-03F.cq4");
    }

    @Test
    void shouldSeekAnySequenceAcrossFiles() {
        records.intervalNs(TimeUnit.MINUTES.toNanos(7)).write(directory, 100);

        try (JournalReader reader = JournalReader.open(directory)) {
            for (long sequence = 101; sequence >= 1; sequence--) {
                reader.seek(sequence);
                assertThat(records.read(reader, sequence)).isEqualTo(100);
            }
            assertThatThrownBy(() -> reader.seek(102)).hasMessageContaining("cannot seek sequence 102");
            assertThatThrownBy(() -> reader.seek(0)).hasMessageContaining("cannot seek sequence 0");
        }
    }

    @Test
    void shouldRefuseASecondWriterAtOnce() {
        try (JournalWriter writer = JournalWriter.open(SampleRecords.config(directory))) {
            assertThatThrownBy(() -> JournalWriter.open(SampleRecords.config(directory)))
                .isInstanceOf(EverbookException.class)
                .hasMessageContaining("has a writer already")
                .hasMessageContaining(JournalLock.FILE_NAME);
            records.append(writer, 1, 3);
        }
    }

    @Test
    void shouldRefuseARecordOutOfSequenceAndStayUsable() {
        try (JournalWriter writer = JournalWriter.open(SampleRecords.config(directory))) {
            records.append(writer, 1, 3);

            assertThatThrownBy(() -> records.append(writer, 5, 5)).hasMessageContaining("its sequence is 5 after 3");
            assertThatThrownBy(() -> records.append(writer, 3, 3)).hasMessageContaining("its sequence is 3 after 3");
            records.append(writer, 4, 5);
        }
    }

    @Test
    void shouldRefuseARecordBeforeTheLastOnesTime() {
        records.write(directory, 10);

        try (JournalWriter writer = JournalWriter.open(SampleRecords.config(directory))) {
            records.intervalNs(1);
            assertThatThrownBy(() -> records.append(writer, 11, 11)).hasMessageContaining("is before the last one's");
        }
    }

    @Test
    void shouldAppendARecordThatLiesOnTheHeap() {
        try (JournalWriter writer = JournalWriter.open(SampleRecords.config(directory))) {
            final int length = records.encode(1);
            final UnsafeBuffer heap = new UnsafeBuffer(new byte[length + 8 + 5]);
            heap.putBytes(5, records.buffer(), 0, length);
            writer.append(heap, 5, length);
        }

        try (JournalReader reader = JournalReader.open(directory)) {
            assertThat(records.read(reader, 1)).isEqualTo(1);
        }
    }

    @Test
    void shouldForceAfterARollAndAfterNothing() {
        records.intervalNs(TimeUnit.MINUTES.toNanos(20));
        try (JournalWriter writer = JournalWriter.open(SampleRecords.config(directory))) {
            writer.force();
            for (int sequence = 1; sequence <= 40; sequence++) {
                records.append(writer, sequence, sequence);
                if (sequence % 10 == 0) {
                    writer.force();
                }
            }
        }
    }

    @Test
    void shouldRefuseToStartBelowTheFloorOfFreeSpace() {
        final JournalConfig config = JournalConfig.builder()
            .directory(directory).freeSpaceFloor(Long.MAX_VALUE).conclude();

        assertThatThrownBy(() -> JournalWriter.open(config)).hasMessageContaining("below the floor of");
    }

    @Test
    void shouldNotOpenAReaderWhereThereIsNoDirectory() {
        assertThatThrownBy(() -> JournalReader.open(directory.resolve("none"))).hasMessageContaining("no journal in");
    }
}
