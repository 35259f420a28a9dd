package io.everbook.cli.bench;

import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.Publication;
import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.logbuffer.Header;
import java.util.concurrent.TimeUnit;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Answers every message with as many bytes as it asks for, in one message, and does nothing else. Like the exchange, it
 * waits for nobody: an answer that can't be sent is dropped.
 */
final class EchoService implements ClusteredService {
    private final UnsafeBuffer answer =
        new UnsafeBuffer(BufferUtil.allocateDirectAligned(EchoMessage.MAX_ANSWER_LENGTH, Long.BYTES));
    private final Runnable onTerm;
    private Cluster cluster;

    /**
     * Creates the service.
     *
     * @param onTerm told of every new term, on the service's thread.
     */
    EchoService(final Runnable onTerm) {
        this.onTerm = onTerm;
    }

    boolean isLeader() {
        return cluster.role() == Cluster.Role.LEADER;
    }

    @Override
    public void onStart(final Cluster startedCluster, final Image snapshotImage) {
        cluster = startedCluster;
    }

    @Override
    public void onSessionMessage(
        final ClientSession session,
        final long timestamp,
        final DirectBuffer buffer,
        final int offset,
        final int length,
        final Header header) {
        if (isLeader()) {
            EchoMessage.counter(answer, 0, EchoMessage.counter(buffer, offset));
            answer(session, EchoMessage.answerLength(buffer, offset));
        }
    }

    private void answer(final ClientSession session, final int length) {
        if (session.offer(answer, 0, length) == Publication.ADMIN_ACTION) {
            session.offer(answer, 0, length);
        }
    }

    @Override
    public void onNewLeadershipTermEvent(
        final long leadershipTermId,
        final long logPosition,
        final long timestamp,
        final long termBaseLogPosition,
        final int leaderMemberId,
        final int logSessionId,
        final TimeUnit timeUnit,
        final int appVersion) {
        onTerm.run();
    }

    @Override
    public void onSessionOpen(final ClientSession session, final long timestamp) {
    }

    @Override
    public void onSessionClose(final ClientSession session, final long timestamp, final CloseReason closeReason) {
    }

    @Override
    public void onTimerEvent(final long correlationId, final long timestamp) {
    }

    @Override
    public void onTakeSnapshot(final ExclusivePublication snapshotPublication) {
    }

    @Override
    public void onRoleChange(final Cluster.Role newRole) {
    }

    @Override
    public void onTerminate(final Cluster terminatedCluster) {
    }
}
