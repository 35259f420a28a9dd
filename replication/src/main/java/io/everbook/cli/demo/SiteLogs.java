package io.everbook.cli.demo;

import io.everbook.cli.demo.Findings.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks through what the sites wrote to their error output: no error may stand there. Warnings may: that a leader fell
 * silent is one, and what a rehearsal is for.
 */
final class SiteLogs {
    private static final List<Pattern> EXPLAINED = Stream.of(
        "^\\s*$",
        "^WARN .*",
        "^(NOTE: )?Picked up JDK_JAVA_OPTIONS.*",
        "^(NOTE: )?Picked up JAVA_TOOL_OPTIONS.*").map(Pattern::compile).toList();

    private SiteLogs() {
    }

    /**
     * Checks every line of every site's error output.
     *
     * @param names    of the sites.
     * @param logs     directory of their output.
     * @param findings to report to.
     */
    static void check(final List<String> names, final Path logs, final Findings findings) {
        for (final String name : names) {
            findings.checked(Kind.SITE_LOG, 1);
            lines(logs.resolve(name + ".err")).stream()
                .filter(line -> EXPLAINED.stream().noneMatch(pattern -> pattern.matcher(line).matches()))
                .forEach(line -> findings.violated(Kind.SITE_LOG, name + ": " + line));
        }
    }

    private static List<String> lines(final Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
