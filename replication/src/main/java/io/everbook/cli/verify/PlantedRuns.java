package io.everbook.cli.verify;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.everbook.cli.ExitCode;
import io.everbook.cli.Report;
import io.everbook.cli.trial.BrokenRerun;
import io.everbook.cli.trial.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        final Path directory = directory();
        final List<String> arguments = new ArrayList<>(options);
        arguments.addAll(List.of("--dir", directory.toString()));
        final List<String> lines = new ArrayList<>();
        final int exitCode = BrokenRerun.run(MAIN, bug.name(), arguments, lines::add);
        final JsonObject told = lines.isEmpty() || !lines.get(lines.size() - 1).startsWith("{")
            ? new JsonObject() : JsonParser.parseString(lines.get(lines.size() - 1)).getAsJsonObject();
        final List<String> by = violated(told);
        final boolean caught = exitCode == ExitCode.CHECK_FAILED && !by.isEmpty();
        results.add(result(bug, caught, by, told));
        report.line("  exit %d, %s", exitCode, caught ? "caught by " + by + ": " + first(told) : "NOT caught");
        if (caught) {
            Workspace.remove(directory);
        }
    }

    private static Map<String, Object> result(
        final PlantedBug bug, final boolean caught, final List<String> by, final JsonObject told) {
        final Map<String, Object> result = new LinkedHashMap<>();
        result.put("planted", bug.label());
        result.put("caught", caught);
        result.put("seconds", told.has("seconds") ? told.get("seconds").getAsLong() : -1);
        result.put("by", by);
        result.put("what", first(told));
        result.put("seed", told.has("seed") ? told.get("seed").getAsLong() : -1);
        return result;
    }

    private static List<String> violated(final JsonObject told) {
        final List<String> by = new ArrayList<>();
        final JsonArray violated = told.has("violated") ? told.getAsJsonArray("violated") : new JsonArray();
        violated.forEach(invariant -> by.add(invariant.getAsString()));
        return by;
    }

    private static String first(final JsonObject told) {
        return violated(told).stream().findFirst().map(invariant -> told.getAsJsonObject("failures")
            .getAsJsonArray(invariant).get(0).getAsString()).orElse("");
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory("everbook-planted-");
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot make a directory for the run", e);
        }
    }
}
