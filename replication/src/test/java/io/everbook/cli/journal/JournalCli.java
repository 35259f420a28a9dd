package io.everbook.cli.journal;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.everbook.cli.Everbook;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs {@code everbook journal …} in this process, and keeps what it says.
 */
final class JournalCli {
    private final StringWriter said = new StringWriter();
    private int exitCode;

    static JournalCli run(final Object... words) {
        final JournalCli run = new JournalCli();
        final List<String> args = new ArrayList<>(List.of("journal"));
        for (final Object word : words) {
            args.add(word.toString());
        }
        final PrintWriter writer = new PrintWriter(run.said, true);
        run.exitCode = Everbook.commandLine().setOut(writer).setErr(writer).execute(args.toArray(String[]::new));
        return run;
    }

    int exitCode() {
        return exitCode;
    }

    String text() {
        return said.toString();
    }

    List<String> lines() {
        return text().lines().toList();
    }

    /** The object on the last line. */
    JsonObject json() {
        final List<String> lines = lines();
        return JsonParser.parseString(lines.get(lines.size() - 1)).getAsJsonObject();
    }

    JsonObject fault() {
        return json().getAsJsonObject("fault");
    }

    @Override
    public String toString() {
        return "exit code " + exitCode + ", said: " + text();
    }
}
