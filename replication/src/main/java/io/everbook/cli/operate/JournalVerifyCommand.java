package io.everbook.cli.operate;

import io.everbook.cli.ExitCode;
import io.everbook.cli.Progress;
import io.everbook.cli.Report;
import io.everbook.embedded.DivergenceException;
import io.everbook.embedded.JournalReplay;
import io.everbook.engine.MatchingEngine;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalReader;
import io.everbook.journal.RecordView;
import io.everbook.site.SiteConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code everbook journal verify}: reads every record and holds it against its checksum and the one before; with a
 * site's configuration also computes every record anew from its command.
 */
@Command(
    name = "verify",
    description = "Verifies lengths, sequences and chained checksums; with --config the engine's answers too.")
public final class JournalVerifyCommand implements Callable<Integer> {
    private static final long PROGRESS_EVERY = 1 << 14;

    @Parameters(paramLabel = "DIR", description = "The journal's directory.")
    private Path directory;

    @Option(names = "--config", paramLabel = "FILE",
        description = "The site's properties: computes every record anew from its command.")
    private Path config;

    @Mixin
    private Report report;

    private long records;

    /**
     * Creates the command.
     */
    public JournalVerifyCommand() {
    }

    @Override
    public Integer call() {
        final long startNs = System.nanoTime();
        final Map<String, Object> fault = read();
        final long perSecond =
            records * TimeUnit.SECONDS.toNanos(1) / Math.max(1, System.nanoTime() - startNs);
        report.field("records", records).field("valid", fault == null).field("recomputed", config != null)
            .field("recordsPerSecond", perSecond);
        if (fault != null) {
            report.line("Damaged after %d records: %s", records, fault);
            report.field("fault", fault);
        } else {
            report.line("%d records verify, %d a second.", records, perSecond);
        }
        report.end();
        return fault == null ? ExitCode.DONE : ExitCode.CHECK_FAILED;
    }

    private Map<String, Object> read() {
        try (JournalReader reader = JournalReader.open(directory)) {
            report.field("firstSequence", reader.firstSequence()).field("lastSequence", reader.lastSequence());
            readAll(reader);
            return null;
        } catch (final JournalException e) {
            return Map.of("file", e.file(), "offset", e.offset(), "sequence", e.sequence(), "what", e.what());
        } catch (final DivergenceException e) {
            return Map.of("sequence", e.sequence(), "what", "computed anew it differs: " + e.difference());
        }
    }

    private void readAll(final JournalReader reader) {
        final RecordView record = new RecordView();
        final Source source = config == null ? reader::next : replay(reader)::next;
        try (Progress progress = Progress.of("verify", reader.lastSequence())) {
            while (source.next(record)) {
                records++;
                if (records % PROGRESS_EVERY == 0) {
                    progress.at(record.sequence());
                }
            }
        }
    }

    private JournalReplay replay(final JournalReader reader) {
        final SiteConfig site = SiteConfig.load(config);
        return new JournalReplay(new MatchingEngine(site.engine()), reader, site.quarantine()::contains);
    }

    @FunctionalInterface
    private interface Source {
        boolean next(RecordView record);
    }
}
