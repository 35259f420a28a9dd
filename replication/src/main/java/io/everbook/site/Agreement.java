package io.everbook.site;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Compares two sites' configurations as {@link SiteConfig#agreement()} renders them.
 */
final class Agreement {
    private Agreement() {
    }

    static String difference(final String ours, final String otherName, final String theirs) {
        if (ours.equals(theirs)) {
            return null;
        }
        final Map<String, String> mine = parse(ours);
        final Map<String, String> other = parse(theirs);
        final Set<String> keys = new LinkedHashSet<>(mine.keySet());
        keys.addAll(other.keySet());
        for (final String key : keys) {
            if (!String.valueOf(mine.get(key)).equals(String.valueOf(other.get(key)))) {
                return key + " is " + mine.get(key) + " here and " + other.get(key) + " at " + otherName;
            }
        }
        return "the same keys and values in another order at " + otherName;
    }

    private static Map<String, String> parse(final String text) {
        final Map<String, String> values = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            final int equals = line.indexOf('=');
            values.put(equals < 0 ? line : line.substring(0, equals), line.substring(equals + 1));
        });
        return values;
    }
}
