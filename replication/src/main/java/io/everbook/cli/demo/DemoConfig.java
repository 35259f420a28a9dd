package io.everbook.cli.demo;

import io.everbook.api.EverbookException;
import io.everbook.cli.demo.RecordedOrders.Row;
import io.everbook.client.InDoubt;
import io.everbook.engine.Genesis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run of the demo is to do.
 *
 * @param seed      of the generated flow.
 * @param rate      commands a second, over all sessions.
 * @param kills     one after the other, each told by how the leader dies.
 * @param steadyMs  of plain flow before every kill and after the last.
 * @param orders    recorded orders to send in place of generated ones; null for those.
 * @param directory for the run's files; null for a temporary one.
 * @param keep      keep the sites' files even if all is well.
 */
record DemoConfig(
    long seed, int rate, List<Failover.Cause> kills, long steadyMs, Path orders, Path directory, boolean keep) {
    /** Fewest commands in flight at a kill, for the kill to count. */
    static final int MIN_IN_FLIGHT = 64;
    /** The slowest flow that is order flow. */
    static final int MIN_RATE = 1_000;
    /** Sites, by provider. */
    static final List<String> SITES = List.of("aws-tokyo", "azure-singapore", "onprem-equinix");
    /** Participants, each with two sessions. */
    static final List<Integer> PARTICIPANTS = List.of(11, 12, 13);
    /** Sessions of a participant. */
    static final int SESSIONS_EACH = 2;
    /** Unanswered commands a session may have. */
    static final int WINDOW = 1_024;

    static List<Integer> sessions() {
        return PARTICIPANTS.stream().flatMap(p -> List.of(p * 10 + 1, p * 10 + 2).stream()).toList();
    }

    static int participantOf(final int session) {
        return session / 10;
    }

    static InDoubt inDoubt(final int session) {
        return session % 2 == 0 ? InDoubt.ASK_BY_RESEND : InDoubt.ASK_BY_REPLAY;
    }

    Map<Integer, String> secrets() {
        final Map<Integer, String> secrets = new HashMap<>();
        secrets.put(Genesis.OPERATOR_PARTICIPANT, secret(Genesis.OPERATOR_PARTICIPANT));
        PARTICIPANTS.forEach(participant -> secrets.put(participant, secret(participant)));
        return secrets;
    }

    List<Row> rows() {
        try {
            return orders == null ? List.of() : RecordedOrders.read(orders);
        } catch (final IOException e) {
            throw new EverbookException("cannot read " + orders + ": " + e.getMessage(), e);
        }
    }

    /**
     * Where the order flow comes from, in words.
     *
     * @return the seed or the file.
     */
    String flow() {
        return orders == null ? "generated flow of seed " + seed : "recorded orders of " + orders;
    }

    String secret(final int participant) {
        return "demo-" + participant + "-" + Long.toHexString(seed);
    }
}
