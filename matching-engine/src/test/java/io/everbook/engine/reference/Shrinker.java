package io.everbook.engine.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Delta debugging (ddmin of Zeller and Hildebrandt, "Simplifying and isolating failure-inducing input", 2002): from a
 * list that fails, one that still fails and from which no single element can be left out.
 */
final class Shrinker {
    private Shrinker() {
    }

    static <T> List<T> shrink(final List<T> failing, final Predicate<List<T>> fails) {
        List<T> current = List.copyOf(failing);
        int parts = Math.min(2, current.size());
        while (current.size() > 1) {
            final List<T> smaller = smaller(current, parts, fails);
            if (smaller != null) {
                parts = Math.min(smaller.size(), Math.max(parts - 1, 2));
                current = smaller;
            } else if (parts < current.size()) {
                parts = Math.min(current.size(), parts * 2);
            } else {
                return current;
            }
        }
        return current;
    }

    private static <T> List<T> smaller(final List<T> list, final int parts, final Predicate<List<T>> fails) {
        for (int part = parts - 1; part >= 0; part--) {
            final List<T> without = new ArrayList<>(list.subList(0, part * list.size() / parts));
            without.addAll(list.subList((part + 1) * list.size() / parts, list.size()));
            if (fails.test(without)) {
                return without;
            }
        }
        return null;
    }
}
