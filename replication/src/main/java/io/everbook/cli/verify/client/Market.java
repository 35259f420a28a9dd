package io.everbook.cli.verify.client;

import io.everbook.api.Command;
import io.everbook.api.DefineParticipant;
import io.everbook.api.DefineSession;
import io.everbook.cli.trial.FlowInstruments;
import io.everbook.engine.Genesis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who trades what in a run: two participants with two well-behaved sessions each, one with two unruly sessions, and the
 * operator.
 */
public final class Market {
    /** The instrument that the operator halts and opens again. */
    public static final int HALTED_INSTRUMENT = FlowInstruments.GENERATED_FIRST;
    static final long POISON = 666;
    static final int WINDOW = 256;
    static final int UNRULY_WINDOW = 64;
    static final List<Integer> TRADERS = List.of(111, 112, 121, 122);
    static final List<Integer> UNRULY = List.of(131, 132);
    private static final int SESSIONS_PER_PARTICIPANT = 10;
    private final long seed;

    /**
     * Creates it.
     *
     * @param seed of the run.
     */
    public Market(final long seed) {
        this.seed = seed;
    }

    static int participantOf(final int session) {
        return session == Genesis.OPERATOR_SESSION ? Genesis.OPERATOR_PARTICIPANT : session / SESSIONS_PER_PARTICIPANT;
    }

    static int windowOf(final int session) {
        if (session == Genesis.OPERATOR_SESSION) {
            return Genesis.OPERATOR_WINDOW;
        }
        return UNRULY.contains(session) ? UNRULY_WINDOW : WINDOW;
    }

    String secret(final int participant) {
        return "verify-" + participant + "-" + Long.toHexString(seed);
    }

    /**
     * The secrets that the sites let participants in by.
     *
     * @return by participant.
     */
    public Map<Integer, String> secrets() {
        final Map<Integer, String> secrets = new HashMap<>();
        secrets.put(Genesis.OPERATOR_PARTICIPANT, secret(Genesis.OPERATOR_PARTICIPANT));
        participants().forEach(participant -> secrets.put(participant, secret(participant)));
        return secrets;
    }

    List<Command<?>> definitions() {
        final List<Command<?>> definitions = new ArrayList<>();
        participants().forEach(participant -> definitions.add(new DefineParticipant().participant(participant)));
        Stream.concat(TRADERS.stream(), UNRULY.stream()).forEach(session -> definitions.add(
            new DefineSession().newSession(session).participant(participantOf(session)).window(windowOf(session))));
        for (int i = 0; i < FlowInstruments.GENERATED; i++) {
            definitions.add(FlowInstruments.generated(FlowInstruments.GENERATED_FIRST + i));
        }
        return definitions;
    }

    private static List<Integer> participants() {
        return Stream.concat(TRADERS.stream(), UNRULY.stream()).map(Market::participantOf).distinct().toList();
    }
}
