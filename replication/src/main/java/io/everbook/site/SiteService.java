package io.everbook.site;

import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.logbuffer.Header;
import io.aeron.logbuffer.LogBufferDescriptor;
import io.everbook.api.EverbookException;
import io.everbook.embedded.StopPoint;
import io.everbook.embedded.StopPoints;
import io.everbook.engine.EventBuffer;
import io.everbook.protocol.LeaderMoveDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.SiteReportDecoder;
import org.agrona.DirectBuffer;

import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The exchange as Aeron Cluster's service: what the log brings becomes records, and on the leader their events leave.
 *
 * <p>Every callback catches Throwable, records sequence, log position and cause, and halts the process (design rule 4):
 * Aeron has advanced past the message by then, so that going on would skip it on this site alone. Whatever a record
 * holds is a function of the log: time and position are those of the log, and connections and terms enter as commands
 * of the log (rule 2). Nothing is offered to the cluster from here (rule 3).
 *
 * <p>All methods run on the service's thread.
 */
public final class SiteService implements ClusteredService {
    /** The connection of a message whose connection the service isn't told: bound to no session. */
    private static final long UNKNOWN_CONNECTION = -1;
    private static final long LOG = 0;
    /** No message may follow where a term of the log ends: what is committed last may be padding. */
    private static final int TERM_LENGTH_MIN = LogBufferDescriptor.TERM_MIN_LENGTH;

    private final SiteRecords.Factory factory;
    private final SiteState state;
    private final StopPoints stopPoints;
    private final FailureLog failures;
    private final DivergenceWatch divergence;
    private final LeaderMoves moves;
    private final Function<Cluster, LongSupplier> commits;
    private final Halt halt;
    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private final SiteReportDecoder report = new SiteReportDecoder();
    private SiteRecords records;
    private EgressPublisher egress;
    private Cluster cluster;
    private LongSupplier committed;
    private SiteState.Hashed hashed;

    /**
     * Creates the service.
     *
     * @param factory    of the records, called once at start, on the service's thread.
     * @param state      kept up to date for other threads.
     * @param stopPoints reached on the way.
     * @param failures   where the cause of a halt is recorded.
     * @param divergence compares this site's records with what others report.
     * @param moves      sees the planned moves of the leadership.
     * @param commits    makes what tells up to which position the log is committed; it may tell less than it is.
     * @param halt       what ends the process.
     */
    SiteService(
        final SiteRecords.Factory factory,
        final SiteState state,
        final StopPoints stopPoints,
        final FailureLog failures,
        final DivergenceWatch divergence,
        final LeaderMoves moves,
        final Function<Cluster, LongSupplier> commits,
        final Halt halt) {
        this.factory = factory;
        this.state = state;
        this.stopPoints = stopPoints;
        this.failures = failures;
        this.divergence = divergence;
        this.moves = moves;
        this.commits = commits;
        this.halt = halt;
    }

    @Override
    public void onStart(final Cluster startedCluster, final Image snapshotImage) {
        try {
            cluster = startedCluster;
            final ServiceSnapshot snapshot =
                snapshotImage == null ? null : ServiceSnapshot.read(snapshotImage, cluster.idleStrategy());
            records = factory.open(snapshot);
            committed = commits.apply(cluster);
            egress = EgressPublisher.of(cluster, records.engine()::connectionOf);
            noteHash(cluster.time());
            tell();
        } catch (final Throwable ex) {
            fail("start", ex);
        }
    }

    @Override
    public void onSessionOpen(final ClientSession session, final long timestamp) {
        try {
            final int participant = ParticipantAuthenticator.participant(session.encodedPrincipal());
            process(timestamp, records.commands().connectionOpened(session.id(), participant));
        } catch (final Throwable ex) {
            fail("the opening of a connection", ex);
        }
    }

    @Override
    public void onSessionClose(final ClientSession session, final long timestamp, final CloseReason closeReason) {
        try {
            process(timestamp, records.commands().connectionClosed(session.id(), reason(closeReason)));
        } catch (final Throwable ex) {
            fail("the closing of a connection", ex);
        }
    }

    @Override
    public void onSessionMessage(
        final ClientSession session,
        final long timestamp,
        final DirectBuffer buffer,
        final int offset,
        final int length,
        final Header header) {
        try {
            final long connection = session == null ? UNKNOWN_CONNECTION : session.id();
            process(timestamp, connection, buffer, offset, Math.min(length, SiteConfig.MAX_MESSAGE_LENGTH));
        } catch (final Throwable ex) {
            fail("a message", ex);
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
        try {
            process(timestamp, records.commands().termStarted(leadershipTermId, leaderMemberId));
            state.leader(leaderMemberId);
        } catch (final Throwable ex) {
            fail("the start of a term", ex);
        }
    }

    @Override
    public void onTimerEvent(final long correlationId, final long timestamp) {
        fail("a timer", new IllegalStateException("timer " + correlationId + ", but none is ever scheduled"));
    }

    @Override
    public void onTakeSnapshot(final ExclusivePublication snapshotPublication) {
        try {
            final ServiceSnapshot snapshot = records.snapshot(cluster.logPosition());
            snapshot.publish(snapshotPublication, cluster.idleStrategy());
        } catch (final Throwable ex) {
            fail("a snapshot", ex);
        }
    }

    @Override
    public void onRoleChange(final Cluster.Role newRole) {
        try {
            egress.drop();
            state.egressDropped(egress.dropped());
        } catch (final Throwable ex) {
            fail("a change of role", ex);
        }
    }

    @Override
    public void onTerminate(final Cluster terminatedCluster) {
        try {
            if (records != null) {
                records.close();
                records = null;
            }
        } catch (final Throwable ex) {
            fail("the end", ex);
        }
    }

    /** What the log tells may end a connection: it gets what was for it first. */
    private void process(final long timestamp, final int length) {
        egress.flush();
        process(timestamp, LOG, records.commands().buffer(), 0, length);
    }

    private void process(
        final long timestamp, final long connection, final DirectBuffer buffer, final int offset, final int length) {
        decide(timestamp, connection, buffer, offset, length);
        noteHash(timestamp);
        divergence.applied(records.sequence(), records.chain());
        if (cluster.role() == Cluster.Role.LEADER) {
            publish(connection);
            flushAtEnd();
        }
        if (isLeaderMove(connection, length) && isMoved(timestamp, buffer, offset)) {
            tell();
            return;
        }
        if (isReport(connection, buffer, offset, length)) {
            divergence.onReport(
                report.wrapAndApplyHeader(buffer, offset, messageHeader), timestamp, state.leader());
        } else {
            state.lastWork(records.sequence());
        }
        tell();
    }

    /** Most commands of a site itself, a report say, tell no client anything. */
    private void publish(final long connection) {
        final EventBuffer events = records.events();
        if (events.eventsLength() > 0) {
            stopPoints.reached(StopPoint.AFTER_COMMIT_BEFORE_EGRESS, records.sequence());
            egress.publish(events.buffer(), events.eventsOffset(), events.eventsLength(), connection);
        }
    }

    /** Events are sent together as long as more of the log is committed, and is therefore about to be applied. */
    private void flushAtEnd() {
        final long end = committed.getAsLong();
        if (cluster.logPosition() >= end || (end & TERM_LENGTH_MIN - 1) == 0) {
            egress.flush();
        }
    }

    private void decide(
        final long timestamp, final long connection, final DirectBuffer buffer, final int offset, final int length) {
        try {
            records.process(timestamp, cluster.logPosition(), connection, buffer, offset, length);
        } catch (final EverbookException ex) {
            throw ex;
        } catch (final RuntimeException ex) {
            throw new EverbookException("FATAL: the command at sequence " + records.sequence() + " could not be"
                + " decided: " + ex + ". If every site halts at it, have it skipped on every site, and start them: "
                + "./everbook quarantine --config FILE --sequence " + records.sequence() + " --reason TEXT", ex);
        }
    }

    /** Connections are told to hold, behind the events of what came before. */
    private boolean isMoved(final long timestamp, final DirectBuffer buffer, final int offset) {
        egress.flush();
        return moves.onApplied(cluster, records.sequence(), timestamp, buffer, offset);
    }

    private boolean isLeaderMove(final long connection, final int length) {
        return connection > LOG
            && length == MessageHeaderDecoder.ENCODED_LENGTH + LeaderMoveDecoder.BLOCK_LENGTH
            && records.events().count() == 0;
    }

    /** A report that the engine took causes no event; one that it refused does. */
    private boolean isReport(
        final long connection, final DirectBuffer buffer, final int offset, final int length) {
        return connection > LOG
            && length == MessageHeaderDecoder.ENCODED_LENGTH + SiteReportDecoder.BLOCK_LENGTH
            && messageHeader.wrap(buffer, offset).templateId() == SiteReportDecoder.TEMPLATE_ID
            && records.events().count() == 0;
    }

    /** The engine's snapshots are finished beside this thread. */
    private void noteHash(final long timeNs) {
        final SiteState.Hashed newest = state.hashed();
        if (newest != hashed) {
            hashed = newest;
            divergence.hashed(newest.sequence(), newest.fullHash(), timeNs);
        }
    }

    private void tell() {
        state.logPosition(cluster.logPosition());
        state.logicVersions(records.engine().logicVersion(), records.engine().maxLogicVersion());
        state.update(records.sequence(), records.chain(), records.engine().epoch());
    }

    private void fail(final String where, final Throwable cause) {
        final long sequence = records == null ? 0 : records.sequence();
        try {
            failures.record(where, sequence, cluster.logPosition(), cause);
        } finally {
            halt.halt(1);
        }
    }

    private static io.everbook.protocol.CloseReason reason(final CloseReason reason) {
        return switch (reason) {
            case CLIENT_ACTION -> io.everbook.protocol.CloseReason.CLIENT_ACTION;
            case SERVICE_ACTION -> io.everbook.protocol.CloseReason.SERVICE_ACTION;
            case TIMEOUT -> io.everbook.protocol.CloseReason.TIMEOUT;
            default -> io.everbook.protocol.CloseReason.UNKNOWN;
        };
    }
}
