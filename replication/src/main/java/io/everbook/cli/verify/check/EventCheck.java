package io.everbook.cli.verify.check;

import java.util.List;

/**
 * Holds what clients saw against the records: every numbered event, and every signal.
 */
final class EventCheck {
    private final HistoryFacts history;
    private final DecisionCheck decisions;
    private final Tally tally;
    private final boolean complete;

    /**
     * Creates it.
     *
     * @param history   of the clients.
     * @param decisions that follows the sessions.
     * @param tally     to count in.
     * @param complete  whether every event must have been seen by now.
     */
    EventCheck(
        final HistoryFacts history, final DecisionCheck decisions, final Tally tally, final boolean complete) {
        this.history = history;
        this.decisions = decisions;
        this.tally = tally;
        this.complete = complete;
    }

    void accept(final ParsedRecord record) {
        record.events().forEach(told -> checkEvent(record, told));
        final List<SignalSeen> seen = history.takeSignals(record.sequence());
        seen.forEach(signal -> tally.check(Invariant.I6, isThere(record, signal), () -> "sequence " + record.sequence()
            + ": session " + signal.session() + " was sent a signal of template " + signal.template()
            + " that the journal does not hold"));
    }

    /**
     * Checks that nothing was seen beyond the records.
     *
     * @param lastSequence of the records.
     */
    void end(final long lastSequence) {
        tally.check(Invariant.I6, history.signalsLeft(lastSequence) == 0 || !complete,
            () -> "signals were sent of sequences below " + lastSequence + " that no record has");
        for (final SessionFacts facts : history.sessions()) {
            final SessionModel model = decisions.model(facts.session());
            final long last = model == null ? 0 : model.lastEvent();
            tally.check(Invariant.I23, !complete || facts.lastSeen() <= last, () -> "session " + facts.session()
                + " saw events up to " + facts.lastSeen() + ", the journal ends at " + last);
        }
    }

    private void checkEvent(final ParsedRecord record, final ParsedRecord.Told told) {
        final SessionModel model = decisions.model(told.session());
        final SessionFacts facts = history.session(told.session());
        if (model == null || facts == null) {
            tally.violated(Invariant.I23, "sequence " + record.sequence() + ": an event for session "
                + told.session() + ", which is no client's");
            return;
        }
        final long number = told.event().eventNumber();
        tally.check(Invariant.I23, number == model.nextEvent(), () -> "sequence " + record.sequence() + ": session "
            + told.session() + " event " + number + " comes after " + (model.lastEvent() - 1));
        model.lastEvent(number);
        final long seen = facts.seenHash(number);
        if (seen != 0) {
            tally.check(Invariant.I23, seen == told.event().hash(), () -> "session " + told.session() + " saw event "
                + number + " otherwise than sequence " + record.sequence() + " has it");
        } else if (complete && facts.missesNothing()) {
            tally.violated(Invariant.I23, "session " + told.session() + " never saw event " + number + " of sequence "
                + record.sequence());
        }
    }

    private static boolean isThere(final ParsedRecord record, final SignalSeen seen) {
        return record.signals().stream().anyMatch(signal -> signal.hash() == seen.hash());
    }
}
