package io.everbook.cli.crash;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts what was checked, by the ids of the invariants, and what did not hold. What was to be checked and never was
 * counts as a failure. Not thread safe.
 */
final class CrashTally {
    /** Acknowledged, so in the journal once, where it was told to be. */
    static final String KEPT = "I1";
    /** The journal's chain is whole. */
    static final String CHAIN = "I2";
    /** No record that nobody sent, and every command as it was sent. */
    static final String SENT = "I3";
    /** Recovered and computed anew, the state is the same. */
    static final String STATE = "I11";
    /** Damage is found, and named. */
    static final String NAMED = "I26";
    /** A killed writer keeps nobody waiting. */
    static final String LOCK = "LOCK";
    /** A full disk refuses, stops and goes on as it should. */
    static final String SPACE = "SPACE";
    /** The checks see what they are there to see. */
    static final String SEES = "SEES";

    private static final List<String> ALL = List.of(KEPT, CHAIN, SENT, STATE, NAMED, LOCK, SPACE, SEES);
    private static final int EXAMPLES = 20;

    private final Map<String, long[]> counts = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();

    CrashTally() {
        ALL.forEach(id -> counts.put(id, new long[2]));
    }

    void check(final String id, final boolean holds, final String otherwise) {
        counts.get(id)[0]++;
        if (!holds) {
            violated(id, otherwise);
        }
    }

    void checked(final String id, final long count) {
        counts.get(id)[0] += count;
    }

    void violated(final String id, final String what) {
        counts.get(id)[1]++;
        if (failures.size() < EXAMPLES) {
            failures.add(id + ": " + what);
        }
    }

    List<String> failures() {
        final List<String> all = new ArrayList<>(failures);
        counts.forEach((id, count) -> {
            if (count[0] == 0) {
                all.add(id + ": was never checked");
            }
        });
        return all;
    }

    Map<String, Map<String, Long>> json() {
        final Map<String, Map<String, Long>> json = new LinkedHashMap<>();
        counts.forEach((id, count) -> {
            final Map<String, Long> figures = new LinkedHashMap<>();
            figures.put("checked", count[0]);
            figures.put("violated", count[1]);
            json.put(id, figures);
        });
        return json;
    }
}
