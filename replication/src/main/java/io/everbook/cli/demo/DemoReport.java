package io.everbook.cli.demo;

import io.everbook.cli.Report;
import io.everbook.cli.demo.CommandEntry.Asked;
import io.everbook.cli.demo.Findings.Kind;
import io.everbook.cli.trial.Workspace;
import io.everbook.protocol.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tells what a run did and what the checks found: on the screen, as the command's JSON object, and whole, every command
 * in doubt included, in a file.
 */
final class DemoReport {
    private static final int FIRST_FEW = 3;
    private static final int FIRST_OF_A_WAY = 3;
    private final DemoConfig config;
    private final DemoRun run;
    private final DemoChecks checks;
    private final Findings findings;
    private final Workspace workspace;
    private final double seconds;
    private final List<CommandEntry> inDoubt;

    /**
     * Creates the report.
     *
     * @param config    of the run.
     * @param run       that ended.
     * @param checks    made of it.
     * @param findings  of the checks.
     * @param workspace of the run.
     * @param seconds   from start to end.
     */
    DemoReport(
        final DemoConfig config, final DemoRun run, final DemoChecks checks, final Findings findings,
        final Workspace workspace, final double seconds) {
        this.config = config;
        this.run = run;
        this.checks = checks;
        this.findings = findings;
        this.workspace = workspace;
        this.seconds = seconds;
        this.inDoubt = checks.inDoubt().toList();
    }

    /**
     * Prints it for a person.
     *
     * @param report to print on.
     */
    void print(final Report report) {
        report.line("");
        printCounts(report);
        printFailovers(report);
        printInDoubt(report);
        printJournals(report);
        printFailures(report);
        report.line("%s, %.1f s%s", config.flow(), seconds,
            findings.isClean() ? "" : ", the sites' files and logs are in " + workspace.disk());
        report.line("%s", verdict());
    }

    /**
     * Fills the command's JSON object, and writes the file that holds every command in doubt too.
     *
     * @param report to fill.
     */
    void write(final Report report) {
        final Map<String, Object> fields = fields();
        fields.forEach(report::field);
        fields.put("inDoubtCommands", inDoubt.stream().map(this::json).toList());
        try {
            Files.writeString(workspace.report(), Report.toJson(fields) + System.lineSeparator());
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write " + workspace.report(), e);
        }
    }

    private String verdict() {
        return findings.isClean() ? "VALID" : "INVALID";
    }

    private void printCounts(final Report report) {
        report.line("%d sites: %s", DemoConfig.SITES.size(), String.join(", ", DemoConfig.SITES));
        report.line("sent %,d at %,.0f/s from %d sessions of %d participants, acknowledged %,d, lost %d, duplicated %d",
            run.loop().sent(), checks.rate(), run.histories().size(), DemoConfig.PARTICIPANTS.size(),
            run.loop().acknowledged(), checks.lost(), checks.duplicated());
    }

    private void printFailovers(final Report report) {
        for (int i = 0; i < run.failovers().size(); i++) {
            final Failover failover = run.failovers().get(i);
            report.line("failover %d: %s, %s", i + 1, failover.leader(), failover.cause().words());
            report.line("  in flight %d, committed and unanswered %d; gap %,.0f ms from the last answer to the next",
                failover.inFlight(), checks.committedUnanswered(i), failover.gapMs());
            report.line("  %s leads; %s is back and has caught up after %,.0f ms", failover.newLeader(),
                failover.leader(), failover.caughtUpMs());
        }
    }

    private void printInDoubt(final Report report) {
        report.line("in doubt %d, resolved %d; how they were asked about, and the first of each:", inDoubt.size(),
            resolved());
        for (final Asked asked : Asked.values()) {
            final List<CommandEntry> these = inDoubt.stream().filter(entry -> entry.asked() == asked).toList();
            if (!these.isEmpty()) {
                report.line("  %d %s", these.size(), asked.words());
                these.stream().limit(FIRST_OF_A_WAY).forEach(entry -> report.line("    session %d command %d: %s",
                    entry.session(), entry.number(), answerAndPlace(entry)));
            }
        }
        report.line("  all %d, each with its answer and sequence: %s", inDoubt.size(), workspace.report());
    }

    private void printJournals(final Report report) {
        report.line("fills seen by clients and recorded: %s (%,d, passive ones %,d); events compared %,d, missing or "
            + "wrong %d", violations(Kind.FILL), fills(false), fills(true), findings.checkedOf(Kind.HOLE),
            findings.violatedOf(Kind.HOLE));
        report.line("journals of the %d sites, compared raw by a process without the engine: %s, last sequence %,d",
            DemoConfig.SITES.size(), findings.violatedOf(Kind.JOURNAL) == 0 ? "equal" : "NOT EQUAL",
            checks.lastSequence());
    }

    private void printFailures(final Report report) {
        for (final Kind kind : Kind.values()) {
            findings.examples(kind).stream().limit(FIRST_FEW)
                .forEach(what -> report.line("FAILED %s: %s", kind, what));
            if (findings.violatedOf(kind) > FIRST_FEW) {
                report.line("FAILED %s: and %,d more", kind, findings.violatedOf(kind) - FIRST_FEW);
            }
        }
    }

    private String violations(final Kind kind) {
        return findings.violatedOf(kind) == 0 ? "equal" : findings.violatedOf(kind) + " DIFFERENT";
    }

    private long fills(final boolean passiveOnly) {
        return run.histories().stream().flatMap(history -> history.log().fills().stream())
            .filter(fill -> !passiveOnly || fill.passive()).count();
    }

    private long resolved() {
        return inDoubt.stream().filter(CommandEntry::isAcknowledged).count();
    }

    private static String answerAndPlace(final CommandEntry entry) {
        return entry.isAcknowledged() ? answer(entry) + " at sequence " + entry.sequence() : answer(entry);
    }

    private static String answer(final CommandEntry entry) {
        if (!entry.isAcknowledged()) {
            return "no answer";
        }
        return entry.result() == 0
            ? "accepted" : "rejected " + Reason.get((short) entry.result());
    }

    private Map<String, Object> fields() {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("sites", DemoConfig.SITES.size());
        fields.put("siteNames", DemoConfig.SITES);
        fields.put("sent", run.loop().sent());
        fields.put("acknowledged", run.loop().acknowledged());
        fields.put("lost", checks.lost());
        fields.put("duplicated", checks.duplicated());
        fields.put("inDoubt", inDoubt.size());
        fields.put("inDoubtResolved", resolved());
        fields.put("failovers", failovers());
        fields.put("journalsEqual", findings.violatedOf(Kind.JOURNAL) == 0 && findings.checkedOf(Kind.JOURNAL) > 0);
        fields.put("lastSequence", checks.lastSequence());
        fields.put("seed", config.seed());
        fields.put("commandsPerSecond", Math.round(checks.rate()));
        fields.put("fills", fills(false));
        fields.put("passiveFills", fills(true));
        fields.put("fillsDifferent", findings.violatedOf(Kind.FILL));
        fields.put("holes", findings.violatedOf(Kind.HOLE));
        fields.put("checks", checked());
        fields.put("failures", failures());
        fields.put("seconds", Math.round(seconds * 10) / 10.0);
        fields.put("report", workspace.report().toString());
        fields.put("verdict", verdict());
        return fields;
    }

    private List<Map<String, Object>> failovers() {
        final List<Map<String, Object>> failovers = new ArrayList<>();
        for (int i = 0; i < run.failovers().size(); i++) {
            final Failover failover = run.failovers().get(i);
            final Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("cause", failover.cause().name());
            fields.put("gapMs", Math.round(failover.gapMs()));
            fields.put("inFlight", failover.inFlight());
            fields.put("longestSilenceMs", Math.round(failover.longestSilenceMs()));
            fields.put("leader", failover.leader());
            fields.put("newLeader", failover.newLeader());
            fields.put("committedUnanswered", checks.committedUnanswered(i));
            fields.put("stoppedAtSequence", failover.stoppedAt());
            fields.put("caughtUpMs", Math.round(failover.caughtUpMs()));
            failovers.add(fields);
        }
        return failovers;
    }

    private Map<String, Object> checked() {
        final Map<String, Object> checked = new LinkedHashMap<>();
        for (final Kind kind : Kind.values()) {
            checked.put(kind.name().toLowerCase(Locale.ROOT),
                Map.of("checked", findings.checkedOf(kind), "violated", findings.violatedOf(kind)));
        }
        return checked;
    }

    private List<String> failures() {
        final List<String> failures = new ArrayList<>();
        for (final Kind kind : Kind.values()) {
            findings.examples(kind).forEach(what -> failures.add(kind + ": " + what));
        }
        return failures;
    }

    private Map<String, Object> json(final CommandEntry entry) {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("session", entry.session());
        fields.put("number", entry.number());
        fields.put("failover", entry.failover() + 1);
        fields.put("asked", entry.asked().name());
        fields.put("answer", answer(entry));
        fields.put("sequence", entry.sequence());
        fields.put("answerMs", entry.isAcknowledged() ? (entry.answeredNs() - entry.submittedNs()) / 1_000_000 : -1);
        return fields;
    }
}
