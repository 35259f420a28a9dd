package io.everbook.cli.verify.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {
    private static final int ENTRIES = 10_000;
    @TempDir
    private Path directory;

    @Test
    void shouldReadWhatWasWritten() {
        final Path file = directory.resolve("history");
        try (HistoryWriter writer = new HistoryWriter(file)) {
            for (int i = 0; i < ENTRIES; i++) {
                writer.write(EntryKind.values()[i % EntryKind.values().length], 111 + i, i, -i, i, Long.MIN_VALUE, 3);
            }
        }

        try (HistoryReader reader = new HistoryReader(file)) {
            for (int i = 0; i < ENTRIES; i++) {
                assertThat(reader.next()).isTrue();
                assertThat(reader.kind()).isEqualTo(EntryKind.values()[i % EntryKind.values().length]);
                assertThat(reader.session()).isEqualTo(111 + i);
                assertThat(reader.client()).isEqualTo(i);
                assertThat(reader.timeNs()).isEqualTo(-i);
                assertThat(new long[]{reader.number(0), reader.number(1), reader.number(2), reader.number(5)})
                    .containsExactly(i, Long.MIN_VALUE, 3, 0);
            }
            assertThat(reader.next()).isFalse();
        }
    }
}
