package io.everbook.cli.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What children write on their standard error, one after the other, for whoever has to say why one ended. Not thread
 * safe.
 */
final class ChildLog {
    private static final String STACK = "\tat ";
    private static final String UNCAUGHT = "Exception in thread";

    private final Path file;
    private int start;

    ChildLog(final Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    /**
     * To be called before a child begins.
     */
    void begin() {
        start = bytes().length;
    }

    /**
     * What the last child came to, as far as it said: the exception that ended it, else its last line.
     */
    String lastWords() {
        final byte[] bytes = bytes();
        final String own = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
        final List<String> lines = own.lines().filter(line -> !line.isBlank() && !line.startsWith(STACK)).toList();
        return lines.stream().filter(line -> line.startsWith(UNCAUGHT)).findFirst()
            .orElse(lines.isEmpty() ? "nothing said" : lines.get(lines.size() - 1)) + " (" + file + ")";
    }

    private byte[] bytes() {
        try {
            return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
