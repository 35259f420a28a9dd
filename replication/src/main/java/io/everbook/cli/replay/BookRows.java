package io.everbook.cli.replay;

import io.everbook.engine.BookView;
import io.everbook.protocol.Side;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A book file: after each message the true visible levels, as (ask price, ask size, bid price, bid size) from the best
 * level outwards. A level without size is empty, whatever its price says.
 */
final class BookRows {
    private static final int COLUMNS_A_LEVEL = 4;

    private final List<long[]> rows;

    private BookRows(final List<long[]> rows) {
        this.rows = rows;
    }

    static BookRows read(final Path file) {
        return new BookRows(CsvFile.read(file, null, BookRows::numbers));
    }

    int size() {
        return rows.size();
    }

    /**
     * Compares a book with a row.
     *
     * @param index of the row, from 0.
     * @param book  as it stands after the message of that index.
     * @return the first difference in words, empty if every visible level is equal.
     */
    Optional<String> difference(final int index, final BookView book) {
        final long[] row = rows.get(index);
        for (int level = 0; level * COLUMNS_A_LEVEL < row.length; level++) {
            final int column = level * COLUMNS_A_LEVEL;
            if (!equal(book, Side.SELL, level, row[column], row[column + 1])
                || !equal(book, Side.BUY, level, row[column + 2], row[column + 3])) {
                return Optional.of(words(index, level, row, book));
            }
        }
        return Optional.empty();
    }

    private static boolean equal(
        final BookView book, final Side side, final int level, final long price, final long quantity) {
        if (quantity == 0 || level >= book.levels(side)) {
            return quantity == 0 && level >= book.levels(side);
        }
        return book.price(side, level) == price && book.quantity(side, level) == quantity;
    }

    private static String words(final int index, final int level, final long[] row, final BookView book) {
        final int column = level * COLUMNS_A_LEVEL;
        return String.format("row %d, level %d: recorded ask %d x %d, bid %d x %d; here ask %s, bid %s",
            index, level, row[column], row[column + 1], row[column + 2], row[column + 3],
            words(book, Side.SELL, level), words(book, Side.BUY, level));
    }

    private static String words(final BookView book, final Side side, final int level) {
        return level < book.levels(side) ? book.price(side, level) + " x " + book.quantity(side, level) : "none";
    }

    private static long[] numbers(final String[] columns) {
        if (columns.length % COLUMNS_A_LEVEL != 0) {
            throw new IllegalArgumentException(columns.length + " columns are no whole number of levels");
        }
        return Stream.of(columns).mapToLong(column -> column.isEmpty() ? 0 : Long.parseLong(column)).toArray();
    }
}
