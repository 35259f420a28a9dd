package io.everbook.cli.verify;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.everbook.cli.ExitCode;
import io.everbook.cli.Report;
import io.everbook.cli.trial.BrokenRerun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs with a mistake planted in each, and tells which check caught which.
 */
final class PlantedRuns {
    private static final String MAIN = "io.everbook.cli.verify.FaultyVerify";
    private final List<Map<String, Object>> results = new ArrayList<>();
    private final List<String> options;
    private final Report report;

    /**
     * Prepares the runs.
     *
     * @param options of each.
     * @param report  to print on.
     */
    PlantedRuns(final List<String> options, final Report report) {
        this.options = options;
        this.report = report;
    }

    /**
     * Runs them.
     *
     * @param bugs to plant, one a run.
     * @return the exit code: 0 if every one was caught.
     */
    int run(final List<PlantedBug> bugs) {
        bugs.forEach(this::run);
        final boolean all = results.stream().allMatch(result -> (boolean) result.get("caught"));
        report.line("");
        report.line("%-24s %-7s %8s  %s", "planted", "caught", "after s", "by");
        results.forEach(result -> report.line("%-24s %-7s %8s  %s", result.get("planted"),
            (boolean) result.get("caught") ? "yes" : "NO", result.get("seconds"), result.get("by")));
        report.field("planted", results).field("verdict", (all ? Verdict.VALID : Verdict.INVALID).name()).end();
        return all ? ExitCode.DONE : ExitCode.CHECK_FAILED;
    }

    private void run(final PlantedBug bug) {
        report.line("%s: %s", bug.label(), bug.words());
        final List<String> lines = new ArrayList<>();
        final int exitCode = BrokenRerun.run(MAIN, bug.name(), options, lines::add);
        final JsonObject told = lines.isEmpty() || !lines.get(lines.size() - 1).startsWith("{")
            ? new JsonObject() : JsonParser.parseString(lines.get(lines.size() - 1)).getAsJsonObject();
        final List<String> by = new ArrayList<>();
        final JsonArray violated = told.has("violated") ? told.getAsJsonArray("violated") : new JsonArray();
        for (final JsonElement invariant : violated) {
            by.add(invariant.getAsString());
        }
        final Map<String, Object> result = new LinkedHashMap<>();
        result.put("planted", bug.label());
        result.put("caught", exitCode == ExitCode.CHECK_FAILED && !by.isEmpty());
        result.put("seconds", told.has("seconds") ? told.get("seconds").getAsLong() : -1);
        result.put("by", by);
        result.put("seed", told.has("seed") ? told.get("seed").getAsLong() : -1);
        results.add(result);
        report.line("  exit %d, violated %s", exitCode, by);
    }
}
