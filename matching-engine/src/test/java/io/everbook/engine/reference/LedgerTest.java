package io.everbook.engine.reference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The ledger sees what is wrong from events alone: one field of one event of an otherwise sound run is changed, or an
 * event is left out.
 */
class LedgerTest {
    private static final long SEED = 4;
    private static final int COMMANDS = 3_000;

    private final Ledger ledger = new Ledger(new Tally());
    private boolean changed;

    @Test
    void shouldFindNothingWrongWithTheReference() {
        feed(events -> { });
    }

    @ParameterizedTest
    @CsvSource({
        "OrderExecuted, quantity, 1, I1", "OrderExecuted, price, 1, I1", "OrderExecuted, leavesQuantity, 1, I13",
        "OrderExecuted, executedQuantity, -1, I13", "OrderExecuted, tradeId, 1, I14", "OrderExecuted, orderId, 1, I1",
        "OrderExecuted, instrument, 1, I14", "OrderCancelled, quantity, -1, I13",
        "OrderAmended, leavesQuantity, 1, I13",
        "OrderAmended, price, 1, I1", "OrderExpired, executedQuantity, 1, I13", "OrderAccepted, executionId, 1, R15",
        "OrderAccepted, eventNumber, 1, R15", "OrderExecuted, previousSequence, 1, R15",
        "CommandRefused, eventNumber, 1, R15", "CommandRejected, lastOfRecord, -1, R15",
    })
    void shouldSeeAChangedField(final String name, final String field, final long delta, final String invariant) {
        assertThatThrownBy(() -> feed(events -> change(events, name, field, delta)))
            .isInstanceOf(AssertionError.class).hasMessageStartingWith(invariant);
        assertThat(changed).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"OrderExecuted", "OrderCancelled", "OrderExpired", "OrderAccepted", "CommandRejected"})
    void shouldSeeAnEventLeftOut(final String name) {
        assertThatThrownBy(() -> feed(events -> changed |= !changed && events.removeIf(event -> event.is(name))))
            .isInstanceOf(AssertionError.class);
    }

    @Test
    void shouldSeeAnOrderPassed() {
        assertThatThrownBy(() -> feed(new ShrinkerTest.ReversedTimePriority(CommandGenerator.limitsOf(SEED)),
            events -> { })).isInstanceOf(AssertionError.class).hasMessageStartingWith("I17");
    }

    private void change(final List<Event> events, final String name, final String field, final long delta) {
        for (final Event event : events) {
            if (!changed && event.is(name)) {
                event.with(field, event.number(field) + delta);
                changed = true;
            }
        }
    }

    private void feed(final Change change) {
        feed(new ReferenceEngine(CommandGenerator.limitsOf(SEED)), change);
    }

    private void feed(final ReferenceEngine reference, final Change change) {
        final Player player = new Player(reference.state);
        final CommandGenerator generator = new CommandGenerator(SEED, reference.state, player);
        for (int i = 1; i <= COMMANDS; i++) {
            final Step step = generator.next();
            final byte[] command = player.resolve(step);
            final List<Event> events = new ArrayList<>(reference.apply(i, step.timeNs, step.connection, command));
            player.played(step, events);
            change.to(events);
            ledger.record(events);
        }
    }

    /**
     * What is done to a record's events.
     */
    @FunctionalInterface
    interface Change {
        void to(List<Event> events);
    }
}
