package io.everbook.cli.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The rows of a file of recorded orders: {@code msg_index,time,action,order_id,side,price,qty,expect_resting_id}, with
 * a header line, gzipped or plain.
 */
final class RecordedOrders {
    private RecordedOrders() {
    }

    /**
     * What a row asks for.
     *
     * @param action   NEW and SEED enter a limit order, IOC one that doesn't rest, CANCEL ends one, every other takes
     *                 the quantity off one.
     * @param order    the order it enters or names.
     * @param buy      its side.
     * @param price    in the file's unit.
     * @param quantity in shares.
     */
    record Row(Action action, long order, boolean buy, long price, long quantity) {
    }

    enum Action {
        ENTER, IOC, CANCEL, REDUCE
    }

    static List<Row> read(final Path file) throws IOException {
        final List<Row> rows = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.US_ASCII))) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                rows.add(row(line.split(",", -1)));
            }
        }
        return rows;
    }

    private static InputStream open(final Path file) throws IOException {
        final InputStream input = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(input) : input;
    }

    private static Row row(final String[] fields) {
        return new Row(action(fields[2]), Long.parseLong(fields[3]), "B".equals(fields[4]), number(fields[5]),
            number(fields[6]));
    }

    private static long number(final String field) {
        return field.isEmpty() ? 0 : Long.parseLong(field);
    }

    private static Action action(final String name) {
        return switch (name) {
            case "NEW", "SEED" -> Action.ENTER;
            case "IOC" -> Action.IOC;
            case "CANCEL" -> Action.CANCEL;
            default -> Action.REDUCE;
        };
    }
}
