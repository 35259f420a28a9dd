package io.everbook.outcome;

import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.OrderAnswerDecoder;
import io.everbook.protocol.OrderQueryDecoder;
import io.everbook.protocol.OutcomeAnswerDecoder;
import io.everbook.protocol.OutcomeQueryDecoder;
import io.everbook.protocol.QueryResult;
import io.everbook.protocol.TradeAnswerDecoder;
import io.everbook.protocol.TradeQueryDecoder;
import org.agrona.DirectBuffer;

import java.util.concurrent.TimeUnit;

/**
 * Answers encoded queries with encoded answers, whatever carries them. A query whose sequence the store hasn't reached
 * waits until it has or the query's own timeout is over, a minute at most, and is LAGGING then; so it is at once when
 * no more can wait. Each participant is told of what is its own.
 *
 * <p>One thread; allocates nothing from query to query.
 */
public final class OutcomeDesk {
    /** How many queries can wait at a time. */
    public static final int WAITING_MAX = 1_024;

    private static final long TIMEOUT_MAX_NS = TimeUnit.MINUTES.toNanos(1);

    private final OutcomeReader reader;
    private final Sink sink;
    private final WaitingQuery[] waiting = new WaitingQuery[WAITING_MAX];
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final OutcomeQueryDecoder outcomeQuery = new OutcomeQueryDecoder();
    private final OrderQueryDecoder orderQuery = new OrderQueryDecoder();
    private final TradeQueryDecoder tradeQuery = new TradeQueryDecoder();
    private int count;

    /**
     * Creates it.
     *
     * @param reader of the store, still the caller's to close.
     * @param sink   takes the answers.
     */
    public OutcomeDesk(final OutcomeReader reader, final Sink sink) {
        this.reader = reader;
        this.sink = sink;
        for (int i = 0; i < WAITING_MAX; i++) {
            waiting[i] = new WaitingQuery();
        }
    }

    /**
     * Takes answers.
     */
    @FunctionalInterface
    public interface Sink {
        /**
         * Takes one answer.
         *
         * @param connection that the query came on.
         * @param buffer     holding the answer, valid during the call.
         * @param offset     of its message header.
         * @param length     of the message in bytes.
         */
        void answer(long connection, DirectBuffer buffer, int offset, int length);
    }

    /**
     * Takes a query: answers it at once, or keeps it waiting.
     *
     * @param query       buffer holding it, its message header first.
     * @param offset      of the message header.
     * @param length      of the message in bytes.
     * @param participant that asks, as its connection authenticated; 0 for one who may ask for everything.
     * @param connection  handed to the sink with the answer.
     * @param nowNs       the present time of the clock that {@link #poll} is given, in nanoseconds.
     * @return false if it is no query of this schema; then there is no answer.
     */
    public boolean take(
        final DirectBuffer query,
        final int offset,
        final int length,
        final int participant,
        final long connection,
        final long nowNs) {
        final long timeoutNs = timeoutNs(query, offset, length);
        if (timeoutNs < 0) {
            return false;
        }
        final boolean isLast = timeoutNs == 0 || count == WAITING_MAX;
        if (!answer(query, offset, participant, connection, isLast)) {
            waiting[count++].keep(
                query, offset, length, participant, connection, nowNs + Math.min(timeoutNs, TIMEOUT_MAX_NS));
        }
        return true;
    }

    /**
     * Answers the queries whose sequence has been reached or whose time is over.
     *
     * @param nowNs the present time, in nanoseconds.
     * @return how many were answered.
     */
    public int poll(final long nowNs) {
        final int before = count;
        int place = 0;
        while (place < count) {
            final WaitingQuery query = waiting[place];
            final boolean isLast = query.deadlineNs() - nowNs <= 0;
            if (answer(query.buffer(), 0, query.participant(), query.connection(), isLast)) {
                waiting[place] = waiting[--count];
                waiting[count] = query;
            } else {
                place++;
            }
        }
        return before - count;
    }

    /** The query's own timeout, at least 0; -1 if it is no query. */
    private long timeoutNs(final DirectBuffer query, final int offset, final int length) {
        if (!isWhole(query, offset, length)) {
            return -1;
        }
        return Math.max(0, switch (header.templateId()) {
            case OutcomeQueryDecoder.TEMPLATE_ID ->
                outcomeQuery.wrapAndApplyHeader(query, offset, header).timeoutNs();
            case OrderQueryDecoder.TEMPLATE_ID ->
                orderQuery.wrapAndApplyHeader(query, offset, header).timeoutNs();
            default -> tradeQuery.wrapAndApplyHeader(query, offset, header).timeoutNs();
        });
    }

    private boolean isWhole(final DirectBuffer query, final int offset, final int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            return false;
        }
        header.wrap(query, offset);
        return header.schemaId() == MessageHeaderDecoder.SCHEMA_ID
            && length == MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength()
            && header.blockLength() == blockLength(header.templateId());
    }

    private static int blockLength(final int template) {
        return switch (template) {
            case OutcomeQueryDecoder.TEMPLATE_ID -> OutcomeQueryDecoder.BLOCK_LENGTH;
            case OrderQueryDecoder.TEMPLATE_ID -> OrderQueryDecoder.BLOCK_LENGTH;
            case TradeQueryDecoder.TEMPLATE_ID -> TradeQueryDecoder.BLOCK_LENGTH;
            default -> -1;
        };
    }

    private boolean answer(
        final DirectBuffer query,
        final int offset,
        final int participant,
        final long connection,
        final boolean isLast) {
        return switch (header.wrap(query, offset).templateId()) {
            case OutcomeQueryDecoder.TEMPLATE_ID -> answerOutcome(query, offset, participant, connection, isLast);
            case OrderQueryDecoder.TEMPLATE_ID -> answerOrder(query, offset, participant, connection, isLast);
            default -> answerTrade(query, offset, participant, connection, isLast);
        };
    }

    private boolean answerOutcome(
        final DirectBuffer query,
        final int offset,
        final int participant,
        final long connection,
        final boolean isLast) {
        outcomeQuery.wrapAndApplyHeader(query, offset, header);
        final OutcomeAnswerDecoder answer = reader.outcome(participant, outcomeQuery.correlationId(),
            outcomeQuery.session(), outcomeQuery.commandNumber(), outcomeQuery.logonSequence(),
            outcomeQuery.requiredSequence());
        return tell(answer.buffer(), OutcomeAnswerDecoder.BLOCK_LENGTH, answer.result(), connection, isLast);
    }

    private boolean answerOrder(
        final DirectBuffer query,
        final int offset,
        final int participant,
        final long connection,
        final boolean isLast) {
        orderQuery.wrapAndApplyHeader(query, offset, header);
        final long high = orderQuery.clientOrderId().high();
        final long low = orderQuery.clientOrderId().low();
        final OrderAnswerDecoder answer = reader.order(participant, orderQuery.correlationId(),
            orderQuery.orderId(), orderQuery.session(), high, low, orderQuery.requiredSequence());
        return tell(answer.buffer(), OrderAnswerDecoder.BLOCK_LENGTH, answer.result(), connection, isLast);
    }

    private boolean answerTrade(
        final DirectBuffer query,
        final int offset,
        final int participant,
        final long connection,
        final boolean isLast) {
        tradeQuery.wrapAndApplyHeader(query, offset, header);
        final TradeAnswerDecoder answer = reader.trade(participant, tradeQuery.correlationId(),
            tradeQuery.instrument(), tradeQuery.tradeId(), tradeQuery.requiredSequence());
        return tell(answer.buffer(), TradeAnswerDecoder.BLOCK_LENGTH, answer.result(), connection, isLast);
    }

    private boolean tell(
        final DirectBuffer answer,
        final int blockLength,
        final QueryResult result,
        final long connection,
        final boolean isLast) {
        if (result == QueryResult.LAGGING && !isLast) {
            return false;
        }
        sink.answer(connection, answer, 0, MessageHeaderDecoder.ENCODED_LENGTH + blockLength);
        return true;
    }
}
