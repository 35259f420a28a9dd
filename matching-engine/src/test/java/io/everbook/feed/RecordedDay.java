package io.everbook.feed;

import io.everbook.protocol.Side;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Recorded orders, and the true book after each message of the recording. They lie in the folder that the environment
 * variable EVERBOOK_DATA names, else in shared/data beside the checkout, and are no part of the project.
 *
 * @param orders file of the orders.
 * @param book   file of the true levels.
 */
record RecordedDay(Path orders, Path book) {
    private static final int COLUMNS_A_LEVEL = 4;

    /** One command of the recording. */
    record Row(int message, String action, long orderId, Side side, long price, long quantity) {
    }

    /** The recording of that name, if it is there; else a loud line. */
    static Optional<RecordedDay> find(final String orders, final String book) {
        final String named = System.getenv("EVERBOOK_DATA");
        final Path folder = named == null
            ? Path.of(System.getProperty("everbook.root"), "..", "shared", "data").normalize()
            : Path.of(named);
        final RecordedDay day = new RecordedDay(folder.resolve(orders), folder.resolve(book));
        if (Files.isReadable(day.orders) && Files.isReadable(day.book)) {
            return Optional.of(day);
        }
        System.err.printf("%n*** NOT RUN ON RECORDED FLOW: %s is not there; name its folder in EVERBOOK_DATA. ***%n"
            + "*** Generated flow is played in its place. ***%n%n", day.orders);
        return Optional.empty();
    }

    List<Row> rows() {
        return lines(orders).subList(1, lines(orders).size()).stream().map(RecordedDay::row).toList();
    }

    /**
     * The true levels after each message, as {@link #levels} writes them.
     */
    List<String> levels() {
        return lines(book).stream().map(RecordedDay::levels).toList();
    }

    int depth() {
        return lines(book).get(0).split(",").length / COLUMNS_A_LEVEL;
    }

    /**
     * Ask price, ask quantity, bid price, bid quantity, level by level; zeros where there is none.
     */
    private static String levels(final String line) {
        final String[] columns = line.split(",");
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < columns.length; i += 2) {
            append(text, Long.parseLong(columns[i]), Long.parseLong(columns[i + 1]));
        }
        return text.toString();
    }

    static void append(final StringBuilder text, final long price, final long quantity) {
        text.append(' ').append(quantity == 0 ? 0 : price).append(' ').append(quantity);
    }

    private static Row row(final String line) {
        final String[] columns = line.split(",");
        return new Row(Integer.parseInt(columns[0]), columns[2], Long.parseLong(columns[3]),
            "B".equals(columns[4]) ? Side.BUY : Side.SELL, Long.parseLong(columns[5]), Long.parseLong(columns[6]));
    }

    private static List<String> lines(final Path file) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.US_ASCII))) {
            return reader.lines().toList();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(final Path file) throws IOException {
        final InputStream bytes = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
    }
}
