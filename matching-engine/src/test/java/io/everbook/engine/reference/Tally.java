package io.everbook.engine.reference;

import java.util.Map;
import java.util.TreeMap;

/**
 * Counts what a run did: commands by type, events, reasons, checks.
 */
final class Tally {
    private final Map<String, Long> counts = new TreeMap<>();

    void count(final String what) {
        add(what, 1);
    }

    void add(final String what, final long times) {
        counts.merge(what, times, Long::sum);
    }

    void addAll(final Tally other) {
        other.counts.forEach(this::add);
    }

    long of(final String what) {
        return counts.getOrDefault(what, 0L);
    }

    @Override
    public String toString() {
        final StringBuilder text = new StringBuilder();
        counts.forEach((what, count) -> text.append("  ").append(what).append(": ").append(count).append('\n'));
        return text.toString();
    }
}
