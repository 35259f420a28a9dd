package io.everbook.site;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * Records why a site halted, on the error stream and in a file of the site's directory. Safe for several threads.
 */
final class FailureLog {
    private final Path directory;
    private final PrintStream stream;

    FailureLog(final Path directory, final PrintStream stream) {
        this.directory = directory;
        this.stream = stream;
    }

    void record(final String where, final long sequence, final long logPosition, final Throwable cause) {
        final String text = "FATAL " + Instant.now() + " in " + where + ", sequence=" + sequence + " logPosition="
            + logPosition + ": the site halts" + System.lineSeparator() + stackTrace(cause);
        stream.print(text);
        stream.flush();
        write(text);
    }

    private void write(final String text) {
        final Path file = directory.resolve("failure-" + System.currentTimeMillis() + ".txt");
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (final IOException ex) {
            stream.println("and it could not be written to " + file + ": " + ex);
        }
    }

    private static String stackTrace(final Throwable cause) {
        final StringWriter text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
