package io.everbook.outcome;

import io.everbook.api.EverbookException;
import io.everbook.api.JvmFlags;
import org.agrona.CloseHelper;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;

import java.util.concurrent.TimeUnit;

/**
 * Follows a journal and keeps what became of every command, order and trade (OUT-1, design rule 17), in files that any
 * process of the machine may read with {@link OutcomeReader}. It reads the journal only and is on no way of a command:
 * nothing that befalls it slows or stops matching.
 *
 * <p>The store is disposable. It goes on where the run before left it if that had applied whole records, on this run of
 * the machine (where the system tells one run from another), of this journal and under these settings. In every other
 * case it is made again from the first record that the journal holds, while readers are told that it lags: after a
 * kill in the middle of a record, after the machine's restart, when its files were deleted, when a map is full (then
 * for more entries), when another process was killed while it held a lock of it. What it can't do for want of disk
 * space, or because the journal can't be read, it says and tries again every second.
 *
 * <p>It follows by a registered reader, so that the journal keeps what it has yet to apply. What it knows is what the
 * records tell from its first sequence on, which every answer names. 1: it knows all. Where the journal's beginning was
 * gone when it was made, what only earlier records tell is UNKNOWN or FORGOTTEN; an order from before is known from its
 * next event on, without what only its acceptance told; a session from before, from its next decided command or logon
 * on, and to its own participant from its next logon on. Nothing is guessed: PENDING and NEVER_SEQUENCED are answered
 * of sessions only whose numbers the records tell.
 *
 * <p>An {@link Agent}: run it on one thread, with an idle strategy. Allocates nothing in steady state. Needs a JDK: its
 * maps compile their accessors when they are opened.
 */
public final class OutcomeStore implements Agent, AutoCloseable {
    private static final int RECORDS_A_TURN = 256;
    private static final long CHECK_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long RETRY_NS = TimeUnit.SECONDS.toNanos(1);

    private final OutcomeConfig config;
    private final NanoClock clock;
    private OpenStore store;
    private long[] larger;
    private long nextTryNs;
    private long nextCheckNs;
    private String lastMessage = "";
    private boolean closed;

    /**
     * Creates it; it opens in its first turns.
     *
     * @param config the settings.
     */
    public OutcomeStore(final OutcomeConfig config) {
        this(config, SystemNanoClock.INSTANCE);
    }

    OutcomeStore(final OutcomeConfig config, final NanoClock clock) {
        JvmFlags.require();
        this.config = config;
        this.clock = clock;
        nextTryNs = clock.nanoTime();
    }

    /**
     * Opens if it is not open, or applies some records if there are any.
     *
     * @return how many records were applied; 1 for an opening; 0 if there was nothing to do.
     */
    @Override
    public int doWork() {
        try {
            return store == null ? open() : follow();
        } catch (final RuntimeException | InternalError e) {
            abandon(e);
            return 0;
        }
    }

    private int open() {
        if (closed || clock.nanoTime() - nextTryNs < 0) {
            return 0;
        }
        ValueClasses.load();
        store = new OpenStore(config, larger);
        larger = null;
        if (store.isMadeAgain()) {
            tell("the outcome store in " + config.directory() + " is made again from the journal's first record");
        }
        nextCheckNs = clock.nanoTime() + CHECK_NS;
        return 1;
    }

    private int follow() {
        int applied = 0;
        while (applied < RECORDS_A_TURN && store.applyNext()) {
            applied++;
        }
        if (clock.nanoTime() - nextCheckNs >= 0) {
            requireInPlace();
            store.commitNext();
        }
        return applied;
    }

    private void requireInPlace() {
        nextCheckNs = clock.nanoTime() + CHECK_NS;
        if (!store.isInPlace()) {
            throw StoreException.unusable("its files are gone", null);
        }
    }

    private void abandon(final Throwable reason) {
        if (reason instanceof StoreException exception && exception.full() != null) {
            larger = store.larger(exception.full());
        }
        CloseHelper.quietClose(store);
        store = null;
        nextTryNs = clock.nanoTime() + RETRY_NS;
        tell("the outcome store in " + config.directory() + " has to open again: " + reason.getMessage());
    }

    private void tell(final String message) {
        if (!message.equals(lastMessage)) {
            lastMessage = message;
            config.messages().accept(message);
        }
    }

    /**
     * Up to which record the store is; on its own thread.
     *
     * @return the sequence last applied as a whole; -1 while it isn't open.
     */
    public long sequence() {
        return store == null ? -1 : store.applied();
    }

    @Override
    public String roleName() {
        return "outcome-store";
    }

    @Override
    public void onClose() {
        close();
    }

    /**
     * Closes the store's files, which the next run goes on from. From its own thread, or when that has ended.
     *
     * @throws EverbookException if a file can't be closed.
     */
    @Override
    public void close() {
        closed = true;
        CloseHelper.close(store);
        store = null;
    }
}
