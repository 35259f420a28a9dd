package io.everbook.cli.verify.check;

import io.everbook.api.EverbookException;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalReader;
import io.everbook.journal.RecordView;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.agrona.CloseHelper;

/**
 * Reads the sites' journals side by side. The longest one is the reference that the checks are given; each of the
 * others must be equal to it, byte for byte, as far as it goes.
 */
final class Journals {
    private final Tally tally;

    private static final class Reading {
        private final String site;
        private final JournalReader reader;
        private final RecordView record = new RecordView();
        private boolean ended;

        private Reading(final String site, final JournalReader reader) {
            this.site = site;
            this.reader = reader;
        }
    }

    Journals(final Tally tally) {
        this.tally = tally;
    }

    /**
     * Reads them to the end of the longest.
     *
     * @param directories of the journals, by site.
     * @param level       sites that must have everything up to a sequence.
     * @param upTo        that sequence.
     * @param onRecord    given every record of the longest.
     * @return the last sequence.
     */
    long read(
        final Map<String, Path> directories, final List<String> level, final long upTo,
        final Consumer<RecordView> onRecord) {
        final List<Reading> readings = new ArrayList<>();
        try {
            directories.forEach((site, directory) -> open(site, directory, readings));
            readings.sort((a, b) -> Long.compare(b.reader.lastSequence(), a.reader.lastSequence()));
            return readings.isEmpty() ? 0 : readTogether(readings, level, upTo, onRecord);
        } finally {
            readings.forEach(reading -> CloseHelper.quietClose(reading.reader));
        }
    }

    private void open(final String site, final Path directory, final List<Reading> readings) {
        try {
            readings.add(new Reading(site, JournalReader.open(directory)));
        } catch (final EverbookException e) {
            tally.check(Invariant.I2, false, () -> site + ": " + e.getMessage());
        }
    }

    private long readTogether(
        final List<Reading> readings, final List<String> level, final long upTo,
        final Consumer<RecordView> onRecord) {
        final Reading longest = readings.get(0);
        final long last = longest.reader.lastSequence();
        long sequence = 0;
        while (sequence < last && next(longest)) {
            sequence = longest.record.sequence();
            for (final Reading other : readings.subList(1, readings.size())) {
                compare(longest, other, sequence <= upTo && level.contains(other.site));
            }
            onRecord.accept(longest.record);
        }
        return sequence;
    }

    private void compare(final Reading longest, final Reading other, final boolean mustBeThere) {
        if (other.ended) {
            return;
        }
        if (!next(other)) {
            other.ended = true;
            if (mustBeThere) {
                tally.check(Invariant.I2, false, () -> other.site + " ends before sequence "
                    + longest.record.sequence() + ", which " + longest.site + " has");
            }
            return;
        }
        other.ended = !tally.check(Invariant.I2, isEqual(longest.record, other.record), () -> "sequence "
            + longest.record.sequence() + " is not the same at " + longest.site + " and " + other.site);
    }

    private boolean next(final Reading reading) {
        try {
            return reading.reader.next(reading.record);
        } catch (final JournalException e) {
            tally.check(Invariant.I2, false, () -> reading.site + ": " + e.getMessage());
            return false;
        }
    }

    private static boolean isEqual(final RecordView one, final RecordView other) {
        return one.length() == other.length() && EngineCheck.isEqual(
            one.buffer(), one.offset(), other.buffer(), other.offset(), one.length());
    }
}
