package io.everbook.cli.crash;

import io.everbook.api.Command;
import io.everbook.api.DefineParticipant;
import io.everbook.api.DefineSession;
import io.everbook.cli.trial.FlowInstruments;
import io.everbook.engine.EngineConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * What the child's exchange holds before its flow, known to the child and to who checks it.
 */
final class CrashMarket {
    static final EngineConfig ENGINE = EngineConfig.builder().maxOrders(1 << 16).conclude();
    static final int SESSIONS = 3;
    static final int CANCELLER = 14;
    static final int PARTITION = 1;

    private static final int WINDOW = 1_024;
    private static final int FIRST_SESSION = 11;
    private static final int PARTICIPANT = 2;

    private CrashMarket() {
    }

    static int session(final int place) {
        return FIRST_SESSION + place;
    }

    /**
     * Which of the flow's sessions it is.
     *
     * @return -1 if it is none.
     */
    static int placeOf(final int session) {
        final int place = session - FIRST_SESSION;
        return place >= 0 && place < SESSIONS ? place : -1;
    }

    static List<Command<?>> definitions() {
        final List<Command<?>> definitions = new ArrayList<>();
        definitions.add(new DefineParticipant().participant(PARTICIPANT));
        for (int place = 0; place < SESSIONS; place++) {
            definitions.add(
                new DefineSession().newSession(session(place)).participant(PARTICIPANT).window(WINDOW).trader(true));
        }
        definitions.add(
            new DefineSession().newSession(CANCELLER).participant(PARTICIPANT).window(WINDOW).risk(true));
        for (int i = 0; i < FlowInstruments.GENERATED; i++) {
            definitions.add(FlowInstruments.generated(FlowInstruments.GENERATED_FIRST + i));
        }
        return definitions;
    }
}
