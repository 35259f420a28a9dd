package io.everbook.cli.replay;

import io.everbook.api.EverbookException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/**
 * Reads the rows of a CSV file without quoting, gzipped if its name ends in {@code .gz}.
 */
final class CsvFile {
    private CsvFile() {
    }

    /**
     * Reads every row.
     *
     * @param file    to read.
     * @param heading the file's first line, or null if it has none.
     * @param parse   makes a row of its columns; empty columns at a line's end are kept.
     * @param <T>     the row's type.
     * @return the rows in order.
     */
    static <T> List<T> read(final Path file, final String heading, final Function<String[], T> parse) {
        final List<T> rows = new ArrayList<>();
        int number = 0;
        try (BufferedReader reader = open(file)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (number == 1 && heading != null) {
                    requireHeading(file, heading, line);
                } else {
                    rows.add(parse.apply(line.split(",", -1)));
                }
            }
        } catch (final IOException e) {
            throw new EverbookException("cannot read " + file + ": " + e, e);
        } catch (final IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new EverbookException(file + ", line " + number + ": " + e.getMessage(), e);
        }
        return rows;
    }

    private static void requireHeading(final Path file, final String heading, final String line) {
        if (!line.startsWith(heading)) {
            throw new EverbookException(file + " opens with \"" + line + "\", not with \"" + heading + "\"");
        }
    }

    private static BufferedReader open(final Path file) throws IOException {
        final InputStream bytes = Files.newInputStream(file);
        final InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes;
        return new BufferedReader(new InputStreamReader(text, StandardCharsets.US_ASCII));
    }
}
