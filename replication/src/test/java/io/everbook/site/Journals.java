package io.everbook.site;

import io.everbook.journal.JournalReader;
import io.everbook.journal.RecordView;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads sites' journals, while they run or after.
 */
public final class Journals {
    private Journals() {
    }

    /**
     * The sequence of a site's last record.
     *
     * @param site its directory.
     * @return the sequence, 0 if there is none.
     */
    public static long lastSequence(final Path site) {
        try (JournalReader reader = JournalReader.open(site.resolve("journal"))) {
            return reader.lastSequence();
        }
    }

    /**
     * Waits until all sites hold as many records, at least some, and compares them byte for byte.
     *
     * @param sites   directories.
     * @param atLeast so many records.
     * @return how many they hold.
     */
    public static long assertEqual(final List<Path> sites, final long atLeast) {
        final long[] last = new long[sites.size()];
        Deadline.await(20, () -> "equal journals of " + atLeast + " records: " + Arrays.toString(last), () -> {
            for (int i = 0; i < last.length; i++) {
                last[i] = lastSequence(sites.get(i));
            }
            return last[0] >= atLeast && Arrays.stream(last).allMatch(each -> each == last[0]);
        });
        for (int i = 1; i < last.length; i++) {
            compare(sites.get(0), sites.get(i), last[0]);
        }
        return last[0];
    }

    private static void compare(final Path one, final Path other, final long last) {
        try (JournalReader left = JournalReader.open(one.resolve("journal"));
            JournalReader right = JournalReader.open(other.resolve("journal"))) {
            final RecordView mine = new RecordView();
            final RecordView theirs = new RecordView();
            for (long sequence = 1; sequence <= last; sequence++) {
                assertThat(left.next(mine) && right.next(theirs)).isTrue();
                assertThat(bytes(theirs)).as("record %d of %s and %s", sequence, one, other).isEqualTo(bytes(mine));
            }
        }
    }

    private static byte[] bytes(final RecordView record) {
        final byte[] bytes = new byte[record.length()];
        record.buffer().getBytes(record.offset(), bytes);
        return bytes;
    }
}
