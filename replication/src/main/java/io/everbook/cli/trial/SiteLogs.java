package io.everbook.cli.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks through what the sites wrote to their error output: no error may stand there that nothing explains. Warnings
 * may: that a leader fell silent is one, and what a rehearsal is for.
 */
public final class SiteLogs {
    /** Lines that go on with the error before them. */
    private static final Pattern CONTINUATION = Pattern.compile(
        "\\s+(at |\\.\\.\\. |Suppressed: ).*|Caused by: .*|"
            + "[a-z]\\w*(\\.[\\w$]*)*(Exception|Error|Event|StackTrace)\\b.*");
    /** A library's warning; its stack trace may follow. */
    private static final Pattern LIBRARY_WARNING = Pattern.compile("\\[[^]]+] WARN \\S+ - .*");
    private static final List<Pattern> EXPLAINED = Stream.of(
        "\\s*",
        "WARN .*",
        LIBRARY_WARNING.pattern(),
        "(NOTE: )?Picked up (JDK_JAVA_OPTIONS|JAVA_TOOL_OPTIONS).*",
        // A follower that gave its catch-up up and began another: the archive still holds the first for a moment.
        "ERROR .*existing publication has clashing sessionId.*alias=catchup-.*",
        // A site has copied what its log lacked and was not told so in time; its election begins anew.
        "ERROR \\S+ consensus module: .* ERROR - log replication failed to stop",
        // A site that was to be sent the log fell silent before it was.
        "ERROR \\S+ archive: .* ERROR - no connection established for replayChannel=.*",
        "ERROR \\S+ archive: .*ArchiveEvent: ERROR - response publication is closed: .*")
        .map(Pattern::compile).toList();

    private SiteLogs() {
    }

    /**
     * The first line of every error of a site that nothing explains.
     *
     * @param name of the site.
     * @param logs directory of its output.
     * @return the lines.
     */
    public static List<String> unexplained(final String name, final Path logs) {
        return unexplained(name, logs, (number, line) -> false);
    }

    /**
     * The first line of every error of a site that nothing explains.
     *
     * @param name     of the site.
     * @param logs     directory of its output.
     * @param expected whether a line, counted from 0, is what must be there.
     * @return the lines.
     */
    public static List<String> unexplained(
        final String name, final Path logs, final BiPredicate<Integer, String> expected) {
        return unexplained(lines(name, logs), expected);
    }

    /**
     * How many lines a site has written to its error output.
     *
     * @param name of the site.
     * @param logs directory of its output.
     * @return the count.
     */
    public static int length(final String name, final Path logs) {
        return lines(name, logs).size();
    }

    /**
     * The first line of every error that nothing explains.
     *
     * @param lines of a site's error output.
     * @return the lines.
     */
    static List<String> unexplained(final List<String> lines) {
        return unexplained(lines, (number, line) -> false);
    }

    private static List<String> unexplained(
        final List<String> lines, final BiPredicate<Integer, String> expected) {
        final List<String> unexplained = new ArrayList<>();
        boolean inError = false;
        for (int number = 0; number < lines.size(); number++) {
            final String line = lines.get(number);
            if (!inError || !CONTINUATION.matcher(line).matches()) {
                inError = line.startsWith("ERROR ") || line.startsWith("FATAL ")
                    || LIBRARY_WARNING.matcher(line).matches();
                if (!expected.test(number, line)
                    && EXPLAINED.stream().noneMatch(pattern -> pattern.matcher(line).matches())) {
                    unexplained.add(line);
                }
            }
        }
        return unexplained;
    }

    private static List<String> lines(final String name, final Path logs) {
        final Path file = logs.resolve(name + ".err");
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
