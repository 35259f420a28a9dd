package io.everbook.outcome;

import io.everbook.protocol.OrderAnswerDecoder;
import io.everbook.protocol.OutcomeAnswerDecoder;
import io.everbook.protocol.OutcomeStatus;
import io.everbook.protocol.QueryResult;
import io.everbook.protocol.TradeAnswerDecoder;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asks a store about every command, order, name and trade of a journal and compares the answers with what the journal
 * says, under the limits of what is kept.
 */
final class StoreCheck {
    private static final long TIMEOUT_NS = TimeUnit.MINUTES.toNanos(2);

    private final JournalTruth truth;
    private final OutcomeReader reader;
    private final int outcomesKept;
    private final int tradesKept;
    private final Set<Long> forgotten;
    final List<String> differences = new ArrayList<>();
    long compared;

    private StoreCheck(final JournalTruth truth, final OutcomeReader reader, final OutcomeConfig config) {
        this.truth = truth;
        this.reader = reader;
        outcomesKept = config.outcomesPerSession();
        tradesKept = config.tradesPerInstrument();
        forgotten = forgotten(config);
    }

    /** Waits until the store has reached the journal's end, then compares everything; fails at any difference. */
    static StoreCheck run(final OutcomeConfig config) {
        final JournalTruth truth = JournalTruth.read(config.journal());
        try (OutcomeReader reader = OutcomeReader.open(config.directory())) {
            assertThat(reader.await(truth.sequence, TIMEOUT_NS)).as("reached " + truth.sequence).isTrue();
            return run(truth, reader, config);
        }
    }

    static StoreCheck run(final JournalTruth truth, final OutcomeReader reader, final OutcomeConfig config) {
        final StoreCheck check = new StoreCheck(truth, reader, config);
        truth.outcomes.forEach(check::outcome);
        truth.orders.forEach(check::order);
        truth.everNamed.forEach(check::name);
        truth.trades.forEach(check::trade);
        assertThat(check.differences).isEmpty();
        assertThat(check.compared).isPositive();
        return check;
    }

    private Set<Long> forgotten(final OutcomeConfig config) {
        final Set<Long> found = new HashSet<>();
        final int byCount = Math.max(0, truth.ended.size() - config.endedOrdersKept());
        for (int i = 0; i < truth.ended.size(); i++) {
            final long id = truth.ended.get(i);
            if (i < byCount || truth.orders.get(id).lastTimeNs < truth.timeNs - config.endedOrdersKeptNs()) {
                found.add(id);
            }
        }
        return found;
    }

    private void outcome(final JournalTruth.Command command, final JournalTruth.Outcome expected) {
        final OutcomeAnswerDecoder answer =
            reader.outcome(command.session(), command.number(), 0, truth.sequence);
        if (command.number() <= truth.lastNumbers.get(command.session()) - outcomesKept) {
            expect(answer.result() == QueryResult.FORGOTTEN, command, answer);
            return;
        }
        expect(answer.result() == QueryResult.ANSWERED
            && answer.decidedSequence() == expected.sequence()
            && answer.decidedTimeNs() == expected.timeNs()
            && answer.status() == expected.status()
            && answer.reason() == expected.reason()
            && answer.orderId() == expected.orderId()
            && answer.commandTemplate() == expected.template(), expected, answer);
    }

    private void order(final long id, final JournalTruth.Order expected) {
        final OrderAnswerDecoder answer = reader.order(id, truth.sequence);
        if (forgotten.contains(id)) {
            expect(answer.result() == QueryResult.UNKNOWN, "forgotten order " + id, answer);
            return;
        }
        expect(answer.result() == QueryResult.ANSWERED
            && answer.orderId() == id
            && answer.session() == expected.session
            && answer.clientOrderId().high() == expected.name.high()
            && answer.clientOrderId().low() == expected.name.low()
            && answer.price() == expected.price
            && answer.quantity() == expected.quantity
            && answer.executedQuantity() == expected.executed
            && answer.openQuantity() == expected.leaves
            && answer.status() == expected.status
            && answer.lastExecutionId() == expected.executionId
            && answer.acceptedSequence() == expected.acceptedSequence
            && answer.lastSequence() == expected.lastSequence
            && answer.lastTimeNs() == expected.lastTimeNs
            && isAverageRight(expected, answer), "order " + id + " " + expected.status, answer);
    }

    private static boolean isAverageRight(final JournalTruth.Order expected, final OrderAnswerDecoder answer) {
        if (expected.executed == 0) {
            return answer.averagePrice() == OrderAnswerDecoder.averagePriceNullValue();
        }
        final BigInteger executed = BigInteger.valueOf(expected.executed);
        return BigInteger.valueOf(answer.averagePrice()).multiply(executed)
            .add(BigInteger.valueOf(answer.averageRemainder())).equals(expected.notional)
            && answer.averageRemainder() < expected.executed && answer.averageRemainder() >= 0;
    }

    private void name(final JournalTruth.Name name) {
        final Long id = truth.names.get(name);
        final OrderAnswerDecoder answer = reader.order(name.session(), name.high(), name.low(), truth.sequence);
        final boolean kept = id != null && !forgotten.contains(id);
        expect(answer.result() == (kept ? QueryResult.ANSWERED : QueryResult.UNKNOWN)
            && answer.orderId() == (kept ? id : 0), name, answer);
    }

    private void trade(final JournalTruth.TradeKey key, final JournalTruth.Trade expected) {
        final TradeAnswerDecoder answer = reader.trade(key.instrument(), key.id(), truth.sequence);
        if (truth.trades.containsKey(new JournalTruth.TradeKey(key.instrument(), key.id() + tradesKept))) {
            expect(answer.result() == QueryResult.FORGOTTEN, key, answer);
            return;
        }
        expect(answer.result() == QueryResult.ANSWERED
            && answer.tradeSequence() == expected.sequence()
            && answer.price() == expected.price()
            && answer.quantity() == expected.quantity()
            && answer.aggressorOrderId() == expected.aggressor()
            && answer.makerOrderId() == expected.maker(), key, answer);
    }

    private void expect(final boolean right, final Object what, final Object answer) {
        compared++;
        if (!right && differences.size() < 5) {
            differences.add(what + " was answered " + answer);
        }
    }

    /** How many orders of the journal are over, by how they ended. */
    long count(final OutcomeStatus status) {
        return truth.orders.values().stream().filter(order -> order.status == status).count();
    }

    long forgottenOrders() {
        return forgotten.size();
    }

    Map<JournalTruth.TradeKey, JournalTruth.Trade> trades() {
        return truth.trades;
    }
}
