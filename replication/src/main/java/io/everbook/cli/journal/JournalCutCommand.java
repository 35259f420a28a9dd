package io.everbook.cli.journal;

import io.everbook.cli.ExitCode;
import io.everbook.cli.Report;
import io.everbook.journal.JournalCut;
import io.everbook.journal.JournalReader;
import io.everbook.journal.RecordView;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code everbook journal cut}: after a disaster in which the log lost what the journal has, copies the journal up to a
 * sequence into a new directory, and tells who had been told what by the records that are left out. The journal itself
 * stays as it is, as evidence.
 */
@Command(
    name = "cut",
    description = "Copies a journal up to a sequence, and prints who was told what by the rest, which stays.")
public final class JournalCutCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The journal's directory; it is not changed.")
    private Path directory;

    @Option(names = "--to", paramLabel = "SEQ", required = true, description = "The last sequence to keep.")
    private long to;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "For the copy; new or empty.")
    private Path out;

    @Mixin
    private Report report;

    /**
     * Creates the command.
     */
    public JournalCutCommand() {
    }

    @Override
    public Integer call() {
        final long chain = JournalCut.copy(directory, to, out);
        report.line("%s holds sequences 1 to %d, chain 0x%x.", out, to, chain);
        final List<Map<String, Object>> told = told();
        report.line("%d events to sessions are left out; %s keeps them as evidence.", told.size(), directory);
        told.forEach(event -> report.line("  session %s, sequence %s: %s",
            event.get("session"), event.get("sequence"), event.get("event")));
        report.line("To start the site on it, move %s away and %s into its place.", directory, out);
        report.field("out", out.toString()).field("lastSequence", to).field("chain", Long.toHexString(chain))
            .field("told", told).end();
        return ExitCode.DONE;
    }

    private List<Map<String, Object>> told() {
        final List<Map<String, Object>> told = new ArrayList<>();
        final Schema schema = Schema.load();
        final RecordView record = new RecordView();
        try (JournalReader reader = JournalReader.open(directory)) {
            reader.seek(to + 1);
            while (reader.next(record)) {
                DecodedRecord.of(schema, record).events().forEach(event -> told.add(told(record.sequence(), event)));
            }
        }
        return told;
    }

    private static Map<String, Object> told(final long sequence, final DecodedMessage event) {
        final Map<String, Object> told = new LinkedHashMap<>();
        told.put("session", event.field("header.session"));
        told.put("sequence", sequence);
        told.put("event", event.toString());
        return told;
    }
}
