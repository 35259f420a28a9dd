package io.everbook.cli.operate;

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
import picocli.CommandLine.Parameters;

/**
 * {@code everbook journal diff}: the first record in which journals differ, in words.
 */
@Command(
    name = "diff",
    description = "Compares journals byte for byte, and shows the first record that differs. Exit 1: one does.")
public final class JournalDiffCommand implements Callable<Integer> {
    @Parameters(arity = "2..*", paramLabel = "DIR", description = "The journals' directories.")
    private List<Path> directories;

    @Mixin
    private Report report;

    /**
     * Creates the command.
     */
    public JournalDiffCommand() {
    }

    @Override
    public Integer call() {
        final JournalCompare.Result result = JournalCompare.compare(directories);
        report.field("equal", result.equal()).field("prefixEqual", result.prefixEqual())
            .field("records", result.records()).field("lastSequences", result.lastSequences())
            .field("firstDifference", result.firstDifference());
        report.line("%d records are equal.", result.records());
        if (!result.equal()) {
            report.line("%s", result.firstDifference());
            show(result.records());
        }
        report.end();
        return result.equal() ? ExitCode.DONE : ExitCode.CHECK_FAILED;
    }

    private void show(final long equalRecords) {
        final Map<String, List<String>> shown = new LinkedHashMap<>();
        for (final Path directory : directories) {
            shown.put(directory.toString(), record(directory, equalRecords));
        }
        shown.forEach((directory, lines) -> {
            report.line("%s", directory);
            lines.forEach(line -> report.line("  %s", line));
        });
        report.field("differing", shown);
    }

    private static List<String> record(final Path directory, final long equalRecords) {
        try (JournalReader reader = JournalReader.open(directory)) {
            final long sequence = Math.max(1, reader.firstSequence()) + equalRecords;
            if (sequence > reader.lastSequence()) {
                return List.of("ends at sequence " + reader.lastSequence());
            }
            final RecordView record = new RecordView();
            reader.seek(sequence);
            reader.next(record);
            return RecordText.of(record);
        } catch (final JournalException e) {
            return List.of(e.getMessage());
        }
    }
}
