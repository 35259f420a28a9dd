package io.everbook.embedded;

import io.everbook.api.Command;
import io.everbook.api.Durability;
import io.everbook.api.EventListener;
import io.everbook.api.EverbookException;
import io.everbook.api.JvmFlags;
import io.everbook.api.TradingSession;
import io.everbook.engine.BookView;
import io.everbook.journal.JournalWriter;
import org.agrona.CloseHelper;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * An exchange in the caller's own process: engine and journal, without sites.
 *
 * <p>A command is submitted, decided and appended to the journal. With {@link Durability#PROCESS} its listeners are
 * told then, before {@code submit} returns. With {@link Durability#DISK} they are told when the journal is forced to
 * the disk, once for a group of commands ({@link EmbeddedConfig.Builder#groupCommit}), by whichever submit, poll,
 * logon, logoff, snapshot or close of any session does that. So what a listener was told is there after a crash as the
 * durability says; what {@link #book} and {@link #sequence} show is not yet sure to be.
 *
 * <p>Free space is watched. When it falls into the reserve for cancels, {@code submit} refuses everything but cancels,
 * mass cancels and changes of an instrument's state, with {@link TradingSession#NO_SPACE}. Nothing of that is
 * sequenced: it takes no space, no number, and a replay, which sees the journal alone, comes to the same events. Below
 * the floor the exchange forces what it has, tells of it, closes, and throws what to do; with room again it opens and
 * goes on.
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
 * leaves the call that had it told of the event. The command counts as decided. A listener must not call back into
 * the exchange; that throws, and does nothing else.
 *
 * <p>If the journal fails, the exchange is dead, nobody is told of the command, nor of those that waited for the disk,
 * and every later call throws: open the directory again. One thread; submitting allocates nothing in steady state.
 */
public final class EmbeddedExchange implements AutoCloseable {
    private final EmbeddedConfig config;
    private final JournalWriter journal;
    private final ExchangeCore core;
    private final LogonDesk desk;
    private final SpaceGuard space;
    private EverbookException stop;
    private boolean busy;
    private boolean closed;

    private EmbeddedExchange(final EmbeddedConfig config, final JournalWriter journal) {
        this.config = config;
        this.journal = journal;
        space = new SpaceGuard(config);
        core = new ExchangeCore(config, journal);
        desk = new LogonDesk(this, core);
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
            exchange.start();
            return exchange;
        } catch (final Throwable t) {
            CloseHelper.quietCloseAll(exchange == null ? null : exchange.core, journal);
            throw t;
        }
    }

    private void start() {
        if (!space.isEnough()) {
            throw space.stop();
        }
        core.recover();
        space.start();
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
     * every event that it has missed, from the journal, in order. What it missed may be in records that were deleted;
     * then {@link io.everbook.journal.RecordsRemovedException} is thrown, and the session is logged on all the same.
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
            requireSpace();
            final TradingSession logged = desk.logon(session, lastEventSeen, listener);
            core.throwIfAnyListenerThrew();
            return logged;
        } finally {
            busy = false;
        }
    }

    long submit(final EmbeddedSession session, final Command<?> command) {
        enter();
        try {
            requireSpace();
            if (!space.takes(command)) {
                return TradingSession.NO_SPACE;
            }
            final long number = core.decide(session, command);
            core.throwIfAnyListenerThrew();
            return number;
        } finally {
            busy = false;
        }
    }

    int poll() {
        enter();
        try {
            final int commands = core.commitIfDue();
            core.throwIfAnyListenerThrew();
            return commands;
        } finally {
            busy = false;
        }
    }

    void logoff(final EmbeddedSession session) {
        enter();
        try {
            requireSpace();
            core.disconnect(session);
            core.throwIfAnyListenerThrew();
        } finally {
            busy = false;
        }
    }

    private void requireSpace() {
        space.look();
        final String news = space.news();
        if (news != null) {
            config.messages().accept(news);
        }
        if (!space.isEnough()) {
            stop = space.stop();
            closeNow();
            throw stop;
        }
    }

    private void enter() {
        if (closed) {
            throw stop == null ? new EverbookException("the exchange in " + config.directory() + " is closed") : stop;
        }
        if (busy) {
            throw new EverbookException(
                "a listener called back into the exchange: make the call when it has returned");
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
        return core.engine().book(instrument);
    }

    /**
     * The sequence of the last command decided.
     *
     * @return 0 before the first.
     */
    public long sequence() {
        return core.engine().sequence();
    }

    /**
     * The checksum of the last record, which stands for the whole journal.
     *
     * @return 0 before the first.
     */
    public long chain() {
        return core.chain();
    }

    /**
     * Hashes the engine's whole state: a full pass over it.
     *
     * @return the hash.
     */
    public long fullHash() {
        return core.engine().fullHash();
    }

    /**
     * Hashes books, orders and instruments: a full pass over them.
     *
     * @return the hash.
     */
    public long businessHash() {
        return core.engine().businessHash();
    }

    /**
     * Has a snapshot of this moment written, by a {@link SnapshotFollower}, while commands go on being taken; the
     * journal is forced to the disk up to its sequence before. Then the follower deletes what the
     * {@link EmbeddedConfig.Builder#retention} lets go, and says so if it can't.
     *
     * @return completed with the finished file on the follower's thread, or with what went wrong; closing the exchange
     *         before completes it so.
     * @throws EverbookException if the disk has no more room than what is kept for cancels.
     */
    public CompletableFuture<Path> snapshot() {
        enter();
        try {
            requireSpace();
            requireAmpleSpace();
            final CompletableFuture<Path> file = core.snapshot();
            core.throwIfAnyListenerThrew();
            return file;
        } finally {
            busy = false;
        }
    }

    private void requireAmpleSpace() {
        if (!space.isAmple()) {
            throw new EverbookException("no snapshot is written in " + config.snapshots()
                + ": the disk has no room but for cancels; make room, then try again");
        }
    }

    /**
     * Has listeners told of what is decided, once that is on the disk, then closes the journal. Sessions take nothing
     * any more; their connections are closed in the journal by the next opening.
     *
     * @throws EverbookException if the disk failed; everything is closed all the same.
     */
    @Override
    public void close() {
        if (!closed) {
            enter();
            closeNow();
            busy = false;
            core.throwIfAnyListenerThrew();
        }
    }

    private void closeNow() {
        closed = true;
        CloseHelper.closeAll(space, core, journal);
    }
}
