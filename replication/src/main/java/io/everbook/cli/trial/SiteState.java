package io.everbook.cli.trial;

import java.util.HashMap;
import java.util.Map;

/**
 * What a site last said of itself. Immutable.
 *
 * @param role     LEADER, FOLLOWER, or DOWN while there is no process.
 * @param epoch    of its consensus.
 * @param sequence last applied.
 * @param ready    whether it takes part.
 * @param caughtUp whether it has held, since its start, all that the leader then had.
 */
public record SiteState(String role, long epoch, long sequence, boolean ready, boolean caughtUp) {
    /** Of a site without a process. */
    public static final SiteState DOWN = new SiteState("DOWN", 0, 0, false, false);
    static final SiteState STARTING = new SiteState("STARTING", 0, 0, false, false);

    /**
     * Whether it leads.
     *
     * @return true if it said so.
     */
    public boolean isLeader() {
        return ready && "LEADER".equals(role);
    }

    /**
     * The state after a line that the site printed: {@code SITE name key=value …} or {@code READY …}; others leave it
     * as it was.
     *
     * @param line of the site's output.
     * @return the new state.
     */
    SiteState after(final String line) {
        if (line.startsWith("READY")) {
            return new SiteState(role, epoch, sequence, true, caughtUp);
        }
        if (line.startsWith("CAUGHT_UP")) {
            return new SiteState(role, epoch, sequence, ready, true);
        }
        return line.startsWith("SITE ") ? with(fields(line)) : this;
    }

    private SiteState with(final Map<String, String> fields) {
        return new SiteState(
            fields.getOrDefault("role", role), number(fields, "epoch", epoch), number(fields, "sequence", sequence),
            ready, caughtUp);
    }

    /**
     * The fields of a line: its words of the form {@code key=value}.
     *
     * @param line to take apart.
     * @return value by key.
     */
    static Map<String, String> fields(final String line) {
        final Map<String, String> fields = new HashMap<>();
        for (final String word : line.split(" ")) {
            final int at = word.indexOf('=');
            if (at > 0) {
                fields.put(word.substring(0, at), word.substring(at + 1));
            }
        }
        return fields;
    }

    private static long number(final Map<String, String> fields, final String key, final long otherwise) {
        final String value = fields.get(key);
        return value == null ? otherwise : Long.parseLong(value);
    }
}
