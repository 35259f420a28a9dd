package io.everbook.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

import static picocli.CommandLine.Spec.Target.MIXEE;

/**
 * What a command prints: lines for a person, and with {@code --json} one JSON object on the last line instead. A mixin
 * of every command. Not thread safe.
 */
public final class Report {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private final Map<String, Object> fields = new LinkedHashMap<>();

    @Spec(MIXEE)
    private CommandSpec command;

    @Option(names = "--json", description = "Print one JSON object as the last line.")
    private boolean json;

    /**
     * Creates an empty report.
     */
    public Report() {
    }

    /**
     * Prints a line for a person; nothing with {@code --json}.
     *
     * @param format as of {@link String#format(String, Object...)}.
     * @param values of the format.
     */
    public void line(final String format, final Object... values) {
        if (!json) {
            out().printf(format + "%n", values);
            out().flush();
        }
    }

    /**
     * Shows the progress of long work, unless the report is for a program.
     *
     * @param task  what is done, in a word or two.
     * @param total how many steps it has.
     * @return the progress; the caller closes it.
     */
    public Progress progress(final String task, final long total) {
        return json ? Progress.none() : Progress.of(task, total);
    }

    /**
     * Sets a field of the JSON object; fields keep the order in which they were first set.
     *
     * @param key   of the field.
     * @param value a number, text, boolean, list or map of these.
     * @return this.
     */
    public Report field(final String key, final Object value) {
        fields.put(key, value);
        return this;
    }

    /**
     * Prints the JSON object, if it was asked for. The last call of a command.
     */
    public void end() {
        if (json) {
            out().println(toJson(fields));
            out().flush();
        }
    }

    /**
     * Encodes a value as JSON on one line.
     *
     * @param value a number, text, boolean, list or map of these.
     * @return the text.
     */
    public static String toJson(final Object value) {
        return GSON.toJson(value);
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }
}
