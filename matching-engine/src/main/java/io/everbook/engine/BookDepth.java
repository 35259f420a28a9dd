package io.everbook.engine;

import io.everbook.engine.book.Book;
import io.everbook.engine.book.BookSide;
import io.everbook.protocol.Side;

/**
 * A book, seen by level from the best.
 */
final class BookDepth implements BookView {
    private final Book book;

    BookDepth(final Book book) {
        this.book = book;
    }

    @Override
    public int levels(final Side side) {
        return of(side).depth();
    }

    @Override
    public long price(final Side side, final int level) {
        return of(side).price(level);
    }

    @Override
    public long quantity(final Side side, final int level) {
        return of(side).quantity(level);
    }

    @Override
    public int orders(final Side side, final int level) {
        return of(side).count(level);
    }

    private BookSide of(final Side side) {
        return book.side(side.value());
    }
}
