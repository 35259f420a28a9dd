package io.everbook.cli.verify.stage;

import java.util.function.IntSupplier;

/**
 * The lines of a site's error output that were written while a fault was in force or being recovered from.
 */
final class LogWindow {
    private final int first;
    private final IntSupplier length;
    private int end = Integer.MAX_VALUE;

    /**
     * Opens it.
     *
     * @param first  line, counted from 0.
     * @param length how many lines there are by now.
     */
    LogWindow(final int first, final IntSupplier length) {
        this.first = first;
        this.length = length;
    }

    void close() {
        end = length.getAsInt();
    }

    boolean holds(final int line) {
        return line >= first && line < end;
    }
}
