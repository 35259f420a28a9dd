package io.everbook.engine.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.everbook.api.EverbookException;
import io.everbook.engine.MatchingEngine;
import io.everbook.engine.reference.PlayedWorld;
import io.everbook.engine.reference.Snapshot;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Arbitrary records, and a snapshot's records changed by arbitrary bytes, for the restore: it gives an engine of the
 * full hash that the snapshot names, or it throws an EverbookException and nothing else.
 */
class SnapshotFuzzTest {
    private static final int RANDOM_INPUTS = 3_000;
    private static final PlayedWorld WORLD = new PlayedWorld(2);
    private static final Snapshot SNAPSHOT = Snapshot.of(WORLD.engine());

    @FuzzTest(maxDuration = "1m")
    void shouldRestoreOrNameWhatIsWrong(final byte[] data) {
        final FuzzInput input = new FuzzInput(data);
        final List<byte[]> records = (input.u8() & 3) == 0 ? arbitrary(input) : changed(input);
        try {
            final MatchingEngine restored = MatchingEngine.restore(WORLD.config(), new Snapshot(records).source());
            assertThat(restored.fullHash()).isEqualTo(WORLD.engine().fullHash());
        } catch (final EverbookException ex) {
            assertThat(ex).hasMessageNotContaining("null");
        }
    }

    @Test
    void shouldRestoreOrNameWhatIsWrongOfSeededRandomChanges() {
        final SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < RANDOM_INPUTS; i++) {
            final byte[] data = new byte[random.nextInt(40)];
            random.nextBytes(data);
            shouldRestoreOrNameWhatIsWrong(data);
        }
    }

    @Test
    void shouldRestoreWhatWasWritten() {
        final MatchingEngine restored = MatchingEngine.restore(WORLD.config(), SNAPSHOT.source());
        assertThat(restored.fullHash()).isEqualTo(WORLD.engine().fullHash());
        assertThat(Snapshot.of(restored).records()).usingRecursiveFieldByFieldElementComparator()
            .isEqualTo(SNAPSHOT.records());
    }

    private static List<byte[]> arbitrary(final FuzzInput input) {
        final List<byte[]> records = new ArrayList<>();
        while (input.hasMore()) {
            records.add(input.bytes(input.u8()));
        }
        return records;
    }

    private static List<byte[]> changed(final FuzzInput input) {
        final List<byte[]> records = new ArrayList<>();
        SNAPSHOT.records().forEach(record -> records.add(record.clone()));
        while (input.hasMore() && !records.isEmpty()) {
            change(records, input);
        }
        return records;
    }

    private static void change(final List<byte[]> records, final FuzzInput input) {
        final int kind = input.u8() % 16;
        final int place = input.u16() % records.size();
        final byte[] record = records.get(place);
        switch (kind) {
            case 0 -> records.remove(place);
            case 1 -> records.add(place, record.clone());
            case 2 -> Collections.swap(records, place, input.u16() % records.size());
            case 3 -> records.set(place, Arrays.copyOf(record, input.u8()));
            case 4 -> records.subList(place, records.size()).clear();
            default -> overwrite(record, input);
        }
    }

    private static void overwrite(final byte[] record, final FuzzInput input) {
        final int at = input.u8() % Math.max(1, record.length);
        final byte[] bytes = input.bytes(1 + (input.u8() & 7));
        for (int i = 0; i < bytes.length && at + i < record.length; i++) {
            record[at + i] = bytes[i];
        }
    }
}
