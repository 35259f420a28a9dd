package io.everbook.cli.verify.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Counts what was checked and what did not hold, and keeps the first examples. Not thread safe.
 */
public final class Tally {
    private static final int KEPT = 20;
    private final Map<Invariant, Count> counts = new EnumMap<>(Invariant.class);

    private static final class Count {
        private final List<String> examples = new ArrayList<>();
        private long checked;
        private long violated;
    }

    /**
     * Creates an empty tally.
     */
    public Tally() {
        Stream.of(Invariant.values()).forEach(invariant -> counts.put(invariant, new Count()));
    }

    /**
     * Counts one check.
     *
     * @param invariant checked.
     * @param holds     whether it held.
     * @param otherwise what is wrong if it didn't.
     * @return whether it held.
     */
    public boolean check(final Invariant invariant, final boolean holds, final Supplier<String> otherwise) {
        counts.get(invariant).checked++;
        if (!holds) {
            violated(invariant, otherwise.get());
        }
        return holds;
    }

    /**
     * Counts checks that held.
     *
     * @param invariant checked.
     * @param count     of them.
     */
    public void checked(final Invariant invariant, final long count) {
        counts.get(invariant).checked += count;
    }

    /**
     * Notes a violation besides the checks counted.
     *
     * @param invariant violated.
     * @param what      is wrong.
     */
    public void violated(final Invariant invariant, final String what) {
        final Count count = counts.get(invariant);
        count.violated++;
        if (count.examples.size() < KEPT) {
            count.examples.add(what);
        }
    }

    /**
     * How often an invariant was checked.
     *
     * @param invariant asked about.
     * @return the count.
     */
    public long checked(final Invariant invariant) {
        return counts.get(invariant).checked;
    }

    /**
     * How often it did not hold.
     *
     * @param invariant asked about.
     * @return the count.
     */
    public long violated(final Invariant invariant) {
        return counts.get(invariant).violated;
    }

    /**
     * The invariants that did not hold, or were never checked.
     *
     * @return them, with the first examples.
     */
    public Map<Invariant, List<String>> failures() {
        final Map<Invariant, List<String>> failures = new LinkedHashMap<>();
        counts.forEach((invariant, count) -> {
            if (count.violated > 0) {
                failures.put(invariant, List.copyOf(count.examples));
            } else if (count.checked == 0) {
                failures.put(invariant, List.of("was never checked"));
            }
        });
        return failures;
    }

    /**
     * The invariants that were violated.
     *
     * @return none if all is well so far.
     */
    public List<Invariant> violations() {
        return counts.entrySet().stream().filter(entry -> entry.getValue().violated > 0).map(Map.Entry::getKey)
            .toList();
    }
}
