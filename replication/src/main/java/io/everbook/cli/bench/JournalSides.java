package io.everbook.cli.bench;

import io.everbook.api.EverbookException;
import io.everbook.journal.BareQueue;
import io.everbook.journal.JournalReader;
import io.everbook.journal.RecordLayout;
import io.everbook.journal.RecordView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What is measured of a journal, each in a directory of its own that is removed behind it.
 */
final class JournalSides {
    private static final int PRECISION = 3;
    private static final long SEED = 7;
    private static final int CHECKSUM = RecordLayout.CHECKSUM_LENGTH;

    private final Path root;
    private final long records;
    private final int[] lengths;

    /**
     * Prepares it.
     *
     * @param root    directory, on the disk that is measured.
     * @param records of each measurement.
     */
    JournalSides(final Path root, final long records) {
        this.root = root;
        this.records = records;
        lengths = recordLengths();
    }

    private static int[] recordLengths() {
        final List<byte[]> block = Script.block();
        final int[] lengths = new Rehearsal().answerLengths(block);
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = RecordLayout.length(block.get(i).length, lengths[i]) + CHECKSUM;
        }
        return lengths;
    }

    /** The mean length of a record, in bytes. */
    double recordBytes() {
        return Arrays.stream(lengths).average().orElseThrow();
    }

    /** Messages a second that a bare queue takes, as long as the exchange's records. */
    double bareQueue() {
        final Path directory = make("bare");
        final int longest = Arrays.stream(lengths).max().orElseThrow();
        final UnsafeBuffer message = new UnsafeBuffer(ByteBuffer.allocateDirect(longest));
        try (BareQueue queue = BareQueue.open(JournaledScript.config(directory))) {
            final long startNs = System.nanoTime();
            for (long i = 0; i < records; i++) {
                queue.append(message, 0, lengths[(int) (i % lengths.length)]);
            }
            return perSecond(System.nanoTime() - startNs);
        } finally {
            remove(directory);
        }
    }

    /** Commands a second that the exchange takes, each a record in its journal. */
    double exchange() {
        final Path directory = make("exchange");
        try (JournaledScript exchange = new JournaledScript(directory)) {
            return play(exchange);
        } finally {
            remove(directory);
        }
    }

    /** The same beside a reader in another process that stands still. */
    double exchangeBesidePausedReader() {
        final Path directory = make("read");
        try (JournaledScript exchange = new JournaledScript(directory);
            PausedReader reader = new PausedReader(directory, root.resolve("logs"))) {
            final double rate = play(exchange);
            reader.requireThere();
            return rate;
        } finally {
            remove(directory);
        }
    }

    private double play(final JournaledScript exchange) {
        final long startNs = System.nanoTime();
        exchange.play(records);
        return perSecond(System.nanoTime() - startNs);
    }

    private double perSecond(final long tookNs) {
        return Timed.perSecond(records, tookNs);
    }

    /** Nanoseconds of seeks to random sequences of a journal, each with the reading of its record. */
    Histogram seeks(final int count) {
        final Path directory = make("seek");
        try {
            try (JournaledScript exchange = new JournaledScript(directory)) {
                exchange.play(records);
            }
            try (JournalReader reader = JournalReader.open(directory)) {
                seek(reader, count);
                return seek(reader, count);
            }
        } finally {
            remove(directory);
        }
    }

    private static Histogram seek(final JournalReader reader, final int count) {
        final Histogram histogram = new Histogram(PRECISION);
        final SplittableRandom random = new SplittableRandom(SEED);
        final RecordView record = new RecordView();
        final long last = reader.lastSequence();
        for (int i = 0; i < count; i++) {
            final long sequence = 1 + random.nextLong(last);
            final long startNs = System.nanoTime();
            reader.seek(sequence);
            final boolean found = reader.next(record);
            histogram.recordValue(System.nanoTime() - startNs);
            if (!found || record.sequence() != sequence) {
                throw new EverbookException("sought sequence " + sequence + ", found " + record.sequence());
            }
        }
        return histogram;
    }

    /** Nanoseconds of forcing to the disk what so many commands left. */
    Histogram syncs(final int count, final int commands) {
        final Path directory = make("sync");
        final Histogram histogram = new Histogram(PRECISION);
        try (JournaledScript exchange = new JournaledScript(directory)) {
            exchange.force();
            for (int i = 0; i < count; i++) {
                exchange.play(commands);
                final long startNs = System.nanoTime();
                exchange.force();
                histogram.recordValue(System.nanoTime() - startNs);
            }
            return histogram;
        } finally {
            remove(directory);
        }
    }

    private Path make(final String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (final IOException e) {
            throw new EverbookException("cannot make " + root.resolve(name) + ": " + e, e);
        }
    }

    private static void remove(final Path directory) {
        IoUtil.delete(directory.toFile(), false);
    }
}
