package io.everbook.cli.journal;

import io.everbook.api.EverbookException;
import io.everbook.cli.ExitCode;
import io.everbook.cli.Progress;
import io.everbook.cli.Report;
import io.everbook.embedded.EngineStart;
import io.everbook.embedded.JournalFault;
import io.everbook.embedded.JournalVerification;
import io.everbook.journal.JournalException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code everbook journal verify}: walks the chain, computes every record anew from its command, and compares the
 * engine's state with the snapshots on the way; beside another site's journal, also the chains of both.
 */
@Command(
    name = "verify",
    description = "Walks the chain, computes every command anew, and names the first record at fault.")
public final class JournalVerifyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The journal's directory.")
    private Path directory;

    @Option(names = "--from", paramLabel = "SEQ",
        description = "Begin with the newest snapshot below this sequence, and not with the first record.")
    private long from;

    @Option(names = "--chain", paramLabel = "DIR",
        description = "Another site's journal, whose checksums are to be the same.")
    private Path chain;

    @Mixin
    private EngineSettings settings;

    @Mixin
    private Report report;

    private Schema schema;

    /**
     * Creates the command.
     */
    public JournalVerifyCommand() {
    }

    @Override
    public Integer call() {
        schema = Schema.load();
        final EngineStart start = settings.start(directory);
        final Verified walked = walk(start);
        final Verified found = chain == null ? walked : compare(walked);
        start.passedOver().forEach(snapshot -> report.line("Passed over: %s", snapshot));
        report.field("valid", found == null);
        if (found == null) {
            report.line("All verify.");
        } else {
            tell(found);
        }
        report.end();
        return found == null ? ExitCode.DONE : ExitCode.CHECK_FAILED;
    }

    private Verified walk(final EngineStart start) {
        try (JournalVerification verification = new JournalVerification(directory, start);
            Progress progress = report.progress("verify", Math.max(1, verification.lastSequence()))) {
            if (verification.firstSequence() == 0) {
                throw new EverbookException("there is no record of a journal in " + directory);
            }
            final long startNs = System.nanoTime();
            final JournalFault fault =
                verification.run(from, settings.skipped(), settings.snapshots(directory), progress::at);
            tell(verification, System.nanoTime() - startNs);
            return fault == null ? null : Verified.of(fault, differences(verification));
        }
    }

    private Map<String, List<String>> differences(final JournalVerification verification) {
        if (verification.computed() == null) {
            return Map.of();
        }
        final DecodedRecord recorded = DecodedRecord.of(schema, verification.recorded());
        return recorded.computed(schema, verification.computed()).differences(recorded);
    }

    private Verified compare(final Verified walked) {
        final OtherSite other = new OtherSite(schema, directory, chain);
        final Verified named = walked == null ? null : other.name(walked);
        try {
            return Verified.first(named, other.difference());
        } catch (final JournalException e) {
            if (walked == null) {
                throw e;
            }
            return named;
        }
    }

    private void tell(final JournalVerification verification, final long tookNs) {
        final long perSecond = verification.records() * TimeUnit.SECONDS.toNanos(1) / Math.max(1, tookNs);
        report.field("records", verification.records()).field("firstSequence", verification.firstSequence())
            .field("lastSequence", verification.lastSequence()).field("recordsPerSecond", perSecond)
            .field("statesCompared", verification.hashesCompared()).field("settings", settings.source());
        report.line("%d records verified and computed anew, %d a second, with %s as the engine's settings; "
            + "%d snapshots compared.", verification.records(), perSecond, settings.source(),
            verification.hashesCompared());
        if (verification.engine() != null) {
            report.field("stateHash", Long.toHexString(verification.engine().fullHash()));
        }
    }

    private void tell(final Verified found) {
        final JournalFault fault = found.fault();
        report.field("fault", found.toJson());
        report.line("At fault: sequence %d, %s, offset %d", fault.sequence(), fault.file(), fault.offset());
        report.line("  %s", fault.what());
        if (fault.expected() != null) {
            report.line("  expected %s, found %s", fault.expected(), fault.found());
        }
        found.differences().forEach((field, values) ->
            report.line("  %s: expected %s, found %s", field, values.get(0), values.get(1)));
    }
}
