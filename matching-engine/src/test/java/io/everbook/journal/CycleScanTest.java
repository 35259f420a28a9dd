package io.everbook.journal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class CycleScanTest {
    @TempDir
    Path directory;

    @Test
    void shouldFindEveryRecordFromTheBytesAlone() throws IOException {
        new SampleRecords().intervalNs(1_000).write(directory, 30_000);
        final ChainCheck check = new ChainCheck(0, 0, true);
        try (CycleScan scan = new CycleScan(QueueFiles.cycleFiles(directory).get(0))) {
            while (scan.next()) {
                assertThat(check.follows(scan.buffer(), scan.offset(), scan.length())).isTrue();
            }
        }
        assertThat(check.sequence()).isEqualTo(30_000);
    }

    /** Where a record lies in a file. */
    static long offset(final Path file, final long sequence) throws IOException {
        try (CycleScan scan = new CycleScan(file)) {
            while (scan.next()) {
                if (scan.buffer().getLong(scan.offset(), ByteOrder.LITTLE_ENDIAN) == sequence) {
                    return scan.position();
                }
            }
        }
        throw new AssertionError("no record " + sequence + " in " + file);
    }
}
