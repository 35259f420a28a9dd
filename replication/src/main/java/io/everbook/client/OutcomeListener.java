package io.everbook.client;

import io.everbook.protocol.OrderAnswerDecoder;
import io.everbook.protocol.OutcomeAnswerDecoder;
import io.everbook.protocol.TradeAnswerDecoder;

/**
 * Told what became of commands, orders and trades that an {@link ExchangeClient} asked for, on its thread; each method
 * does nothing unless overridden. Decoders are valid during the call. An answer is never a guess, and names the
 * sequence it stands for; its result is LAGGING where no site had reached what the client has seen.
 */
public interface OutcomeListener {
    /** Hears nothing. */
    OutcomeListener NONE = new OutcomeListener() {
    };

    /**
     * What became of a command.
     *
     * @param answer with the correlation id that {@link ExchangeClient#askOutcome(long)} gave.
     */
    default void onOutcome(final OutcomeAnswerDecoder answer) {
    }

    /**
     * The status of an order.
     *
     * @param answer with the correlation id that {@link ExchangeClient#askOrder(long)} gave.
     */
    default void onOrder(final OrderAnswerDecoder answer) {
    }

    /**
     * A trade.
     *
     * @param answer with the correlation id that {@link ExchangeClient#askTrade(int, long)} gave.
     */
    default void onTrade(final TradeAnswerDecoder answer) {
    }

    /**
     * No site answered within {@link ClientTimeouts#outcomeTimeoutNs(long)}.
     *
     * @param correlationId of the question.
     */
    default void onUnanswered(final long correlationId) {
    }
}
