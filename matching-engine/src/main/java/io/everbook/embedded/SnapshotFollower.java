package io.everbook.embedded;

import io.everbook.api.EverbookException;
import io.everbook.journal.JournalForce;

import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes the engine's snapshots beside the engine, so that matching doesn't pause (design rule 9): a second engine
 * follows the journal from the newest snapshot on, compares the events it computes with those recorded (rule 8), and is
 * written out where it stands at the sequence asked for, once the journal is forced to the disk up to it.
 *
 * <p>It runs in the exchange's own process, on a thread of its own: it ends with the process, and can neither outlive a
 * journal that is repaired under it nor be started on one twice; it needs no configuration of its own; and what it
 * shares with matching is the journal's files alone, of which it is one more reader. It costs the engine's memory a
 * second time, and rests after each piece of work, so that catching up takes half a core at most. The thread begins
 * with the first call of {@link #take} or {@link #prepare}.
 *
 * <p>A difference between the events, a damaged journal or a disk that fails ends it, with an error that names the
 * sequence; matching goes on, and no snapshot is finished any more. A snapshot that can't be written is told, and the
 * next one tried. Its methods are safe for any thread, but that what
 * {@link #take} is asked for must not lie below what the journal held before.
 */
public final class SnapshotFollower implements AutoCloseable {
    private static final int PIECE = 256;
    private static final long REST_NS = TimeUnit.MICROSECONDS.toNanos(100);
    private static final long IDLE_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private final FollowerSettings settings;
    private volatile Finished newest = Finished.NONE;
    private volatile Throwable failure;
    private volatile long forceUntilNs;
    private volatile boolean closed;
    private Thread thread;

    /**
     * A snapshot that is finished.
     *
     * @param sequence of the state; 0: none is finished yet.
     * @param fullHash of the state.
     * @param file     that holds it; null: none.
     */
    public record Finished(long sequence, long fullHash, Path file) {
        /** Before the first. */
        public static final Finished NONE = new Finished(0, 0, null);
    }

    private record Request(long sequence, CompletableFuture<Finished> answer) {
    }

    /**
     * Creates it; nothing runs yet.
     *
     * @param settings what it works with.
     */
    public SnapshotFollower(final FollowerSettings settings) {
        this.settings = settings;
    }

    /**
     * Notes the snapshot that the exchange was restored from, as the newest until another is finished.
     *
     * @param snapshot that is finished.
     */
    public void restored(final Finished snapshot) {
        newest = snapshot;
    }

    /**
     * Asks for a snapshot; doesn't wait for it.
     *
     * @param sequence of the last record in the journal, at or above what was asked for before.
     * @return completed on the follower's thread.
     */
    public CompletableFuture<Finished> take(final long sequence) {
        final CompletableFuture<Finished> answer = new CompletableFuture<>();
        requests.add(new Request(sequence, answer));
        start();
        wake();
        if (failure != null || closed) {
            refuseAll();
        }
        return answer;
    }

    /**
     * Has the journal forced again and again for some time, since a snapshot is about to be asked for and whoever takes
     * it would have to wait for what is not on the disk.
     *
     * @param forNs from now.
     */
    public void prepare(final long forNs) {
        forceUntilNs = System.nanoTime() + forNs;
        start();
    }

    /**
     * The newest snapshot that is finished.
     *
     * @return {@link Finished#NONE} before the first.
     */
    public Finished newest() {
        return newest;
    }

    /**
     * What ended it.
     *
     * @return null while nothing did.
     */
    public Throwable failure() {
        return failure;
    }

    /**
     * Ends it, after the snapshot that is being written, if one is; what else was asked for is not written.
     */
    @Override
    public void close() {
        final Thread running;
        synchronized (this) {
            closed = true;
            running = thread;
        }
        if (running != null) {
            join(running);
        }
        refuseAll();
    }

    private void run() {
        try (FollowedEngine followed = new FollowedEngine(settings)) {
            SnapshotRetention.removeUnfinished(settings.snapshots());
            while (!closed) {
                forceIfAsked();
                LockSupport.parkNanos(follow(followed) ? REST_NS : IDLE_NS);
            }
        } catch (final Throwable t) {
            failure = t;
            settings.messages().accept("FATAL the follower that writes snapshots ended, no more are written until the"
                + " next start: " + t);
            refuseAll();
        }
    }

    /**
     * Goes on, but never past a sequence that may yet be asked for: the journal's end is looked up before the
     * questions.
     */
    private boolean follow(final FollowedEngine followed) {
        final long last = followed.lastSequence();
        final Request request = requests.peek();
        final long to = request == null ? last : Math.min(last, request.sequence);
        advance(followed, Math.min(to, followed.sequence() + PIECE));
        if (request != null && followed.sequence() >= request.sequence) {
            requests.remove();
            answer(followed, request);
            return true;
        }
        return request != null || followed.sequence() < to;
    }

    private static void advance(final FollowedEngine followed, final long to) {
        boolean there = true;
        while (there && followed.sequence() < to) {
            there = followed.next();
        }
    }

    private void answer(final FollowedEngine followed, final Request request) {
        if (followed.sequence() > request.sequence) {
            request.answer.completeExceptionally(new EverbookException("the snapshot of sequence " + request.sequence
                + " was asked for too late: the follower is at " + followed.sequence()));
            return;
        }
        try {
            newest = write(followed);
            request.answer.complete(newest);
        } catch (final EverbookException ex) {
            request.answer.completeExceptionally(ex);
            settings.messages().accept("the snapshot of sequence " + request.sequence + " was not written: "
                + ex.getMessage());
        } catch (final Throwable t) {
            request.answer.completeExceptionally(t);
            throw t;
        }
    }

    private Finished write(final FollowedEngine followed) {
        JournalForce.all(settings.journal());
        final Path file = SnapshotFile.write(
            followed.engine(), followed.chain(), settings.snapshots(), settings.stopPoints());
        SnapshotRetention.keep(settings.snapshots(), settings.keep());
        return new Finished(followed.sequence(), followed.engine().fullHash(), file);
    }

    private void forceIfAsked() {
        if (forceUntilNs != 0 && forceUntilNs - System.nanoTime() > 0) {
            JournalForce.newest(settings.journal());
        }
    }

    private void refuseAll() {
        for (Request request = requests.poll(); request != null; request = requests.poll()) {
            request.answer.completeExceptionally(new EverbookException("no snapshot of sequence " + request.sequence
                + " is written: the follower " + (failure == null ? "is closed" : "ended: " + failure), failure));
        }
    }

    private synchronized void start() {
        if (thread == null && !closed) {
            thread = new Thread(this::run, "snapshot-follower");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private synchronized void wake() {
        LockSupport.unpark(thread);
    }

    private static void join(final Thread running) {
        LockSupport.unpark(running);
        try {
            running.join();
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }
}
