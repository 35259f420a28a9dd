package io.everbook.engine.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything the reference knows, and the numbering of the events it makes.
 */
final class ReferenceState {
    final Limits limits;
    final ReferenceSlots slots;
    final TreeSet<Integer> participants = new TreeSet<>();
    final TreeMap<Integer, ReferenceSession> sessions = new TreeMap<>();
    final TreeMap<Long, Integer> connections = new TreeMap<>();
    final TreeMap<Integer, ReferenceInstrument> instruments = new TreeMap<>();
    final List<Event> events = new ArrayList<>();
    long sequence;
    long timeNs;
    long epoch;
    long executions;
    final TreeMap<Integer, Integer> siteVersions = new TreeMap<>();
    int voting;
    int logicVersion = 1;

    ReferenceState(final Limits limits) {
        this.limits = limits;
        this.slots = new ReferenceSlots(limits);
        participants.add(1);
        sessions.put(1, new ReferenceSession(1, 1, 64,
            ReferenceSession.RISK | ReferenceSession.MARKET_OPS | ReferenceSession.SYSTEM));
    }

    Event signal(final String name, final int session) {
        return add(name, session).with("executionId", 0).with("eventNumber", 0).with("previousSequence", 0);
    }

    Event event(final String name, final ReferenceSession session) {
        final Event event = add(name, session.id)
            .with("executionId", ++executions)
            .with("eventNumber", ++session.lastEventNumber)
            .with("previousSequence", session.lastEventSequence);
        session.lastEventSequence = sequence;
        return event;
    }

    private Event add(final String name, final int session) {
        final Event event = new Event(name).with("sequence", sequence).with("timeNs", timeNs)
            .with("session", session).with("partition", limits.partition())
            .with("terminal", false).with("lastOfRecord", false);
        events.add(event);
        return event;
    }

    List<Event> takeEvents() {
        final List<Event> taken = new ArrayList<>(events);
        events.clear();
        if (!taken.isEmpty()) {
            taken.get(taken.size() - 1).with("lastOfRecord", true);
        }
        return taken;
    }
}
