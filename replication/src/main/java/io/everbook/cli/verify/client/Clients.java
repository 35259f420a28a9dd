package io.everbook.cli.verify.client;

import io.everbook.api.Command;
import io.everbook.api.EverbookException;
import io.everbook.api.MassCancel;
import io.everbook.api.NewOrder;
import io.everbook.cli.trial.DutyLoop;
import io.everbook.cli.trial.GeneratedFlow;
import io.everbook.cli.trial.Waiting;
import io.everbook.cli.verify.history.HistoryWriter;
import io.everbook.client.InDoubt;
import io.everbook.engine.Genesis;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.agrona.collections.LongArrayList;

/**
 * All sessions of a run on one thread, with what a fault does to them. Every method may be called by another thread;
 * the work is done on the clients'.
 */
public final class Clients implements AutoCloseable {
    private static final long DEFINE_MS = 30_000;
    private static final int UNRULY_SHARE = 8;
    private static final long HALT_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(700);
    private final LongArrayList answers = new LongArrayList();
    private final List<TradedSession> traded = new ArrayList<>();
    private final List<UnrulySession> unruly = new ArrayList<>();
    private final List<SessionActor> all = new ArrayList<>();
    private final DutyLoop loop = new DutyLoop("clients", this::duty, () -> sessions().forEach(SessionActor::close));
    private final HistoryWriter history;
    private final TradedSession operator;
    private final ClientHost host;
    private volatile long answered;

    /**
     * Prepares the sessions and starts their thread; nothing is sent yet.
     *
     * @param host    where the clients are.
     * @param history to write.
     * @param seed    of the flow.
     * @param rate    commands a second of all sessions together.
     */
    public Clients(final ClientHost host, final HistoryWriter history, final long seed, final int rate) {
        this.host = host;
        this.history = history;
        this.operator = traded(Genesis.OPERATOR_SESSION, null, seed, HALT_INTERVAL_NS);
        final long shareNs = TimeUnit.SECONDS.toNanos(1) * UNRULY_SHARE / rate;
        final long restNs = shareNs * Market.TRADERS.size() / (UNRULY_SHARE - Market.UNRULY.size());
        for (final int session : Market.TRADERS) {
            traded.add(traded(session, new GeneratedFlow(seed, session), seed, restNs));
        }
        for (final int session : Market.UNRULY) {
            unruly.add(new UnrulySession(
                host, recorder(session), new GeneratedFlow(seed, session), seed, shareNs));
        }
        all.add(operator);
        loop.start();
    }

    /**
     * Defines everything through the operator's session, then lets the others log on.
     */
    public void define() {
        for (final Command<?> command : host.market().definitions()) {
            Waiting.until(() -> loop.call(() -> operator.send(command)), DEFINE_MS, () -> "the operator to be heard");
            Waiting.until(() -> open() == 0, DEFINE_MS, () -> "the operator to be answered");
        }
        require(loop.call(() -> operator.recorder().rejected()) == 0, "a definition was rejected");
        loop.call(() -> all.addAll(traded) && all.addAll(unruly));
    }

    /**
     * Lets every session send, or none.
     *
     * @param on whether they send.
     */
    public void flow(final boolean on) {
        loop.perform(() -> all.forEach(session -> session.flow(on)));
    }

    /**
     * Each session cancels what it has left. That command's answer comes after every event that the session had before,
     * so that what is missing then is missed for good.
     *
     * @param timeoutMs how long at most.
     */
    public void sendLast(final long timeoutMs) {
        traded.forEach(session ->
            Waiting.holds(() -> loop.call(() -> session.send(new MassCancel())), timeoutMs));
    }

    /**
     * Sends the one command that an engine with a fault on purpose fails on.
     *
     * @return whether it was taken.
     */
    public boolean sendPoison() {
        return loop.call(() -> traded.get(0).send(new NewOrder().instrument(Market.HALTED_INSTRUMENT + 1)
            .clientOrderId(1, 1).limit(Market.POISON).quantity(Market.POISON)));
    }

    /**
     * Commands submitted, and neither answered nor known as never sequenced, at this instant.
     *
     * @return the count.
     */
    public int open() {
        return loop.call(() -> all.stream().mapToInt(session -> session.recorder().open()).sum());
    }

    /**
     * Those of {@link #open()} that were sent before a time.
     *
     * @param timeNs of {@link System#nanoTime()}.
     * @return the count.
     */
    public long openSince(final long timeNs) {
        return loop.call(() -> sum(recorder -> recorder.openSince(timeNs)));
    }

    /**
     * How many commands were answered so far.
     *
     * @return the count.
     */
    public long answered() {
        return answered;
    }

    /**
     * What the clients counted.
     *
     * @return the counts.
     */
    public Counts counts() {
        return loop.call(() -> new Counts(sum(SessionRecorder::submitted), sum(SessionRecorder::answered),
            sum(SessionRecorder::rejected), sum(SessionRecorder::neverSequenced),
            all.stream().mapToInt(session -> session.recorder().open()).sum()));
    }

    /**
     * When answers came.
     *
     * @return a copy, in order, of {@link System#nanoTime()}.
     */
    public long[] answerTimes() {
        return loop.call(answers::toLongArray);
    }

    /**
     * Writes what is on record to the file.
     */
    public void flush() {
        loop.perform(() -> history.flush());
    }

    /**
     * Drops the connections of some sessions with whatever is under way; they come back later.
     *
     * @param which session, by place; its neighbour and an unruly one go too.
     * @param forNs how much later.
     */
    public void disconnect(final int which, final long forNs) {
        loop.perform(() -> {
            at(which).disconnect(forNs);
            at(which + 1).disconnect(forNs / 2);
            unruly.get(which % unruly.size()).disconnect();
        });
    }

    /**
     * Logs some sessions on a second time while the first goes on.
     *
     * @param which session, by place; an unruly one does the same.
     */
    public void challenge(final int which) {
        loop.perform(() -> {
            at(which).challenge();
            unruly.get(which % unruly.size()).usurp();
        });
    }

    /**
     * Leaves a session without a poll.
     *
     * @param which session, by place.
     * @param forNs how long.
     */
    public void leaveUnread(final int which, final long forNs) {
        loop.perform(() -> at(which).leaveUnread(forNs));
    }

    /**
     * Lets a session send as much as is taken.
     *
     * @param which session, by place.
     * @param forNs how long.
     */
    public void flood(final int which, final long forNs) {
        loop.perform(() -> at(which).flood(forNs));
    }

    /**
     * Does something on the clients' thread with commands in flight: nothing is received between sending and the deed.
     *
     * @param burst commands that every well-behaved session sends right before.
     * @param deed  to do; quick.
     * @return how many commands were open when it was done.
     */
    public int amid(final int burst, final Runnable deed) {
        return loop.call(() -> {
            traded.forEach(session -> session.burst(burst));
            final int inFlight = all.stream().mapToInt(session -> session.recorder().open()).sum();
            deed.run();
            return inFlight;
        });
    }

    /**
     * What ended the clients' thread.
     *
     * @return null if nothing did.
     */
    public Throwable failure() {
        return loop.failure();
    }

    @Override
    public void close() {
        loop.close();
        history.close();
    }

    /**
     * What the clients counted.
     *
     * @param sent           commands submitted.
     * @param acknowledged   of them, answered.
     * @param rejected       of these, rejected.
     * @param neverSequenced of those sent, known never to be sequenced.
     * @param unknown        of those sent, without any of these ends.
     */
    public record Counts(long sent, long acknowledged, long rejected, long neverSequenced, long unknown) {
    }

    private Stream<SessionActor> sessions() {
        return all.stream();
    }

    private TradedSession at(final int which) {
        return traded.get(which % traded.size());
    }

    private TradedSession traded(
        final int session, final GeneratedFlow flow, final long seed, final long intervalNs) {
        final InDoubt inDoubt = session % 2 == 0 ? InDoubt.ASK_BY_RESEND : InDoubt.ASK_BY_REPLAY;
        return new TradedSession(
            host, recorder(session), flow == null ? new HaltingFlow() : flow, inDoubt, intervalNs);
    }

    private SessionRecorder recorder(final int session) {
        return new SessionRecorder(session, history, this::answered);
    }

    private void answered(final long nowNs) {
        answers.addLong(nowNs);
        answered++;
    }

    private int duty() {
        int work = 0;
        final long nowNs = System.nanoTime();
        for (final SessionActor session : all) {
            work += session.duty(nowNs);
        }
        return work;
    }

    private long sum(final ToLongFunction<SessionRecorder> of) {
        return all.stream().mapToLong(session -> of.applyAsLong(session.recorder())).sum();
    }

    private static void require(final boolean holds, final String otherwise) {
        if (!holds) {
            throw new EverbookException(otherwise);
        }
    }
}
