package io.everbook.site;

import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.everbook.protocol.LeaderMoveDecoder;
import io.everbook.protocol.LeaderMovingEncoder;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.MessageHeaderEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.concurrent.TimeUnit;

/**
 * Sees the steps of planned moves go by in the log, and hands them to the site's {@link LeaderMover}; the leader tells
 * its connections to hold. A step that comes late, as in a replay of the log, is nothing: losing one is harmless.
 *
 * <p>The service's thread writes, any other reads.
 */
final class LeaderMoves {
    /** Asked for; the leader decides. */
    static final int ASKED = 1;
    /** Begun: connections hold, what is under way is decided. */
    static final int BEGUN = 2;
    /** Every site elects now. */
    static final int ELECT = 3;

    private static final int MOVING_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + LeaderMovingEncoder.BLOCK_LENGTH;
    private static final long LATE_NS = TimeUnit.SECONDS.toNanos(1);

    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private final LeaderMoveDecoder move = new LeaderMoveDecoder();
    private final UnsafeBuffer moving = new UnsafeBuffer(new byte[MOVING_LENGTH]);
    private final SiteClock clock;
    private volatile Step newest = new Step(0, 0, -1, 0);

    LeaderMoves(final SiteClock clock) {
        this.clock = clock;
    }

    /**
     * The newest step.
     *
     * @param id       of the move, 0 before the first.
     * @param step     one of the three.
     * @param target   that is to lead.
     * @param sequence of the step's record.
     */
    record Step(long id, int step, int target, long sequence) {
    }

    Step newest() {
        return newest;
    }

    /**
     * Looks at a command that was applied.
     *
     * @return whether it was a step.
     */
    boolean onApplied(
        final Cluster cluster, final long sequence, final long timestamp, final DirectBuffer buffer, final int offset) {
        if (messageHeader.wrap(buffer, offset).templateId() != LeaderMoveDecoder.TEMPLATE_ID) {
            return false;
        }
        move.wrapAndApplyHeader(buffer, offset, messageHeader);
        if (Math.abs(clock.readNs() - timestamp) < LATE_NS) {
            if (move.step() == BEGUN && cluster.role() == Cluster.Role.LEADER) {
                cluster.forEachClientSession(this::tellToHold);
            }
            newest = new Step(move.moveId(), move.step(), move.target(), sequence);
        }
        return true;
    }

    private void tellToHold(final ClientSession session) {
        new LeaderMovingEncoder().wrapAndApplyHeader(moving, 0, new MessageHeaderEncoder()).target(move.target());
        session.offer(moving, 0, MOVING_LENGTH);
    }
}
