package io.everbook.cli.journal;

import io.everbook.api.EverbookException;
import io.everbook.cli.ExitCode;
import io.everbook.cli.Progress;
import io.everbook.cli.Report;
import io.everbook.embedded.EngineStart;
import io.everbook.embedded.JournalReplay;
import io.everbook.engine.MatchingEngine;
import io.everbook.journal.JournalReader;
import io.everbook.journal.RecordView;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code everbook journal replay}: the state at any moment of a journal, computed from the newest snapshot before it,
 * or from the first record: what the market looked like then.
 */
@Command(
    name = "replay",
    description = "Rebuilds the state at a sequence or time, and prints books and sessions.")
public final class JournalReplayCommand implements Callable<Integer> {
    private static final long PROGRESS_EVERY = 1 << 14;

    @Parameters(paramLabel = "DIR", description = "The journal's directory.")
    private Path directory;

    @Option(names = "--until", paramLabel = "SEQ|TIME",
        description = "The last sequence, or the last engine time, as in 2026-03-01T09:30:00.5Z or"
            + " 1772357400500000000ns, that the state is to hold; unless given, all that is there.")
    private String until;

    @Option(names = "--depth", defaultValue = "10",
        description = "Levels of each side to print (${DEFAULT-VALUE}); with --json every one is there.")
    private int depth;

    @Option(names = "--instrument", paramLabel = "ID", description = "Print the book of this one alone.")
    private Integer instrument;

    @Option(names = "--orders", description = "Print each order of the books.")
    private boolean orders;

    @Mixin
    private EngineSettings settings;

    @Mixin
    private Report report;

    /**
     * Creates the command.
     */
    public JournalReplayCommand() {
    }

    @Override
    public Integer call() {
        try (JournalReader reader = JournalReader.open(directory)) {
            final long target = target(reader);
            final EngineStart start = settings.start(directory);
            final MatchingEngine engine = start.latest(reader, target);
            start.passedOver().forEach(snapshot -> report.line("Passed over: %s", snapshot));
            report.field("startedFrom", engine.sequence());
            replay(new JournalReplay(engine, reader, settings.skipped()), target);
            tell(engine, reader.chain());
        }
        report.end();
        return ExitCode.DONE;
    }

    private long target(final JournalReader reader) {
        final long last = reader.lastSequence();
        if (until == null || last == 0) {
            return last;
        }
        return Moment.isMeant(until) ? reader.seekTime(after(until)) - 1 : Math.min(last, sequence());
    }

    private static long after(final String time) {
        try {
            return Math.addExact(Moment.parse(time).timeNs(), 1);
        } catch (final TypeConversionException e) {
            throw new EverbookException("--until: " + e.getMessage(), e);
        }
    }

    private long sequence() {
        try {
            return Long.parseLong(until);
        } catch (final NumberFormatException e) {
            throw new EverbookException("--until: no sequence is as large as " + until, e);
        }
    }

    private void replay(final JournalReplay replay, final long target) {
        final RecordView record = new RecordView();
        try (Progress progress = report.progress("replay", Math.max(1, target))) {
            while (replay.engine().sequence() < target && replay.next(record)) {
                if (record.sequence() % PROGRESS_EVERY == 0) {
                    progress.at(record.sequence());
                }
            }
        }
    }

    private void tell(final MatchingEngine engine, final long chain) {
        final EngineView view = new EngineView(Schema.load(), engine, instrument, orders);
        report.line("State after sequence %d, %s: chain 0x%x, state hash 0x%x", engine.sequence(),
            DecodedRecord.time(engine.timeNs()), chain, engine.fullHash());
        view.lines(depth).forEach(line -> report.line("%s", line));
        report.field("sequence", engine.sequence()).field("timeNs", engine.timeNs())
            .field("time", DecodedRecord.time(engine.timeNs()).toString()).field("epoch", engine.epoch())
            .field("chain", Long.toHexString(chain)).field("stateHash", Long.toHexString(engine.fullHash()));
        view.tables().forEach(report::field);
    }
}
