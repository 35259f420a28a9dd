package io.everbook.site;

import org.agrona.concurrent.AgentTerminationException;

import java.util.function.LongSupplier;

/**
 * Whether this site can catch up with the one that leads: only while its own log reaches the other's beginning, below
 * which the other deleted it. A site that runs, but was cut off until it can't, would ask for what is gone again and
 * again, which costs the leader an error each time, and an election if it asks while there is one. So it ends and says
 * how it comes back. One thread.
 */
final class LogReach {
    private final LongSupplier position;
    private final LongSupplier recorded;
    private long end;

    /**
     * Creates it.
     *
     * @param position up to where the log is being recorded, -1 while it isn't; cheap.
     * @param recorded up to where the archive holds it; asked only where the other doesn't suffice.
     */
    LogReach(final LongSupplier position, final LongSupplier recorded) {
        this.position = position;
        this.recorded = recorded;
    }

    /**
     * Takes what the leader says.
     *
     * @param start of the leader's log.
     * @throws AgentTerminationException if this site's log ends before.
     */
    void onLeader(final long start) {
        if (end < start) {
            end = Math.max(end, position.getAsLong());
        }
        if (end < start) {
            end = Math.max(end, recorded.getAsLong());
        }
        if (end < start) {
            throw new AgentTerminationException(tooLongAway(end, start));
        }
    }

    static String tooLongAway(final long end, final long start) {
        return "this site's log ends at position " + end + ", and that of the other sites begins at " + start
            + ", since they deleted what their snapshots cover: this site was away for too long. Move its directory"
            + " away, as evidence, and start it with --seed-from PEER";
    }
}
