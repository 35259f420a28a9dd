package io.everbook.cli.demo;

import io.everbook.cli.trial.Fill;
import io.everbook.cli.trial.SeenEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one session was told, in the order of telling: by the exchange, as its client saw it; or by a journal's records.
 */
final class SessionLog {
    private final List<SeenEvent> events = new ArrayList<>();
    private final List<Fill> fills = new ArrayList<>();
    private final Map<Long, List<SeenEvent>> decisions = new HashMap<>();
    private final Map<Long, List<SeenEvent>> ofTag = new HashMap<>();

    void add(final SeenEvent event) {
        events.add(event);
        if (event.terminal()) {
            decisions.computeIfAbsent(event.commandNumber(), number -> new ArrayList<>(1)).add(event);
        }
        if (event.tag() != 0) {
            ofTag.computeIfAbsent(event.tag(), tag -> new ArrayList<>(1)).add(event);
        }
    }

    void add(final Fill fill) {
        fills.add(fill);
    }

    List<SeenEvent> events() {
        return events;
    }

    List<Fill> fills() {
        return fills;
    }

    /**
     * The decisions told for a command number: one, if all is well.
     *
     * @param commandNumber of the session.
     * @return its terminal responses.
     */
    List<SeenEvent> decisions(final long commandNumber) {
        return decisions.getOrDefault(commandNumber, List.of());
    }

    /**
     * Every command number with its decisions.
     *
     * @return by number.
     */
    Map<Long, List<SeenEvent>> decisions() {
        return decisions;
    }

    /**
     * Every new order's tag with its decisions, under whatever number they came.
     *
     * @return by tag.
     */
    Map<Long, List<SeenEvent>> decisionsOfTags() {
        return ofTag;
    }
}
