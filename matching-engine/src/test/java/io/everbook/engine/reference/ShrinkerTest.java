package io.everbook.engine.reference;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class ShrinkerTest {
    private static final int COMMANDS = 10_000;

    @Test
    void shouldLeaveTheElementsThatFailTogether() {
        final List<Integer> numbers = IntStream.range(0, 1_000).boxed().toList();
        assertThat(Shrinker.shrink(numbers, list -> list.containsAll(List.of(3, 500, 998))))
            .containsExactly(3, 500, 998);
    }

    @Test
    void shouldShrinkReversedTimePriorityToAFewCommands() {
        final Campaign.Failure failure = new Campaign(ReversedTimePriority::new).run(1, COMMANDS);
        assertThat(failure).isNotNull();
        assertThat(failure.steps().size() - failure.ofSetup()).as(failure.toString()).isBetween(2, 6);
    }

    @Test
    void shouldShrinkAForgottenRepeatToAFewCommands() {
        final Campaign.Failure failure = new Campaign(ForgetfulWindow::new).run(2, COMMANDS);
        assertThat(failure).isNotNull();
        assertThat(failure.steps().size() - failure.ofSetup()).as(failure.toString()).isBetween(2, 10);
    }

    /** Puts a new order before all others of its price. */
    static final class ReversedTimePriority extends ReferenceEngine {
        ReversedTimePriority(final Limits limits) {
            super(limits);
        }

        @Override
        ReferenceTrading trading(final ReferenceState shared) {
            return new ReferenceTrading(shared) {
                @Override
                int positionOf(final ReferenceOrder order, final List<ReferenceOrder> side) {
                    int position = 0;
                    while (position < side.size() && side.get(position).betterThan(order)) {
                        position++;
                    }
                    return position;
                }
            };
        }
    }

    /** Forgets a session's decided commands when another session logs on. */
    private static final class ForgetfulWindow extends ReferenceEngine {
        ForgetfulWindow(final Limits limits) {
            super(limits);
        }

        @Override
        List<Event> apply(final long sequence, final long timeNs, final long connection, final byte[] command) {
            final List<Event> events = super.apply(sequence, timeNs, connection, command);
            if (events.stream().anyMatch(event -> event.is("LogonAccepted"))) {
                state.sessions.values().forEach(session -> session.decided.clear());
            }
            return events;
        }
    }
}
