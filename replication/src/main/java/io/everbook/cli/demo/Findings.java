package io.everbook.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the checks counted, and what they found wrong, by kind.
 */
final class Findings {
    private static final int KEPT_OF_A_KIND = 20;
    private final Map<Kind, Long> checked = new TreeMap<>();
    private final Map<Kind, Long> violated = new TreeMap<>();
    private final Map<Kind, List<String>> examples = new TreeMap<>();

    /**
     * What is checked.
     */
    enum Kind {
        /** An acknowledged command that a journal lacks, or a submitted one without any answer. */
        LOST,
        /** A command number decided, or an order taken, more than once. */
        DUPLICATED,
        /** A fill that the client saw differently from the journal, or one of them alone. */
        FILL,
        /** An event of the journal that the client never saw, or saw otherwise. */
        HOLE,
        /** A decision in the journal that no client asked for. */
        STRANGER,
        /** A journal that differs from another. */
        JOURNAL,
        /** A condition of the run itself that was not met. */
        RUN,
        /** An error in a site's log that nothing explains. */
        SITE_LOG
    }

    void checked(final Kind kind, final long count) {
        checked.merge(kind, count, Long::sum);
    }

    void violated(final Kind kind, final String what) {
        violated.merge(kind, 1L, Long::sum);
        final List<String> kept = examples.computeIfAbsent(kind, key -> new ArrayList<>());
        if (kept.size() < KEPT_OF_A_KIND) {
            kept.add(what);
        }
    }

    /**
     * Counts one check, and what it found if it failed.
     *
     * @param kind  of the check.
     * @param holds whether it held.
     * @param what  is wrong if it didn't.
     */
    void check(final Kind kind, final boolean holds, final String what) {
        checked(kind, 1);
        if (!holds) {
            violated(kind, what);
        }
    }

    long checkedOf(final Kind kind) {
        return checked.getOrDefault(kind, 0L);
    }

    long violatedOf(final Kind kind) {
        return violated.getOrDefault(kind, 0L);
    }

    List<String> examples(final Kind kind) {
        return examples.getOrDefault(kind, List.of());
    }

    /**
     * Did everything hold, every kind having been checked at least once?
     *
     * @return true if so.
     */
    boolean isClean() {
        return violated.isEmpty() && checked.size() == Kind.values().length
            && checked.values().stream().allMatch(count -> count > 0);
    }
}
