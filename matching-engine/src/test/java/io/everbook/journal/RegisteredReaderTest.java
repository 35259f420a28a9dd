package io.everbook.journal;

import com.sun.management.ThreadMXBean;
import io.everbook.api.EverbookException;
import io.everbook.api.RegisteredReader;
import io.everbook.protocol.RecordHeaderEncoder;
import org.agrona.IoUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

import static io.everbook.journal.RegisteredReaders.Position;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RegisteredReaderTest {
    private static final String NAME = "market-data";

    @TempDir
    Path directory;

    private final SampleRecords records = new SampleRecords();

    @Test
    void shouldBeginWhereItIsToldAndThenGoOnBehindWhatWasCommitted() {
        records.write(directory, 100);

        try (RegisteredReader reader = open(40)) {
            assertThat(reader.next().sequence()).isEqualTo(40);
            assertThat(reader.next().sequence()).isEqualTo(41);
            reader.commit();
            assertThat(reader.next().sequence()).isEqualTo(42);
        }
        try (RegisteredReader reader = open(1)) {
            assertThat(reader.next().sequence()).isEqualTo(42);
            assertThat(reader.eventsProcessed()).isZero();
        }
    }

    @Test
    void shouldGoOnBetweenTheEventsOfARecord() {
        writeRecordsOfThreeEvents(10);

        try (RegisteredReader reader = open(5)) {
            reader.next();
            reader.commit(2);
        }
        try (RegisteredReader reader = open(0)) {
            assertThat(reader.next().sequence()).isEqualTo(5);
            assertThat(reader.eventsProcessed()).isEqualTo(2);
            assertThat(reader.next().sequence()).isEqualTo(6);
            assertThat(reader.eventsProcessed()).isZero();
            reader.commit(3);
        }
        assertThat(RegisteredReaders.positions(directory)).containsExactly(new Position(NAME, 7, 0));
    }

    @Test
    void shouldRefuseToHaveProcessedWhatWasNotRead() {
        records.write(directory, 3);

        try (RegisteredReader reader = open(1)) {
            assertThatThrownBy(() -> reader.commit(1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no record");
            reader.next();
            assertThatThrownBy(() -> reader.commit(2)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the 1 of record 1");
        }
    }

    @Test
    void shouldFollowTheWriter() {
        try (JournalWriter writer = JournalWriter.open(SampleRecords.config(directory));
            RegisteredReader reader = open(1)) {
            assertThat(reader.next()).isNull();
            records.append(writer, 1, 2);
            assertThat(reader.next().sequence()).isEqualTo(1);
            assertThat(reader.next().sequence()).isEqualTo(2);
            assertThat(reader.next()).isNull();
            reader.commit();
        }
        assertThat(RegisteredReaders.positions(directory)).containsExactly(new Position(NAME, 3, 0));
    }

    @Test
    void shouldKeepThePositionBeforeWhereTheLastOneIsTorn() throws IOException {
        records.write(directory, 10);
        try (RegisteredReader reader = open(1)) {
            for (int i = 0; i < 4; i++) {
                reader.next();
                reader.commit();
            }
        }

        tear(0);

        try (RegisteredReader reader = open(1)) {
            assertThat(reader.next().sequence()).isEqualTo(4);
        }
    }

    @Test
    void shouldRefuseAPositionThatIsDamagedThroughout() throws IOException {
        records.write(directory, 10);
        try (RegisteredReader reader = open(1)) {
            reader.next();
            reader.commit();
        }

        tear(0);
        tear(64);

        assertThatThrownBy(() -> open(1)).isInstanceOf(EverbookException.class).hasMessageContaining("damaged");
    }

    @Test
    void shouldRefuseASecondReaderOfTheName() {
        records.write(directory, 10);

        try (RegisteredReader reader = open(1)) {
            assertThat(reader.name()).isEqualTo(NAME);
            assertThatThrownBy(() -> open(1)).isInstanceOf(EverbookException.class)
                .hasMessageContaining("open already");
            assertThatThrownBy(() -> RegisteredReaders.remove(directory, NAME)).isInstanceOf(EverbookException.class);
        }
    }

    @Test
    void shouldRefuseAJournalThatLostItsEnd() {
        records.write(directory, 10);
        try (RegisteredReader reader = open(11)) {
            reader.commit();
        }
        final Path shorter = directory.resolve("shorter");
        JournalCut.copy(directory, 9, shorter);
        copyPosition(shorter);

        assertThatThrownBy(() -> RegisteredReaders.open(shorter, NAME, 1)).isInstanceOf(EverbookException.class)
            .hasMessageContaining("has processed sequence 10").hasMessageContaining("ends at 9");
    }

    @Test
    void shouldRefuseAJournalOfAnotherHistory() {
        records.write(directory, 10);
        try (RegisteredReader reader = open(6)) {
            reader.commit();
        }
        final Path other = directory.resolve("other");
        new SampleRecords().intervalNs(7).write(other, 10);
        copyPosition(other);

        assertThatThrownBy(() -> RegisteredReaders.open(other, NAME, 1)).isInstanceOf(EverbookException.class)
            .hasMessageContaining("another record 5");
    }

    @Test
    void shouldTellEveryPositionAndForgetWhatIsRemoved() {
        records.write(directory, 10);
        open(3).close();
        RegisteredReaders.open(directory, "drop-copy", 7).close();

        assertThat(RegisteredReaders.positions(directory))
            .containsExactly(new Position("drop-copy", 7, 0), new Position(NAME, 3, 0));
        assertThat(RegisteredReaders.remove(directory, NAME)).isTrue();
        assertThat(RegisteredReaders.remove(directory, NAME)).isFalse();
        assertThat(RegisteredReaders.positions(directory)).containsExactly(new Position("drop-copy", 7, 0));
        assertThatThrownBy(() -> RegisteredReaders.open(directory, "../escape", 1))
            .isInstanceOf(EverbookException.class);
    }

    @Test
    void shouldAllocateNothingFromRecordToRecord() {
        records.intervalNs(1).write(directory, 30_000);
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;

        try (RegisteredReader reader = open(1)) {
            for (int i = 0; i < 6; i++) {
                final long before = threads.getCurrentThreadAllocatedBytes();
                for (int j = 0; j < 4_000; j++) {
                    reader.next();
                    reader.commit();
                }
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
        }
        assertThat(least).isZero();
    }

    private RegisteredReader open(final long start) {
        return RegisteredReaders.open(directory, NAME, start);
    }

    private void writeRecordsOfThreeEvents(final int count) {
        final RecordHeaderEncoder header = new RecordHeaderEncoder();
        try (JournalWriter writer = JournalWriter.open(SampleRecords.config(directory))) {
            for (long sequence = 1; sequence <= count; sequence++) {
                final int length = records.encode(sequence);
                header.wrap(records.buffer(), 0).eventCount(3);
                writer.append(records.buffer(), 0, length);
            }
        }
    }

    private Path positionFile(final Path journal) {
        return journal.resolve(RegisteredReaders.DIRECTORY).resolve(NAME + ".position");
    }

    private void tear(final int slot) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(positionFile(directory).toFile(), "rw")) {
            file.seek(slot + 9);
            file.write(0x5A);
        }
    }

    private void copyPosition(final Path to) {
        IoUtil.ensureDirectoryExists(positionFile(to).getParent().toFile(), "readers");
        try {
            Files.copy(positionFile(directory), positionFile(to));
        } catch (final IOException e) {
            throw new AssertionError(e);
        }
    }
}
