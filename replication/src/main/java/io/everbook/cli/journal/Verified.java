package io.everbook.cli.journal;

import io.everbook.embedded.JournalFault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The first thing that is wrong with a journal, and the fields in which it shows.
 *
 * @param fault       the fault.
 * @param differences what each such field should say, and says, by its path; empty where no field can be told.
 */
record Verified(JournalFault fault, Map<String, List<String>> differences) {
    static Verified of(final JournalFault fault, final Map<String, List<String>> differences) {
        if (differences.isEmpty()) {
            return new Verified(fault, differences);
        }
        final Map.Entry<String, List<String>> first = differences.entrySet().iterator().next();
        return new Verified(fault.with(first.getKey() + ' ' + first.getValue().get(0),
            first.getKey() + ' ' + first.getValue().get(1)), differences);
    }

    /**
     * Whichever of two comes first in the journal, the former where both are of one record.
     *
     * @param one   or null.
     * @param other or null.
     * @return null if both are.
     */
    static Verified first(final Verified one, final Verified other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.fault.sequence() < one.fault.sequence() ? other : one;
    }

    Map<String, Object> toJson() {
        final Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", fault.file());
        json.put("offset", fault.offset());
        json.put("sequence", fault.sequence());
        json.put("what", fault.what());
        json.put("expected", fault.expected());
        json.put("found", fault.found());
        json.put("differences", describe(differences, "expected", "found"));
        return json;
    }

    static List<Map<String, Object>> describe(
        final Map<String, List<String>> differences, final String one, final String other) {
        return differences.entrySet().stream().map(difference -> {
            final Map<String, Object> described = new LinkedHashMap<>();
            described.put("field", difference.getKey());
            described.put(one, difference.getValue().get(0));
            described.put(other, difference.getValue().get(1));
            return described;
        }).toList();
    }
}
