package io.everbook.cli.replay;

import java.util.ArrayList;
import java.util.List;

/**
 * What did not come out as recorded: all counted, the first few kept in words.
 */
final class Differences {
    private static final int KEPT = 10;

    private final List<String> first = new ArrayList<>();
    private long count;

    void add(final String words) {
        count++;
        if (first.size() < KEPT) {
            first.add(words);
        }
    }

    long count() {
        return count;
    }

    List<String> first() {
        return List.copyOf(first);
    }
}
