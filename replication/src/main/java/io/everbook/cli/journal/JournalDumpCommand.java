package io.everbook.cli.journal;

import io.everbook.cli.ExitCode;
import io.everbook.cli.Report;
import io.everbook.journal.JournalReader;
import io.everbook.journal.RecordView;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code everbook journal dump}: records with all their fields, up to the one that was newest when it began.
 */
@Command(
    name = "dump",
    description = "Prints records with all their fields, by filters.")
public final class JournalDumpCommand implements Callable<Integer> {
    private static final int CHECK_EVERY = 1 << 10;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The journal's directory.")
    private Path directory;

    @Option(names = "--format", defaultValue = "text",
        description = "${COMPLETION-CANDIDATES}: lines for a person, an object a record, or a row a message.")
    private DumpFormat format;

    @Mixin
    private RecordFilter filter;

    @Mixin
    private Report report;

    private Schema schema;
    private Set<String> columns;
    private long shown;

    /**
     * Creates the command.
     */
    public JournalDumpCommand() {
    }

    @Override
    public Integer call() {
        schema = Schema.load();
        columns = schema.messageFields();
        final PrintWriter out = new PrintWriter(spec.commandLine().getOut(), false);
        try (JournalReader reader = JournalReader.open(directory)) {
            print(out, format.header(columns));
            dump(reader, out);
        } finally {
            out.flush();
        }
        report.field("records", shown).end();
        return ExitCode.DONE;
    }

    private void dump(final JournalReader reader, final PrintWriter out) {
        final RecordView record = new RecordView();
        final long last = filter.seek(reader);
        boolean heard = true;
        while (heard && reader.nextSequence() <= last && reader.next(record) && !filter.isBeyond(record.timeNs())) {
            final DecodedRecord decoded = DecodedRecord.of(schema, record);
            if (filter.takes(decoded)) {
                print(out, format.lines(decoded, columns));
                heard = ++shown % CHECK_EVERY != 0 || !out.checkError();
            }
        }
    }

    private static void print(final PrintWriter out, final List<String> lines) {
        lines.forEach(out::println);
    }
}
