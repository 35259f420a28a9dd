package io.everbook.cli.verify.check;

import io.everbook.engine.EngineConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * All checks of histories and journals.
 */
public final class RunChecks {
    private final Tally tally;
    private long lost;
    private long unresolved;
    private long lastSequence;

    /**
     * Creates the checks.
     *
     * @param tally to count in.
     */
    public RunChecks(final Tally tally) {
        this.tally = tally;
    }

    /**
     * What is to be checked.
     *
     * @param history   file of the clients' history.
     * @param journals  of the sites, by name.
     * @param snapshots of the sites, by name.
     * @param level     sites that must have everything up to a sequence.
     * @param upTo      that sequence.
     * @param engine    the sites' bounds of the engine.
     * @param skipped   whether the command of a sequence is quarantined.
     * @param complete  whether the run has ended, so that every event must have been seen.
     */
    public record Evidence(
        Path history, Map<String, Path> journals, Map<String, Path> snapshots, List<String> level, long upTo,
        EngineConfig engine, LongPredicate skipped, boolean complete) {
    }

    /**
     * Makes the checks.
     *
     * @param evidence to check.
     */
    public void check(final Evidence evidence) {
        final HistoryFacts history = HistoryFacts.read(evidence.history(), tally);
        final DecisionCheck decisions = new DecisionCheck(history, tally);
        final OrderCheck order = new OrderCheck(tally);
        final EventCheck events = new EventCheck(history, decisions, tally, evidence.complete());
        final EngineCheck engine = new EngineCheck(
            evidence.engine(), evidence.snapshots(), evidence.skipped(), tally);
        final ParsedRecord record = new ParsedRecord();
        lastSequence = new Journals(tally).read(evidence.journals(), evidence.level(), evidence.upTo(), view -> {
            record.wrap(view);
            decisions.accept(record);
            order.accept(record);
            events.accept(record);
            engine.accept(record);
        });
        events.end(lastSequence);
        engine.end();
        final AnswerCheck answers = new AnswerCheck(history, decisions, tally);
        answers.check();
        lost = answers.lost();
        unresolved = answers.unresolved();
    }

    /**
     * Commands that were acknowledged and are not in the journal as acknowledged.
     *
     * @return the count.
     */
    public long lost() {
        return lost;
    }

    /**
     * Commands whose fate the histories don't tell.
     *
     * @return the count.
     */
    public long unresolved() {
        return unresolved;
    }

    /**
     * The last sequence of the longest journal.
     *
     * @return the sequence.
     */
    public long lastSequence() {
        return lastSequence;
    }
}
