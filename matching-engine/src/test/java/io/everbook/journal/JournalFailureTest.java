package io.everbook.journal;

import io.everbook.api.EverbookException;
import net.openhft.chronicle.core.Jvm;
import net.openhft.chronicle.core.onoes.ExceptionKey;
import net.openhft.chronicle.core.onoes.LogLevel;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.TableStore;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.TableStoreWriteLock;
import net.openhft.chronicle.queue.impl.table.Metadata;
import net.openhft.chronicle.queue.impl.table.SingleTableBuilder;
import net.openhft.chronicle.threads.BusyTimedPauser;
import net.openhft.chronicle.wire.DocumentContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JournalFailureTest {
    @TempDir
    Path directory;

    private final SampleRecords records = new SampleRecords();

    @Test
    void shouldTakeNoMoreRecordsAfterAFailedAppend() throws IOException {
        final Path copy = directory.resolve("copy");
        try (JournalWriter writer = openFailingAt(copy, 4)) {
            records.append(writer, 1, 3);

            assertThatThrownBy(() -> records.append(writer, 4, 4)).isInstanceOf(EverbookException.class)
                .hasMessageContaining("appending sequence 4").hasRootCauseInstanceOf(InternalError.class);
            assertThatThrownBy(() -> records.append(writer, 4, 4)).hasMessageContaining("takes no more records");
            assertThatThrownBy(() -> records.append(writer, 5, 5)).hasMessageContaining("takes no more records");
            assertThatThrownBy(writer::force).hasMessageContaining("takes no more records");
            assertThat(writer.lastSequence()).isEqualTo(3);
        }

        try (JournalReader reader = JournalReader.open(copy)) {
            assertThat(records.read(reader, 1)).isEqualTo(3);
        }
    }

    @Test
    void shouldTakeNoMoreRecordsAfterAFailedForce() {
        try (JournalWriter writer = JournalWriter.open(SampleRecords.config(directory))) {
            records.append(writer, 1, 1);
            assertThat(directory.resolve(QueueFiles.METADATA).toFile().delete()).isTrue();

            assertThatThrownBy(writer::force).hasMessageContaining("forcing");
            assertThatThrownBy(() -> records.append(writer, 2, 2)).hasMessageContaining("takes no more records");
            assertThatThrownBy(writer::force).hasMessageContaining("takes no more records");
        }
    }

    @Test
    void shouldWriteOverARecordTornByAKill() throws IOException {
        records.write(directory, 10);
        final Path killed = directory.resolve("killed");
        try (SingleChronicleQueue queue = QueueFiles.writable(
            SampleRecords.config(directory), () -> TimeUnit.NANOSECONDS.toMillis(records.timeNs(10)));
            ExcerptAppender appender = queue.createAppender()) {
            try (DocumentContext document = appender.writingDocument()) {
                document.wire().bytes().writeLong(11).writeLong(7);
                JournalCopy.of(directory, killed);
                document.rollbackOnClose();
            }
        }

        records.write(killed, 12);

        try (JournalReader reader = JournalReader.open(killed)) {
            assertThat(records.read(reader, 1)).isEqualTo(12);
        }
    }

    @Test
    void shouldNotWaitForALockThatAKilledProcessOfTheSamePidLeft() {
        records.write(directory, 1);
        final long usualNs = timeToWrite(2);
        holdQueueLockForEver();

        assertThat(timeToWrite(3) - usualNs).isLessThan(TimeUnit.SECONDS.toNanos(1));
    }

    private long timeToWrite(final int count) {
        final long startNs = System.nanoTime();
        records.write(directory, count);
        return System.nanoTime() - startNs;
    }

    @Test
    void shouldClearALockThatAKilledProcessLeftWithoutAWarning() {
        records.write(directory, 1);
        holdQueueLockForEver();

        final Map<ExceptionKey, Integer> warnings = Jvm.recordExceptions();
        try {
            records.write(directory, 2);
        } finally {
            Jvm.resetExceptionHandlers();
        }

        assertThat(warnings.keySet()).as("but how long the disk took").allMatch(key -> key.level == LogLevel.PERF);
    }

    private void holdQueueLockForEver() {
        try (TableStore<?> table =
            SingleTableBuilder.binary(directory.resolve(QueueFiles.METADATA), Metadata.NoMeta.INSTANCE).build();
            TableStoreWriteLock lock = new TableStoreWriteLock(table, BusyTimedPauser::new, 200L)) {
            lock.lock();
        }
    }

    private static JournalWriter openFailingAt(final Path directory, final long count) throws IOException {
        Files.createDirectories(directory);
        final JournalConfig config = SampleRecords.config(directory);
        final QueueAppender appender = new QueueAppender(config);
        appender.start(0);
        return new JournalWriter(
            config, JournalLock.acquire(directory), WriterRun.open(config), new FailingAppender(appender, count));
    }

    private static final class FailingAppender implements RecordAppender {
        private final RecordAppender appender;
        private long left;

        FailingAppender(final RecordAppender appender, final long failingAt) {
            this.appender = appender;
            this.left = failingAt;
        }

        @Override
        public int append(final long timeNs, final long address, final int length) {
            left--;
            if (left == 0) {
                throw new InternalError("a fault occurred in an unsafe memory access operation");
            }
            return appender.append(timeNs, address, length);
        }

        @Override
        public File currentFile() {
            return appender.currentFile();
        }

        @Override
        public void close() {
            appender.close();
        }
    }
}
