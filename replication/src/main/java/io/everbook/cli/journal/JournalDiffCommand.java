package io.everbook.cli.journal;

import io.everbook.cli.ExitCode;
import io.everbook.cli.Report;
import io.everbook.journal.JournalCompare;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalReader;
import io.everbook.journal.RecordView;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code everbook journal diff}: the first record in which journals differ, field by field.
 */
@Command(
    name = "diff",
    description = "Compares journals byte for byte, and shows the first record that differs. Exit 1: one does.")
public final class JournalDiffCommand implements Callable<Integer> {
    @Parameters(arity = "2..*", paramLabel = "DIR", description = "The journals' directories.")
    private List<Path> directories;

    @Option(names = "--common",
        description = "Compare as far as the shortest goes, as for sites that run: the rest is no difference.")
    private boolean common;

    @Mixin
    private Report report;

    private Schema schema;

    /**
     * Creates the command.
     */
    public JournalDiffCommand() {
    }

    @Override
    public Integer call() {
        schema = Schema.load();
        final JournalCompare.Result result = JournalCompare.compare(directories);
        final boolean same = result.equal() || common && result.prefixEqual();
        report.field("equal", result.equal()).field("prefixEqual", result.prefixEqual())
            .field("records", result.records()).field("lastSequences", result.lastSequences())
            .field("firstDifference", result.firstDifference());
        report.line("%d records are equal.", result.records());
        if (!same) {
            report.line("%s", result.firstDifference());
            show(result.records());
        }
        report.end();
        return same ? ExitCode.DONE : ExitCode.CHECK_FAILED;
    }

    private void show(final long equalRecords) {
        final Map<String, Object> shown = new LinkedHashMap<>();
        DecodedRecord first = null;
        for (final Path directory : directories) {
            report.line("%s", directory);
            final DecodedRecord record = record(directory, equalRecords, shown);
            if (record != null) {
                record.toLines().forEach(line -> report.line("  %s", line));
                shown.put(directory.toString(), record.toJson());
                tellFields(directory, first, record);
                first = first == null ? record : first;
            }
        }
        report.field("differing", shown);
    }

    private void tellFields(final Path directory, final DecodedRecord first, final DecodedRecord record) {
        if (first != null) {
            final Map<String, List<String>> fields = first.differences(record);
            report.line("  differs from the first in %d fields:", fields.size());
            fields.forEach((field, values) -> report.line("    %s: %s, here %s", field, values.get(0), values.get(1)));
            report.field("differences", Verified.describe(fields, directories.get(0).toString(), directory.toString()));
        }
    }

    private DecodedRecord record(final Path directory, final long equalRecords, final Map<String, Object> shown) {
        try (JournalReader reader = JournalReader.open(directory)) {
            final long sequence = Math.max(1, reader.firstSequence()) + equalRecords;
            if (sequence <= reader.lastSequence()) {
                final RecordView record = new RecordView();
                reader.seek(sequence);
                reader.next(record);
                return DecodedRecord.of(schema, record);
            }
            return said(directory, "ends at sequence " + reader.lastSequence(), shown);
        } catch (final JournalException e) {
            return said(directory, e.getMessage(), shown);
        }
    }

    private DecodedRecord said(final Path directory, final String what, final Map<String, Object> shown) {
        report.line("  %s", what);
        shown.put(directory.toString(), what);
        return null;
    }
}
