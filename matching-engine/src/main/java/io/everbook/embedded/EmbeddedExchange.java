package io.everbook.embedded;

import io.everbook.api.Command;
import io.everbook.api.Durability;
import io.everbook.api.EventListener;
import io.everbook.api.EverbookException;
import io.everbook.api.JvmFlags;
import io.everbook.api.TradingSession;
import io.everbook.engine.BookView;
import io.everbook.engine.EventBuffer;
import io.everbook.engine.MatchingEngine;
import io.everbook.journal.JournalReader;
import io.everbook.journal.JournalWriter;
import io.everbook.journal.SessionEventReader;
import io.everbook.protocol.CloseReason;
import io.everbook.protocol.LogonAcceptedDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import org.agrona.CloseHelper;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * An exchange in the caller's own process: engine and journal, without sites.
 *
 * <p>A command is submitted, decided, appended to the journal, with {@link Durability#DISK} forced to the disk, and
 * only then are listeners told, all before {@code submit} returns. So what a listener was told, or a returned number
 * stands for, is there after a crash as the durability says.
 *
 * <p>Opening a directory recovers: from the newest snapshot that verifies and is of this journal, at or below the
 * journal's last sequence, and from the journal above it. A snapshot that is damaged, of another journal, or above the
 * journal's end (then the journal has lost records that were once forced) is passed over for an older one, or for
 * genesis, and reported to {@link EmbeddedConfig.Builder#messages}; its file stays. Every record is computed again and
 * compared with the one recorded, and the first difference stops it ({@link DivergenceException}). Then every
 * connection that the run before left open is closed by a record of its own, so that no session is bound to a process
 * that is gone; orders stay.
 *
 * <p>A listener that throws changes nothing: command, record and every other listener are done with when its exception
 * leaves the {@code submit} that caused the event. The command counts as decided. A listener must not call back into
 * the exchange; that throws, and does nothing else.
 *
 * <p>If the journal fails, the exchange is dead, nobody is told of the command, and every later call throws: open the
 * directory again. One thread; submitting allocates nothing in steady state.
 */
public final class EmbeddedExchange implements AutoCloseable {
    private final EmbeddedConfig config;
    private final JournalWriter journal;
    private final MatchingEngine engine;
    private final CommandPipeline pipeline;
    private final EventDelivery delivery;
    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(Command.MAX_ENCODED_LENGTH));
    private final LogCommands logCommands;
    private final SnapshotFollower follower;
    private final boolean forced;
    private boolean busy;
    private boolean closed;

    private EmbeddedExchange(final EmbeddedConfig config, final JournalWriter journal) {
        this.config = config;
        this.journal = journal;
        final Recovery recovery = new Recovery(config, journal);
        pipeline = recovery.recover();
        engine = recovery.engine();
        delivery = new EventDelivery(config.listener());
        logCommands = new LogCommands(buffer, config.engine().partition());
        follower = new SnapshotFollower(config.follower());
        forced = config.durability() == Durability.DISK;
    }

    /**
     * Opens the exchange of a directory, or begins one.
     *
     * @param config the settings.
     * @return the exchange, to be closed.
     * @throws DivergenceException if the journal holds something else than is computed from it.
     * @throws EverbookException   if the directory is in use, damaged, or of another configuration.
     */
    public static EmbeddedExchange open(final EmbeddedConfig config) {
        JvmFlags.require();
        final JournalWriter journal = JournalWriter.open(config.journal());
        EmbeddedExchange exchange = null;
        try {
            exchange = new EmbeddedExchange(config, journal);
            exchange.pipeline.replay();
            exchange.closeFormerConnections();
            return exchange;
        } catch (final Throwable t) {
            CloseHelper.quietCloseAll(exchange == null ? null : exchange.pipeline, journal);
            throw t;
        }
    }

    private void closeFormerConnections() {
        while (engine.connections() > 0) {
            processLog(logCommands.closed(engine.connectionAt(0), CloseReason.TIMEOUT));
        }
    }

    /**
     * Logs a session on, over a connection of its own that is authenticated as the session's participant. An earlier
     * logon of the session is fenced: its {@link TradingSession} takes nothing any more.
     *
     * @param session  the session's id.
     * @param listener told the session's events from now on, the first of them onLogonAccepted.
     * @return the session.
     * @throws EverbookException if there is no such session, or no connection is left.
     */
    public TradingSession logon(final int session, final EventListener listener) {
        return logon(session, Long.MAX_VALUE, listener);
    }

    /**
     * Logs a session on, as {@link #logon(int, EventListener)} does, and tells the listener, after onLogonAccepted,
     * every event that it has missed, from the journal, in order.
     *
     * @param session       the session's id.
     * @param lastEventSeen the number of the last event the caller has seen; 0 for none.
     * @param listener      told the session's events.
     * @return the session.
     * @throws EverbookException if there is no such session, or no connection is left.
     */
    public TradingSession logon(final int session, final long lastEventSeen, final EventListener listener) {
        enter();
        try {
            return logonNow(session, lastEventSeen, listener);
        } finally {
            busy = false;
        }
    }

    private EmbeddedSession logonNow(final int session, final long lastEventSeen, final EventListener listener) {
        final int participant = engine.participantOf(session);
        if (participant == 0) {
            throw new EverbookException("there is no session " + session);
        }
        if (delivery.find(session) != null) {
            disconnect(delivery.find(session));
        }
        final long connection = engine.sequence() + 1;
        processLog(logCommands.opened(connection, participant));
        process(connection, logCommands.logon(session));
        return accept(session, connection, lastEventSeen, listener);
    }

    private EmbeddedSession accept(
        final int session, final long connection, final long lastEventSeen, final EventListener listener) {
        final EventBuffer events = pipeline.events();
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(events.buffer(), events.eventsOffset());
        if (header.templateId() != LogonAcceptedDecoder.TEMPLATE_ID) {
            throw new EverbookException("session " + session + " was refused its logon: no connection is left, the"
                + " engine's limit of open connections is reached");
        }
        final LogonAcceptedDecoder accepted = new LogonAcceptedDecoder()
            .wrapAndApplyHeader(events.buffer(), events.eventsOffset(), header);
        final EmbeddedSession logged =
            new EmbeddedSession(this, listener, session, connection, accepted.lastCommandNumber());
        delivery.add(logged);
        catchUp(logged, accepted, lastEventSeen);
        return logged;
    }

    private void catchUp(final EmbeddedSession session, final LogonAcceptedDecoder accepted, final long lastEventSeen) {
        final boolean missed = lastEventSeen < accepted.lastEventNumber();
        final long lastSequence = accepted.lastEventSequence();
        delivery.deliver(pipeline.events(), session);
        if (missed) {
            tellMissed(session, lastEventSeen + 1, lastSequence);
        }
        delivery.throwIfAnyThrew();
    }

    private void tellMissed(final EmbeddedSession session, final long fromEvent, final long toSequence) {
        try (JournalReader reader = JournalReader.open(journal.directory())) {
            new SessionEventReader(reader).read(session.session(), fromEvent, toSequence,
                (events, offset, length) -> delivery.tell(events, offset, session.listener()));
        }
    }

    long submit(final EmbeddedSession session, final Command<?> command) {
        enter();
        try {
            final long number = session.nextCommandNumber();
            final long timeNs = config.clock().getAsLong();
            final int length =
                command.encode(buffer, 0, config.engine().partition(), session.session(), number, timeNs);
            pipeline.process(timeNs, 0, session.connection(), buffer, 0, length);
            force();
            session.decided(number);
            delivery.deliver(pipeline.events(), session);
            delivery.throwIfAnyThrew();
            return number;
        } finally {
            busy = false;
        }
    }

    void logoff(final EmbeddedSession session) {
        enter();
        try {
            disconnect(session);
        } finally {
            busy = false;
        }
    }

    private void disconnect(final EmbeddedSession session) {
        session.detach();
        delivery.remove(session);
        processLog(logCommands.closed(session.connection(), CloseReason.CLIENT_ACTION));
    }

    private void processLog(final int length) {
        process(0, length);
    }

    private void process(final long connection, final int length) {
        pipeline.process(config.clock().getAsLong(), 0, connection, buffer, 0, length);
        force();
    }

    private void force() {
        if (forced) {
            journal.force();
        }
    }

    private void enter() {
        if (busy) {
            throw new EverbookException(
                "a listener called back into the exchange: make the call when it has returned");
        }
        if (closed) {
            throw new EverbookException("the exchange in " + config.directory() + " is closed");
        }
        busy = true;
    }

    /**
     * A live view of an instrument's book.
     *
     * @param instrument the instrument's id.
     * @return the view, or null if there is no such instrument.
     */
    public BookView book(final int instrument) {
        return engine.book(instrument);
    }

    /**
     * The sequence of the last command decided.
     *
     * @return 0 before the first.
     */
    public long sequence() {
        return engine.sequence();
    }

    /**
     * The checksum of the last record, which stands for the whole journal.
     *
     * @return 0 before the first.
     */
    public long chain() {
        return pipeline.chain();
    }

    /**
     * Hashes the engine's whole state: a full pass over it.
     *
     * @return the hash.
     */
    public long fullHash() {
        return engine.fullHash();
    }

    /**
     * Hashes books, orders and instruments: a full pass over them.
     *
     * @return the hash.
     */
    public long businessHash() {
        return engine.businessHash();
    }

    /**
     * Has a snapshot of this moment written, by a {@link SnapshotFollower}, while commands go on being taken; the
     * journal is forced to the disk up to its sequence before. Earlier ones stay.
     *
     * @return completed with the finished file on the follower's thread, or with what went wrong; closing the exchange
     *         before completes it so.
     */
    public CompletableFuture<Path> snapshot() {
        enter();
        try {
            return follower.take(engine.sequence()).thenApply(SnapshotFollower.Finished::file);
        } finally {
            busy = false;
        }
    }

    /**
     * Closes the journal; with {@link Durability#DISK} everything was on the disk before. Sessions take nothing any
     * more; their connections are closed in the journal by the next opening.
     */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            delivery.detachAll();
            CloseHelper.closeAll(follower, pipeline, journal);
        }
    }
}
