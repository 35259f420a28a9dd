package io.everbook.cli.verify.check;

import io.everbook.cli.verify.history.HistoryReader;
import io.everbook.protocol.AlreadyDecidedDecoder;
import io.everbook.protocol.LogonAcceptedDecoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * A history read and put in order: by session, and signals by sequence.
 */
final class HistoryFacts {
    private final Int2ObjectHashMap<SessionFacts> sessions = new Int2ObjectHashMap<>();
    private final Long2ObjectHashMap<List<SignalSeen>> signals = new Long2ObjectHashMap<>();
    private final Tally tally;

    private HistoryFacts(final Tally tally) {
        this.tally = tally;
    }

    static HistoryFacts read(final Path file, final Tally tally) {
        final HistoryFacts facts = new HistoryFacts(tally);
        try (HistoryReader reader = new HistoryReader(file)) {
            while (reader.next()) {
                facts.add(reader);
            }
        }
        return facts;
    }

    Collection<SessionFacts> sessions() {
        return sessions.values();
    }

    /**
     * The facts of a session.
     *
     * @return null of a session that is none of the clients'.
     */
    SessionFacts session(final int session) {
        return sessions.get(session);
    }

    Stream<Submission> submissions() {
        return sessions.values().stream().flatMap(session -> session.submissions().stream());
    }

    /**
     * Takes the signals that clients were sent as of a sequence.
     */
    List<SignalSeen> takeSignals(final long sequence) {
        final List<SignalSeen> taken = signals.remove(sequence);
        return taken == null ? List.of() : taken;
    }

    /**
     * How many signals were of no sequence that was asked for.
     */
    long signalsLeft(final long upToSequence) {
        return signals.keySet().stream().filter(sequence -> sequence <= upToSequence).count();
    }

    private void add(final HistoryReader entry) {
        final SessionFacts facts = sessions.computeIfAbsent(entry.session(), id -> new SessionFacts(id, tally));
        switch (entry.kind()) {
            case OPENED -> facts.opened(entry.client(), entry.number(0) != 0, entry.number(1));
            case CLOSED -> closed(facts, entry);
            case SUBMITTED -> facts.submitted(
                entry.client(), entry.number(0), entry.number(1), entry.number(3), entry.timeNs());
            case PROBED -> facts.probed(entry.number(0), entry.number(1));
            case RESENT -> facts.resent(entry.number(0));
            case EVENT -> event(facts, entry);
            case SIGNAL -> signal(facts, entry);
            default -> throw new IllegalStateException("entry " + entry.kind());
        }
    }

    private void closed(final SessionFacts facts, final HistoryReader entry) {
        if (entry.number(0) != 0) {
            tally.violated(Invariant.I5, "session " + facts.session() + " client " + entry.client()
                + ": the exchange knew less than it had answered");
        }
    }

    private static void event(final SessionFacts facts, final HistoryReader entry) {
        facts.event(entry.client(), entry.number(0), entry.number(4));
        if (entry.number(5) >= 0) {
            facts.answered(entry.client(), entry.number(3), entry.number(1), (int) entry.number(5), entry.timeNs());
        }
    }

    private void signal(final SessionFacts facts, final HistoryReader entry) {
        final int template = (int) entry.number(0);
        signals.computeIfAbsent(entry.number(1), sequence -> new ArrayList<>(1))
            .add(new SignalSeen(facts.session(), template, entry.number(2)));
        if (template == AlreadyDecidedDecoder.TEMPLATE_ID) {
            facts.answered(entry.client(), entry.number(3), entry.number(4), (int) entry.number(5), entry.timeNs());
        } else if (template == LogonAcceptedDecoder.TEMPLATE_ID) {
            facts.loggedOn(entry.client(), entry.number(3));
        }
    }
}
