package io.everbook.cli.verify.stage;

import java.util.Map;
import java.util.function.Supplier;

/**
 * The lines of the sites' error output that were written while a fault was in force or being recovered from.
 */
final class LogWindow {
    private final Map<String, Integer> first;
    private final Supplier<Map<String, Integer>> lengths;
    private Map<String, Integer> end = Map.of();

    /**
     * Opens it.
     *
     * @param first   line of each site, counted from 0, by its name.
     * @param lengths how many lines each has by now.
     */
    LogWindow(final Map<String, Integer> first, final Supplier<Map<String, Integer>> lengths) {
        this.first = first;
        this.lengths = lengths;
    }

    void close() {
        end = lengths.get();
    }

    boolean holds(final String site, final int line) {
        return line >= first.get(site) && line < end.getOrDefault(site, Integer.MAX_VALUE);
    }
}
