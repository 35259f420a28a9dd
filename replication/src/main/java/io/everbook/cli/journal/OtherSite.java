package io.everbook.cli.journal;

import io.everbook.embedded.JournalFault;
import io.everbook.journal.JournalChains;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalReader;
import io.everbook.journal.RecordView;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A journal held against the one of another site, which is taken to be right.
 */
final class OtherSite {
    private final Schema schema;
    private final Path journal;
    private final Path other;

    OtherSite(final Schema schema, final Path journal, final Path other) {
        this.schema = schema;
        this.journal = journal;
        this.other = other;
    }

    /**
     * Compares the chained checksums.
     *
     * @return the first record that the other site holds differently; null if there is none.
     * @throws JournalException if one of them cannot be read as far as that takes.
     */
    Verified difference() {
        try (JournalReader ours = JournalReader.open(journal); JournalReader theirs = JournalReader.open(other)) {
            final long sequence = JournalChains.firstDifference(ours, theirs);
            return sequence == 0 ? null : describe(ours.withoutChecksums(), sequence);
        }
    }

    private Verified describe(final JournalReader ours, final long sequence) {
        ours.seek(sequence);
        ours.next(new RecordView());
        return Verified.of(JournalFault.of(ours.fault("the journal in " + other + " holds another record")),
            differences(sequence));
    }

    /**
     * Names the fields of a record at fault by what the other site holds, where both can be read.
     *
     * @param found the fault.
     * @return the same fault.
     */
    Verified name(final Verified found) {
        final Map<String, List<String>> differences = differences(found.fault().sequence());
        return differences.isEmpty() ? found : Verified.of(found.fault(), differences);
    }

    /** Their value of each field, and ours. */
    private Map<String, List<String>> differences(final long sequence) {
        final DecodedRecord ours = read(journal, sequence);
        final DecodedRecord theirs = read(other, sequence);
        return ours == null || theirs == null ? Map.of() : theirs.differences(ours);
    }

    private DecodedRecord read(final Path directory, final long sequence) {
        final RecordView record = new RecordView();
        try (JournalReader reader = JournalReader.open(directory).withoutChecksums()) {
            if (sequence < reader.firstSequence() || sequence > reader.lastSequence()) {
                return null;
            }
            reader.seek(sequence);
            return reader.next(record) ? DecodedRecord.of(schema, record) : null;
        } catch (final JournalException e) {
            return null;
        }
    }
}
