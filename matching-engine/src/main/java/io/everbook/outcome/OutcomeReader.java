package io.everbook.outcome;

import io.everbook.api.JvmFlags;
import io.everbook.protocol.OrderAnswerDecoder;
import io.everbook.protocol.OutcomeAnswerDecoder;
import io.everbook.protocol.TradeAnswerDecoder;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

import java.nio.file.Path;

/**
 * Answers what became of a command, an order or a trade (OUT-1) from the files that an {@link OutcomeStore} keeps, in
 * its process or in any other of the machine.
 *
 * <p>Every query names a sequence that the store must have reached. While it hasn't, or while it is made again and has
 * not caught up with the journal's end of when that began, or isn't there at all, the answer is LAGGING; so nothing is
 * ever answered from half a store. What has to wait calls {@link #await}. The answers name the sequence they stand for.
 *
 * <p>An answer is never a guess. A command that no record decided is PENDING. It is NEVER_SEQUENCED only if the query
 * tells under which logon it was sent and the log holds a later logon of the session from another connection, which
 * fenced that one without having seen the command (design rule 14).
 *
 * <p>Needs to write to the store's files, for their locks. One thread; allocates nothing from query to query. The
 * decoders that it returns are its own and valid until its next query of that kind.
 */
public final class OutcomeReader implements AutoCloseable {
    private final StoreView view;
    private final OutcomeLookup outcomes;
    private final OrderLookup orders;
    private final TradeLookup trades;
    private final IdleStrategy idle = new BackoffIdleStrategy();

    private OutcomeReader(final StoreView view) {
        this.view = view;
        outcomes = new OutcomeLookup(view);
        orders = new OrderLookup(view);
        trades = new TradeLookup(view);
    }

    /**
     * Opens a store for reading; it may be made later, deleted, and made again.
     *
     * @param directory of the store.
     * @return the reader, to be closed.
     */
    public static OutcomeReader open(final Path directory) {
        JvmFlags.require();
        ValueClasses.load();
        return new OutcomeReader(new StoreView(directory));
    }

    /**
     * Tells whether the store has reached a sequence.
     *
     * @param sequence wanted.
     * @return whether queries that require it are answered.
     */
    public boolean isReached(final long sequence) {
        return view.isReached(sequence);
    }

    /**
     * Up to which record the store is.
     *
     * @return the sequence last applied; 0 while there is no store, and while it is made again and not whole.
     */
    public long sequence() {
        return view.isReached(0) ? view.sequence() : 0;
    }

    /**
     * Waits until the store has reached a sequence.
     *
     * @param sequence  wanted.
     * @param timeoutNs after which it gives up, in nanoseconds.
     * @return whether it has.
     */
    public boolean await(final long sequence, final long timeoutNs) {
        final long deadlineNs = System.nanoTime() + timeoutNs;
        while (!view.isReached(sequence)) {
            if (System.nanoTime() - deadlineNs >= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            idle.idle();
        }
        idle.reset();
        return true;
    }

    /**
     * What became of a command.
     *
     * @param session          that sent it.
     * @param commandNumber    the session's count.
     * @param logonSequence    of the LogonAccepted under which it was sent; 0 if not known.
     * @param requiredSequence that the store must have reached; 0 for none.
     * @return the answer.
     */
    public OutcomeAnswerDecoder outcome(
        final int session, final long commandNumber, final long logonSequence, final long requiredSequence) {
        return outcome(Lookup.ANYONE, 0, session, commandNumber, logonSequence, requiredSequence);
    }

    OutcomeAnswerDecoder outcome(
        final int participant,
        final long correlationId,
        final int session,
        final long commandNumber,
        final long logonSequence,
        final long requiredSequence) {
        return outcomes.answer(
            participant, correlationId, session, commandNumber, logonSequence, requiredSequence);
    }

    /**
     * The status of an order by its exchange order id.
     *
     * @param orderId          the id.
     * @param requiredSequence that the store must have reached; 0 for none.
     * @return the answer.
     */
    public OrderAnswerDecoder order(final long orderId, final long requiredSequence) {
        return order(Lookup.ANYONE, 0, orderId, 0, 0, 0, requiredSequence);
    }

    /**
     * The status of the newest order of a session that has a client order id.
     *
     * @param session           the order's.
     * @param clientOrderIdHigh the first eight bytes.
     * @param clientOrderIdLow  the last eight bytes.
     * @param requiredSequence  that the store must have reached; 0 for none.
     * @return the answer.
     */
    public OrderAnswerDecoder order(
        final int session, final long clientOrderIdHigh, final long clientOrderIdLow, final long requiredSequence) {
        return order(Lookup.ANYONE, 0, 0, session, clientOrderIdHigh, clientOrderIdLow, requiredSequence);
    }

    OrderAnswerDecoder order(
        final int participant,
        final long correlationId,
        final long orderId,
        final int session,
        final long clientOrderIdHigh,
        final long clientOrderIdLow,
        final long requiredSequence) {
        return orders.answer(
            participant, correlationId, orderId, session, clientOrderIdHigh, clientOrderIdLow, requiredSequence);
    }

    /**
     * A trade by its id.
     *
     * @param instrument       of the trade.
     * @param tradeId          the instrument's count.
     * @param requiredSequence that the store must have reached; 0 for none.
     * @return the answer.
     */
    public TradeAnswerDecoder trade(final int instrument, final long tradeId, final long requiredSequence) {
        return trade(Lookup.ANYONE, 0, instrument, tradeId, requiredSequence);
    }

    TradeAnswerDecoder trade(
        final int participant,
        final long correlationId,
        final int instrument,
        final long tradeId,
        final long requiredSequence) {
        return trades.answer(participant, correlationId, instrument, tradeId, requiredSequence);
    }

    /**
     * Closes the store's files. Decoders that it returned stay as they are.
     */
    @Override
    public void close() {
        view.close();
    }
}
