package io.everbook.cli.verify;

import io.everbook.cli.BuildCommit;
import io.everbook.cli.Report;
import io.everbook.cli.trial.Workspace;
import io.everbook.cli.verify.check.Invariant;
import io.everbook.cli.verify.check.Tally;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Tells what a run did and showed: on the screen, as the command's JSON object, and whole, every fault included, in a
 * file.
 */
final class VerifyReport {
    private static final int FIRST_FEW = 5;
    private final VerifyRun run;
    private final Workspace workspace;
    private final String repeat;
    private final double seconds;

    /**
     * Creates the report.
     *
     * @param run       that ended.
     * @param workspace of the run.
     * @param repeat    the command that repeats the schedule.
     * @param seconds   from start to end.
     */
    VerifyReport(final VerifyRun run, final Workspace workspace, final String repeat, final double seconds) {
        this.run = run;
        this.workspace = workspace;
        this.repeat = repeat;
        this.seconds = seconds;
    }

    /**
     * Fills the command's JSON object, and writes the file.
     *
     * @param report to fill.
     */
    void write(final Report report) {
        final Map<String, Object> fields = fields();
        fields.forEach(report::field);
        fields.put("struck", run.faults().json());
        try {
            Files.writeString(workspace.report(), Report.toJson(fields) + System.lineSeparator());
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write " + workspace.report(), e);
        }
    }

    /**
     * Prints it for a person.
     *
     * @param report to print on.
     */
    void print(final Report report) {
        report.line("");
        report.line("seed %d, commit %s, JDK %s, %.0f s, %s", run.config().seed(), BuildCommit.read(),
            Runtime.version(), seconds, run.figures());
        report.line("sent %,d, acknowledged %,d (rejected %,d), never sequenced %,d, unknown %d, lost %d",
            run.counts().sent(), run.counts().acknowledged(), run.counts().rejected(), run.counts().neverSequenced(),
            run.counts().unknown(), run.checks().lost());
        report.line("faults %d, with commands in flight %d, overlapping another %d; snapshots %d; sequences %,d",
            run.faults().records().size(), run.faults().inFlight(), run.faults().overlapping(), run.snapshots(),
            run.checks().lastSequence());
        final Map<String, Long> gaps = run.faults().longestGapMsByKind();
        run.faults().countByKind().forEach((kind, count) ->
            report.line("  %-28s %4d   longest silence %,7d ms", kind, count, gaps.get(kind)));
        printInvariants(report);
        report.line("%s", run.verdict());
        if (run.verdict() != Verdict.VALID) {
            report.line("files are in %s; the same schedule again: %s", workspace.disk(), repeat);
        }
    }

    private void printInvariants(final Report report) {
        final Tally tally = run.tally();
        for (final Invariant invariant : Invariant.values()) {
            report.line("  %-10s checked %,12d   violated %,d", invariant, tally.checked(invariant),
                tally.violated(invariant));
        }
        tally.failures().forEach((invariant, examples) -> examples.stream().limit(FIRST_FEW)
            .forEach(what -> report.line("FAILED %s: %s", invariant, what)));
    }

    private Map<String, Object> fields() {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("seed", run.config().seed());
        fields.put("commit", BuildCommit.read());
        fields.put("jdk", Runtime.version().toString());
        fields.put("seconds", Math.round(seconds));
        fields.put("figures", run.figures());
        fields.put("sent", run.counts().sent());
        fields.put("acknowledged", run.counts().acknowledged());
        fields.put("rejected", run.counts().rejected());
        fields.put("neverSequenced", run.counts().neverSequenced());
        fields.put("unknown", run.counts().unknown());
        fields.put("rpoRecords", run.checks().lost());
        fields.put("lastSequence", run.checks().lastSequence());
        fields.put("snapshots", run.snapshots());
        fields.put("faults", run.faults().countByKind());
        fields.put("faultsInFlight", run.faults().inFlight());
        fields.put("faultsOverlapping", run.faults().overlapping());
        fields.put("invariants", invariants(true));
        fields.put("conditions", invariants(false));
        fields.put("rtoMs", rto());
        fields.put("longestGapMs", run.faults().longestGapMsByKind());
        fields.put("violated", run.tally().violations());
        fields.put("failures", run.tally().failures());
        fields.put("files", workspace.disk().toString());
        fields.put("repeat", repeat);
        fields.put("verdict", run.verdict().name());
        return fields;
    }

    private Map<String, Object> invariants(final boolean numbered) {
        final Map<String, Object> invariants = new LinkedHashMap<>();
        Stream.of(Invariant.values()).filter(invariant -> invariant.isNumbered() == numbered)
            .forEach(invariant -> invariants.put(invariant.name(), Map.of(
                "checked", run.tally().checked(invariant), "violated", run.tally().violated(invariant))));
        return invariants;
    }

    /**
     * The silences of the faults that struck a site.
     */
    private Map<String, Object> rto() {
        final List<Long> gaps = run.faults().records().stream().filter(record -> record.kind().strikesSite())
            .map(record -> record.gapNs() / 1_000_000).sorted().toList();
        final Map<String, Object> rto = new LinkedHashMap<>();
        rto.put("p50", quantile(gaps, 0.5));
        rto.put("p99", quantile(gaps, 0.99));
        rto.put("max", quantile(gaps, 1));
        return rto;
    }

    private static long quantile(final List<Long> sorted, final double share) {
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.min(sorted.size() - 1, (long) (share * sorted.size())));
    }
}
