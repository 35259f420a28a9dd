package io.everbook.journal;

import io.everbook.api.EverbookException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Seeks by time and by execution id, in a journal of three files.
 */
class RecordSearchTest {
    private static final int RECORDS = 9_000;

    @TempDir
    Path directory;

    private final SampleRecords records = new SampleRecords();

    @BeforeEach
    void write() throws Exception {
        records.write(directory, RECORDS);
        assertThat(QueueFiles.cycleFiles(directory)).hasSizeGreaterThan(2);
    }

    @Test
    void shouldSeekTheFirstRecordThatIsNotBeforeATime() {
        try (JournalReader reader = JournalReader.open(directory)) {
            for (long sequence = 1; sequence <= RECORDS; sequence += 97) {
                assertThat(reader.seekTime(records.timeNs(sequence))).isEqualTo(sequence);
                assertThat(reader.next().sequence()).isEqualTo(sequence);
                assertThat(reader.seekTime(records.timeNs(sequence) - 1)).isEqualTo(sequence);
                assertThat(reader.seekTime(records.timeNs(sequence) + 1)).isEqualTo(sequence + 1);
            }
        }
    }

    @Test
    void shouldSeekTimesBeforeTheBeginningAndAfterTheEnd() {
        try (JournalReader reader = JournalReader.open(directory)) {
            assertThat(reader.seekTime(0)).isEqualTo(1);
            assertThat(reader.next().sequence()).isEqualTo(1);
            assertThat(reader.seekTime(Long.MAX_VALUE)).isEqualTo(RECORDS + 1);
            assertThat(reader.next()).isNull();
            assertThat(reader.nextSequence()).isEqualTo(RECORDS + 1);
        }
    }

    @Test
    void shouldSeekTheFirstOfRecordsOfOneTime() {
        final Path sameTime = directory.resolve("same");
        new SampleRecords().intervalNs(0).write(sameTime, 500);

        try (JournalReader reader = JournalReader.open(sameTime)) {
            assertThat(reader.seekTime(SampleRecords.START_NS)).isEqualTo(1);
        }
    }

    @Test
    void shouldSeekTheRecordOfAnExecution() {
        try (JournalReader reader = JournalReader.open(directory)) {
            for (long sequence = 1; sequence <= RECORDS; sequence += 131) {
                assertThat(reader.seekExecution(sequence)).isEqualTo(sequence);
                assertThat(reader.next().firstExecutionId()).isEqualTo(sequence);
            }
            assertThat(reader.seekExecution(Long.MAX_VALUE - 1)).isEqualTo(RECORDS);
            assertThatThrownBy(() -> reader.seekExecution(0)).isInstanceOf(EverbookException.class);
        }
    }

    @Test
    void shouldSeekTheBeginningOfAnEmptyJournal() {
        final Path empty = directory.resolve("empty");
        records.write(empty, 0);

        try (JournalReader reader = JournalReader.open(empty)) {
            assertThat(reader.seekTime(1)).isEqualTo(1);
            assertThat(reader.seekExecution(1)).isEqualTo(1);
            assertThat(reader.next()).isNull();
        }
    }
}
