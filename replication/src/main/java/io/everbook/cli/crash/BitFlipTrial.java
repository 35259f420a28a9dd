package io.everbook.cli.crash;

import io.everbook.api.EverbookException;
import io.everbook.cli.Progress;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalReader;
import io.everbook.journal.RecordLayout;
import io.everbook.journal.RecordView;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Turns a bit in each field of records, one at a time, and has the journal name file and sequence; then turns it back.
 */
final class BitFlipTrial {
    private static final int RECORDS = 8;
    private static final int BITS = 8;
    private static final int MARGIN = 100;

    private final Path journal;
    private final CrashTally tally;
    private final SplittableRandom random;
    private final Map<String, Integer> named = new LinkedHashMap<>();

    BitFlipTrial(final long seed, final Path journal, final CrashTally tally) {
        this.journal = journal;
        this.tally = tally;
        random = new SplittableRandom(seed);
    }

    /** Where a record lies, and its fields in it: each with its offset and length. */
    private record Place(String file, long offset, long sequence, Map<String, int[]> fields) {
    }

    Map<String, Integer> run() {
        try (Progress progress = Progress.of("bit flips", RECORDS)) {
            for (int i = 0; i < RECORDS; i++) {
                final Place place = place(MARGIN + random.nextInt(SampleJournal.COMMANDS - MARGIN));
                place.fields.forEach((field, range) -> flip(place, field, range));
                progress.at(i + 1);
            }
        }
        return named;
    }

    private Place place(final long from) {
        try (JournalReader reader = JournalReader.open(journal)) {
            final RecordView record = new RecordView();
            reader.seek(from);
            boolean found = false;
            while (!found && reader.next(record)) {
                found = record.eventsLength() > 0;
            }
            final JournalException where = reader.fault("");
            return new Place(where.file(), where.offset(), record.sequence(), fields(record));
        }
    }

    private static Map<String, int[]> fields(final RecordView record) {
        final Map<String, int[]> fields = new LinkedHashMap<>();
        int offset = 0;
        for (final String name : new String[] {
            "sequence", "epoch", "timeNs", "logPosition", "connection", "firstExecutionId"}) {
            offset = put(fields, name, offset, Long.BYTES);
        }
        for (final String name : new String[] {"commandLength", "eventsLength", "eventCount", "reserved"}) {
            offset = put(fields, name, offset, Integer.BYTES);
        }
        offset = put(fields, "command", offset, record.commandLength());
        offset = put(fields, "padding", offset,
            RecordLayout.paddedLength(record.commandLength()) - record.commandLength());
        offset = put(fields, "events", offset, record.eventsLength());
        put(fields, "checksum", offset, RecordLayout.CHECKSUM_LENGTH);
        return fields;
    }

    private static int put(final Map<String, int[]> fields, final String name, final int offset, final int length) {
        if (length > 0) {
            fields.put(name, new int[] {offset, length});
        }
        return offset + length;
    }

    private void flip(final Place place, final String field, final int[] range) {
        final long at = place.offset + range[0] + random.nextInt(range[1]);
        final int bit = 1 << random.nextInt(BITS);
        turn(place.file, at, bit);
        final boolean isNamed = isNamed(place);
        turn(place.file, at, bit);
        tally.check(CrashTally.NAMED, isNamed, "a bit turned in the field " + field + " of sequence " + place.sequence
            + " is not named");
        named.merge(field, isNamed ? 1 : 0, Integer::sum);
    }

    private boolean isNamed(final Place place) {
        try (JournalReader reader = JournalReader.open(journal)) {
            reader.seek(place.sequence - 1);
            final RecordView record = new RecordView();
            while (reader.next(record)) {
                if (record.sequence() > place.sequence) {
                    return false;
                }
            }
            return false;
        } catch (final JournalException e) {
            return e.sequence() == place.sequence && e.file().equals(place.file);
        } catch (final EverbookException e) {
            return false;
        }
    }

    private static void turn(final String file, final long at, final int bit) {
        try (RandomAccessFile bytes = new RandomAccessFile(file, "rw")) {
            bytes.seek(at);
            final int old = bytes.read();
            bytes.seek(at);
            bytes.write(old ^ bit);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot harm " + file, e);
        }
    }
}
