package io.everbook.cli.demo;

import io.everbook.cli.demo.Findings.Kind;
import io.everbook.cli.trial.SeenEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Holds the sessions' histories against a site's journal. What counts as done twice is told from the journal's events
 * and the flow's own tags, not from what the engine keeps of numbers and digests.
 */
final class HistoryChecks {
    private final Findings findings;
    private final Set<CommandEntry> lost = new HashSet<>();
    private final Set<String> duplicated = new HashSet<>();

    HistoryChecks(final Findings findings) {
        this.findings = findings;
    }

    /**
     * Checks every session against one journal; call it for each surviving site.
     *
     * @param histories of all sessions.
     * @param journal   of one site.
     */
    void check(final List<SessionHistory> histories, final JournalFacts journal) {
        for (final SessionHistory history : histories) {
            final SessionLog recorded = journal.session(history.session());
            checkLost(history, recorded, journal);
            checkDuplicated(history, recorded, journal.site());
            checkDuplicated(history, history.log(), "its client");
            checkStrangers(history, recorded, journal);
            checkFills(history, recorded, journal);
            checkEvents(history, recorded, journal);
        }
    }

    /**
     * How many commands are lost, each counted once however many journals lack it.
     *
     * @return the count.
     */
    long lost() {
        return lost.size();
    }

    /**
     * How many commands or orders were done more than once, each counted once however many journals show it.
     *
     * @return the count.
     */
    long duplicated() {
        return duplicated.size();
    }

    private void checkLost(final SessionHistory history, final SessionLog recorded, final JournalFacts journal) {
        for (final CommandEntry entry : history.commands()) {
            findings.checked(Kind.LOST, 1);
            if (!entry.isAcknowledged()) {
                lost(entry, name(entry) + " was submitted and never answered");
            } else if (!isDecided(entry, recorded)) {
                lost(entry, name(entry) + ", acknowledged at sequence " + entry.sequence()
                    + ", is not in the journal of " + journal.site()
                    + ", which holds " + recorded.decisions(entry.number()));
            }
        }
    }

    private static boolean isDecided(final CommandEntry entry, final SessionLog recorded) {
        return recorded.decisions(entry.number()).stream()
            .anyMatch(event -> event.sequence() == entry.sequence() && event.reason() == entry.result());
    }

    private void lost(final CommandEntry entry, final String what) {
        if (lost.add(entry)) {
            findings.violated(Kind.LOST, what);
        }
    }

    private void checkDuplicated(final SessionHistory history, final SessionLog log, final String where) {
        checkOnce(history.session(), "command number", log.decisions(), where);
        checkOnce(history.session(), "client order", log.decisionsOfTags(), where);
    }

    private void checkOnce(
        final int session, final String what, final Map<Long, List<SeenEvent>> decisions, final String where) {
        findings.checked(Kind.DUPLICATED, decisions.size());
        decisions.forEach((number, events) -> {
            final String name = "session " + session + " " + what + " " + number;
            if (events.size() > 1 && duplicated.add(name)) {
                findings.violated(Kind.DUPLICATED, name + " was decided " + events.size() + " times, says " + where
                    + ": at sequences " + events.stream().map(SeenEvent::sequence).toList());
            }
        });
    }

    private void checkStrangers(final SessionHistory history, final SessionLog recorded, final JournalFacts journal) {
        recorded.decisions().values().stream().flatMap(List::stream).forEach(event -> findings.check(
            Kind.STRANGER, isSubmitted(history, event),
            "session " + history.session() + " never sent what " + journal.site() + " decided: " + event));
    }

    private static boolean isSubmitted(final SessionHistory history, final SeenEvent event) {
        final CommandEntry entry = history.command(event.commandNumber());
        return entry != null && entry.tag() == event.tag();
    }

    private void checkFills(final SessionHistory history, final SessionLog recorded, final JournalFacts journal) {
        compare(Kind.FILL, "fill", history, history.log().fills(), recorded.fills(), journal);
    }

    private void checkEvents(final SessionHistory history, final SessionLog recorded, final JournalFacts journal) {
        compare(Kind.HOLE, "event", history, history.log().events(), recorded.events(), journal);
    }

    private <T> void compare(
        final Kind kind, final String what, final SessionHistory history, final List<T> seen, final List<T> recorded,
        final JournalFacts journal) {
        findings.checked(kind, Math.max(seen.size(), recorded.size()));
        if (!seen.equals(recorded)) {
            final Set<T> seenSet = new HashSet<>(seen);
            final Set<T> recordedSet = new HashSet<>(recorded);
            final String by = "session " + history.session() + ", journal of " + journal.site() + ": " + what + " ";
            recorded.stream().filter(each -> !seenSet.contains(each))
                .forEach(each -> findings.violated(kind, by + "recorded and not seen: " + each));
            seen.stream().filter(each -> !recordedSet.contains(each))
                .forEach(each -> findings.violated(kind, by + "seen and not recorded: " + each));
            reportOrder(kind, by, seen, recorded, seenSet.equals(recordedSet));
        }
    }

    private <T> void reportOrder(
        final Kind kind, final String by, final List<T> seen, final List<T> recorded, final boolean sameSets) {
        for (int i = 0; sameSets && i < Math.max(seen.size(), recorded.size()); i++) {
            final T left = i < seen.size() ? seen.get(i) : null;
            final T right = i < recorded.size() ? recorded.get(i) : null;
            if (!Objects.equals(left, right)) {
                findings.violated(kind, by + "number " + (i + 1) + " out of order or repeated: " + left);
                return;
            }
        }
    }

    private static String name(final CommandEntry entry) {
        return "session " + entry.session() + " command " + entry.number();
    }
}
