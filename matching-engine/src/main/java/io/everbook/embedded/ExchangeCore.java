package io.everbook.embedded;

import io.everbook.api.Command;
import io.everbook.engine.EventBuffer;
import io.everbook.engine.MatchingEngine;
import io.everbook.journal.JournalWriter;
import io.everbook.protocol.CloseReason;
import org.agrona.CloseHelper;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * Engine, journal and those who are told, as one: takes commands to the journal, and their events to listeners when
 * the durability lets. After each call {@link #throwIfAnyListenerThrew} is due. One thread.
 */
final class ExchangeCore implements AutoCloseable {
    private final EmbeddedConfig config;
    private final JournalWriter journal;
    private final MatchingEngine engine;
    private final CommandPipeline pipeline;
    private final EventDelivery delivery;
    private final GroupCommit commits;
    private final SnapshotFollower follower;
    private final Retainer retainer;
    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(Command.MAX_ENCODED_LENGTH));
    private final LogCommands logCommands;

    ExchangeCore(final EmbeddedConfig config, final JournalWriter journal) {
        this.config = config;
        this.journal = journal;
        final Recovery recovery = new Recovery(config, journal);
        pipeline = recovery.recover();
        engine = recovery.engine();
        delivery = new EventDelivery(config.listener());
        commits = new GroupCommit(config, journal, delivery);
        follower = new SnapshotFollower(config.follower());
        retainer = new Retainer(config, journal);
        logCommands = new LogCommands(buffer, config.engine().partition());
    }

    /**
     * Computes anew what the journal holds above the snapshot, and closes every connection that was left open.
     */
    void recover() {
        pipeline.replay();
        while (engine.connections() > 0) {
            process(0, logCommands.closed(engine.connectionAt(0), CloseReason.TIMEOUT));
        }
        commits.force();
    }

    /**
     * Decides a session's command.
     *
     * @return its number.
     */
    long decide(final EmbeddedSession session, final Command<?> command) {
        final long number = session.nextCommandNumber();
        final long timeNs = config.clock().getAsLong();
        final int length =
            command.encode(buffer, 0, config.engine().partition(), session.session(), number, timeNs);
        pipeline.process(timeNs, 0, session.connection(), buffer, 0, length);
        session.decided(number);
        commits.add(timeNs, pipeline.events(), session);
        return number;
    }

    /**
     * Opens a connection, logs a session on over it, and makes both as durable as is asked for.
     *
     * @param connection a new one's number.
     * @return the events of the logon.
     */
    EventBuffer logon(final int session, final int participant, final long connection) {
        commits.commit();
        process(0, logCommands.opened(connection, participant));
        process(connection, logCommands.logon(session));
        commits.force();
        return pipeline.events();
    }

    void disconnect(final EmbeddedSession session) {
        commits.commit();
        session.detach();
        delivery.remove(session);
        process(0, logCommands.closed(session.connection(), CloseReason.CLIENT_ACTION));
        commits.force();
    }

    private void process(final long connection, final int length) {
        pipeline.process(config.clock().getAsLong(), 0, connection, buffer, 0, length);
    }

    int commitIfDue() {
        return commits.isDue(config.clock().getAsLong()) ? commits.commit() : 0;
    }

    /**
     * Has everybody told of everything decided, then has the follower write a snapshot and delete what that lets go.
     */
    CompletableFuture<Path> snapshot() {
        commits.commit();
        final long nowNs = engine.timeNs();
        return follower.take(engine.sequence()).thenApply(finished -> {
            retainer.apply(nowNs);
            return finished.file();
        });
    }

    void throwIfAnyListenerThrew() {
        delivery.throwIfAnyThrew();
    }

    MatchingEngine engine() {
        return engine;
    }

    long chain() {
        return pipeline.chain();
    }

    Path journal() {
        return journal.directory();
    }

    EventDelivery delivery() {
        return delivery;
    }

    /**
     * Has everybody told of everything decided, then closes all; the journal is the caller's.
     */
    @Override
    public void close() {
        CloseHelper.closeAll(commits::commit, delivery::detachAll, follower, pipeline);
    }
}
