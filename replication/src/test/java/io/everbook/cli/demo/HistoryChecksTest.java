package io.everbook.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.cli.demo.Findings.Kind;
import io.everbook.cli.trial.Fill;
import io.everbook.cli.trial.SeenEvent;
import io.everbook.protocol.CommandRejectedDecoder;
import io.everbook.protocol.NewOrderDecoder;
import io.everbook.protocol.OrderAcceptedDecoder;
import io.everbook.protocol.OrderExecutedDecoder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryChecksTest {
    private static final int SESSION = 111;
    private final SessionHistory client = new SessionHistory(SESSION, nowNs -> { });
    private final SessionLog journal = new SessionLog();
    private final Findings findings = new Findings();
    private final HistoryChecks checks = new HistoryChecks(findings);

    @BeforeEach
    void submitTwoOrdersAndOneFill() {
        client.submitted(1, NewOrderDecoder.TEMPLATE_ID, 901, 0);
        client.submitted(2, NewOrderDecoder.TEMPLATE_ID, 902, 0);
        both(accepted(1, 10, 1, 901));
        both(accepted(2, 11, 2, 902));
        both(execution(3, 11));
        bothFill(3, 11);
    }

    @Test
    void shouldFindNothingWhereClientAndJournalAgree() {
        check();

        assertThat(violated()).isEmpty();
        assertThat(findings.checkedOf(Kind.LOST)).isEqualTo(2);
        assertThat(findings.checkedOf(Kind.FILL)).isEqualTo(1);
        assertThat(findings.checkedOf(Kind.HOLE)).isEqualTo(3);
    }

    @Test
    void shouldFindACommandWithoutAnAnswer() {
        client.submitted(3, NewOrderDecoder.TEMPLATE_ID, 903, 0);

        check();

        assertThat(checks.lost()).isEqualTo(1);
        assertThat(violated()).containsExactly(Kind.LOST);
    }

    @Test
    void shouldFindAnAcknowledgedCommandThatTheJournalLacks() {
        client.submitted(3, NewOrderDecoder.TEMPLATE_ID, 903, 0);
        client.onSeen(SESSION, accepted(4, 12, 3, 903));

        check();

        assertThat(checks.lost()).isEqualTo(1);
        assertThat(violated()).containsExactly(Kind.LOST, Kind.HOLE);
    }

    @Test
    void shouldFindAnAcknowledgementThatTheJournalHasAtAnotherSequence() {
        client.submitted(3, NewOrderDecoder.TEMPLATE_ID, 903, 0);
        client.onSeen(SESSION, accepted(4, 12, 3, 903));
        journal.add(accepted(4, 13, 3, 903));

        check();

        assertThat(checks.lost()).isEqualTo(1);
    }

    @Test
    void shouldFindANumberDecidedTwice() {
        both(rejected(4, 12, 2, 902));

        check();

        assertThat(checks.duplicated()).isEqualTo(2);
        assertThat(findings.examples(Kind.DUPLICATED)).anyMatch(text -> text.contains("command number 2"))
            .anyMatch(text -> text.contains("client order 902"));
    }

    @Test
    void shouldFindAnOrderTakenTwiceUnderTwoNumbers() {
        client.submitted(3, NewOrderDecoder.TEMPLATE_ID, 901, 0);
        both(accepted(4, 12, 3, 901));

        check();

        assertThat(checks.duplicated()).isEqualTo(1);
        assertThat(violated()).containsExactly(Kind.DUPLICATED);
    }

    @Test
    void shouldFindAHoleAndTheFillThatFellIntoIt() {
        journal.add(execution(4, 12));
        journal.add(fill(4, 12));

        check();

        assertThat(violated()).containsExactly(Kind.FILL, Kind.HOLE);
    }

    @Test
    void shouldFindAFillThatTheJournalNeverHeld() {
        client.onFill(SESSION, fill(4, 12));

        check();

        assertThat(violated()).containsExactly(Kind.FILL);
    }

    @Test
    void shouldFindEventsSeenOutOfOrder() {
        journal.add(execution(4, 12));
        journal.add(execution(5, 12));
        client.onSeen(SESSION, execution(5, 12));
        client.onSeen(SESSION, execution(4, 12));

        check();

        assertThat(violated()).containsExactly(Kind.HOLE);
    }

    @Test
    void shouldFindADecisionThatNobodyAskedFor() {
        journal.add(accepted(4, 12, 3, 903));

        check();

        assertThat(violated()).containsExactly(Kind.HOLE, Kind.STRANGER);
    }

    private void check() {
        checks.check(List.of(client), new JournalFacts("site", Map.of(SESSION, journal)));
    }

    private List<Kind> violated() {
        return List.of(Kind.values()).stream().filter(kind -> findings.violatedOf(kind) > 0).toList();
    }

    private void both(final SeenEvent event) {
        client.onSeen(SESSION, event);
        journal.add(event);
    }

    private void bothFill(final long eventNumber, final long sequence) {
        client.onFill(SESSION, fill(eventNumber, sequence));
        journal.add(fill(eventNumber, sequence));
    }

    private static SeenEvent accepted(
        final long eventNumber, final long sequence, final long commandNumber, final long tag) {
        return new SeenEvent(
            eventNumber, sequence, OrderAcceptedDecoder.TEMPLATE_ID, commandNumber, tag, 0, true, eventNumber);
    }

    private static SeenEvent rejected(
        final long eventNumber, final long sequence, final long commandNumber, final long tag) {
        return new SeenEvent(
            eventNumber, sequence, CommandRejectedDecoder.TEMPLATE_ID, commandNumber, tag, 44, true, eventNumber);
    }

    private static SeenEvent execution(final long eventNumber, final long sequence) {
        return new SeenEvent(
            eventNumber, sequence, OrderExecutedDecoder.TEMPLATE_ID, 0, 0, 0, false, eventNumber);
    }

    private static Fill fill(final long eventNumber, final long sequence) {
        return new Fill(sequence, eventNumber, eventNumber, 1, 1, 7, 902, 1, true, 100, 10, 0);
    }
}
