package io.everbook.journal;

import io.everbook.api.RegisteredReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CoveredFilesTest {
    private static final int COUNT = 100;

    @TempDir
    Path directory;

    private final SampleRecords records = new SampleRecords().intervalNs(TimeUnit.MINUTES.toNanos(7));

    @Test
    void shouldDeleteWholeFilesBelowASequenceAndVerifyWhatIsLeft() {
        records.write(directory, COUNT);
        final int files = QueueFiles.cycleFiles(directory).size();
        try (JournalWriter writer = JournalWriter.open(SampleRecords.config(directory))) {
            assertThat(writer.deleteBelow(1)).isZero();
            assertThat(writer.deleteBelow(50)).isEqualTo(5);
            records.append(writer, COUNT + 1, COUNT + 50);
        }
        assertThat(QueueFiles.cycleFiles(directory)).hasSizeGreaterThanOrEqualTo(files - 5);
        try (JournalReader reader = JournalReader.open(directory)) {
            final long first = reader.firstSequence();
            assertThat(first).isBetween(40L, 50L);
            assertThat(reader.chain()).isNotZero();
            assertThat(records.read(reader, first)).isEqualTo(COUNT + 50);
            assertThatThrownBy(() -> reader.seek(first - 1)).isInstanceOf(RecordsRemovedException.class);
        }
    }

    @Test
    void shouldNeverDeleteTheLastFile() {
        records.write(directory, COUNT);
        try (JournalWriter writer = JournalWriter.open(SampleRecords.config(directory))) {
            writer.deleteBelow(Long.MAX_VALUE);
            records.append(writer, COUNT + 1, COUNT + 2);
        }
        assertThat(QueueFiles.cycleFiles(directory)).hasSize(1);
        records.write(directory, COUNT + 9);
    }

    @Test
    void shouldKeepWhatARegisteredReaderHasNotProcessed() {
        records.write(directory, COUNT);
        try (RegisteredReader reader = RegisteredReaders.open(directory, "slow", 30)) {
            try (JournalWriter writer = JournalWriter.open(SampleRecords.config(directory))) {
                assertThat(writer.deleteBelow(90)).isEqualTo(3);
            }
            assertThat(reader.next().sequence()).isEqualTo(30);
        }
        assertThat(RegisteredReaders.remove(directory, "slow")).isTrue();
    }

    @Test
    void shouldVerifyTheFirstRecordThatIsLeft() throws IOException {
        records.write(directory, COUNT);
        try (JournalWriter writer = JournalWriter.open(SampleRecords.config(directory))) {
            writer.deleteBelow(50);
        }
        final Path file = QueueFiles.cycleFiles(directory).get(0);
        final long first;
        try (JournalReader reader = JournalReader.open(directory)) {
            first = reader.firstSequence();
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(CycleScanTest.offset(file, first) + 20);
            bytes.write(0x5A);
        }

        try (JournalReader reader = JournalReader.open(directory)) {
            assertThatThrownBy(() -> records.read(reader, first))
                .isInstanceOf(JournalException.class).hasMessageContaining("sequence " + first);
        }
    }

    @Test
    void shouldTellAFileThatWasLostFromOneThatWasDeleted() throws IOException {
        records.write(directory, COUNT);
        Files.delete(QueueFiles.cycleFiles(directory).get(0));

        assertThatThrownBy(() -> JournalReader.open(directory)).isInstanceOf(JournalException.class)
            .hasMessageContaining("sequence 1: the record is not there, and was not deleted");
        try (JournalReader damaged = JournalReader.openDamaged(directory)) {
            assertThatThrownBy(damaged::requireBeginning).isInstanceOf(JournalException.class);
        }
    }

    @Test
    void shouldFinishADeletionThatAKillCutShort() throws IOException {
        records.write(directory, COUNT);
        final Path last = QueueFiles.cycleFiles(directory).get(4);
        final Path kept = Files.copy(last, directory.resolve("kept"));
        try (JournalWriter writer = JournalWriter.open(SampleRecords.config(directory))) {
            assertThat(writer.deleteBelow(50)).isEqualTo(5);
        }
        Files.move(kept, last);

        try (JournalWriter writer = JournalWriter.open(SampleRecords.config(directory))) {
            try (JournalReader reader = JournalReader.open(directory)) {
                assertThat(records.read(reader, reader.firstSequence())).isEqualTo(COUNT);
            }
            assertThat(writer.deleteBelow(50)).isEqualTo(1);
        }
        assertThat(last).doesNotExist();
    }
}
