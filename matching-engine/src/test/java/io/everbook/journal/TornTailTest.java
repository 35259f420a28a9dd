package io.everbook.journal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Power cuts: of every page of 4 KiB written since the last force, either what it was at the force is on the disk, or
 * what it was at the cut.
 */
class TornTailTest {
    private static final int PAGE = 4096;
    private static final long FORCED = 700;
    private static final long LAST = 1_500;
    private static final long ANOTHER_BOOT = 77;

    @TempDir
    Path directory;

    private final SampleRecords records = new SampleRecords();

    @ParameterizedTest
    @ValueSource(longs = {1, 400, 3_000})
    void shouldKeepWhatWasForcedWhateverPagesAreThere(final long intervalMs) throws IOException {
        final long seed = System.nanoTime();
        System.out.println("torn tail: seed " + seed + ", interval " + intervalMs);
        records.intervalNs(TimeUnit.MILLISECONDS.toNanos(intervalMs));
        final Path atForce = directory.resolve("forced");
        final Path atCut = directory.resolve("cut");
        write(atForce, atCut);
        final SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 12; i++) {
            final Path torn = directory.resolve("torn-" + i);
            mix(atForce, atCut, torn, random, i % 4);
            recoverAndGoOn(torn);
        }
    }

    @Test
    void shouldKeepTheFilesAsTheyWere() throws IOException {
        final Path atCut = directory.resolve("cut");
        write(directory.resolve("forced"), atCut);

        recoverAndGoOn(atCut);

        try (Stream<Path> files = Files.list(atCut)) {
            assertThat(files.filter(file -> file.toString().endsWith(TornTail.SUFFIX))).hasSize(1);
        }
    }

    @Test
    void shouldLeadFromEachMendedFileToTheNext() throws IOException {
        records.intervalNs(TimeUnit.SECONDS.toNanos(40));
        final Path atCut = directory.resolve("cut");
        write(directory.resolve("forced"), atCut);

        recoverAndGoOn(atCut);
    }

    @Test
    void shouldRefuseAJournalThatLostWhatWasForced() throws IOException {
        final Path atForce = directory.resolve("forced");
        write(atForce, directory.resolve("cut"));
        final Path file = QueueFiles.cycleFiles(atForce).get(0);
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(CycleScanTest.offset(file, FORCED - 10) + 70);
            bytes.write(0x5A);
        }

        assertThatThrownBy(() -> JournalWriter.open(config(atForce, ANOTHER_BOOT)))
            .hasMessageContaining("can be read to sequence " + (FORCED - 11))
            .hasMessageContaining("forced to the disk to sequence " + FORCED);
    }

    @Test
    void shouldNotTakeAJournalWithoutFilesForANewOne() throws IOException {
        records.write(directory, 10);
        for (final Path file : QueueFiles.cycleFiles(directory)) {
            Files.delete(file);
        }

        assertThatThrownBy(() -> JournalWriter.open(SampleRecords.config(directory)))
            .hasMessageContaining("can be read to sequence 0")
            .hasMessageContaining("forced to the disk to sequence 10");
    }

    @Test
    void shouldNotMendAJournalThatWasClosedOrOfTheSameRunOfTheMachine() throws IOException {
        final Path closed = directory.resolve("closed");
        try (JournalWriter writer = JournalWriter.open(config(closed, 1))) {
            records.append(writer, 1, 10);
        }
        assertThat(closed.resolve(WriterRun.FILE_NAME)).doesNotExist();
        final Path file = QueueFiles.cycleFiles(closed).get(0);
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(CycleScanTest.offset(file, 10) + 70);
            bytes.write(0x5A);
        }

        assertThatThrownBy(() -> JournalWriter.open(config(closed, ANOTHER_BOOT)))
            .isInstanceOf(JournalException.class);
        Files.writeString(closed.resolve(WriterRun.FILE_NAME), Long.toHexString(ANOTHER_BOOT));
        assertThatThrownBy(() -> JournalWriter.open(config(closed, ANOTHER_BOOT)))
            .isInstanceOf(JournalException.class);
    }

    private void write(final Path atForce, final Path atCut) throws IOException {
        final Path written = directory.resolve("written");
        try (JournalWriter writer = JournalWriter.open(config(written, 1))) {
            records.append(writer, 1, FORCED);
            writer.force();
            JournalCopy.of(written, atForce);
            records.append(writer, FORCED + 1, LAST);
            JournalCopy.of(written, atCut);
        }
    }

    private void recoverAndGoOn(final Path journal) {
        final long last;
        try (JournalWriter writer = JournalWriter.open(config(journal, ANOTHER_BOOT))) {
            last = writer.lastSequence();
            assertThat(last).isBetween(FORCED, LAST);
            requireReadable(journal, last);
            records.append(writer, last + 1, last + 300);
        }
        requireReadable(journal, last + 300);
    }

    private void requireReadable(final Path journal, final long last) {
        try (JournalReader reader = JournalReader.open(journal)) {
            assertThat(records.read(reader, 1)).isEqualTo(last);
            for (long sequence = last; sequence > 0; sequence -= 37) {
                reader.seek(sequence);
                assertThat(reader.next().sequence()).isEqualTo(sequence);
            }
        }
    }

    private static JournalConfig config(final Path directory, final long bootId) {
        return JournalConfig.builder().directory(directory).cycle(JournalCycle.HOURLY)
            .blockSize(SampleRecords.BLOCK_SIZE).bootId(bootId).conclude();
    }

    private static void mix(
        final Path atForce, final Path atCut, final Path to, final SplittableRandom random, final int newOfFour)
        throws IOException {
        Files.createDirectories(to);
        for (final Path file : JournalCopy.files(atCut)) {
            final byte[] now = Files.readAllBytes(file);
            final Path before = atForce.resolve(file.getFileName());
            final byte[] then = Files.exists(before) ? Files.readAllBytes(before) : new byte[0];
            final byte[] old = Arrays.copyOf(then, now.length);
            for (int page = 0; page < now.length; page += PAGE) {
                if (random.nextInt(4) >= newOfFour) {
                    System.arraycopy(old, page, now, page, Math.min(PAGE, now.length - page));
                }
            }
            Files.write(to.resolve(file.getFileName()), now);
        }
    }
}
