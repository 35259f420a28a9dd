package io.everbook.engine.reference;

import io.everbook.api.CancelOrder;
import io.everbook.api.DefineParticipant;
import io.everbook.api.NewOrder;
import io.everbook.protocol.Side;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

import static io.everbook.engine.reference.Exchange.INSTRUMENT;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What sessions, numbers and connections do (design rules 12 to 15), case by case, for whichever engine the subclass
 * gives.
 */
abstract class SessionRules {
    private Exchange exchange;

    abstract Exchange exchange(Limits limits);

    @BeforeEach
    void open() {
        exchange = exchange(Limits.ORDINARY);
    }

    private static NewOrder buy(final int clientId) {
        return new NewOrder().instrument(INSTRUMENT).clientOrderId(0, clientId).side(Side.BUY).quantity(20).limit(100);
    }

    @Test
    void shouldTellTheLastNumbersAtLogon() {
        exchange.term(5);
        assertThat(exchange.logon(21, 2))
            .containsExactly("21 LogonAccepted epoch 5, commands 0, events 0, newest at 0");
        exchange.send(21, buy(1));
        final long sequence = exchange.sequence();
        assertThat(exchange.logon(21, 2))
            .containsExactly("21 LogonAccepted epoch 5, commands 1, events 1, newest at " + sequence);
        assertThat(exchange.testRequest(21, 2))
            .containsExactly("21 TestResponse epoch 5, commands 1, events 1, newest at " + sequence);
    }

    @Test
    void shouldFenceTheConnectionBefore() {
        exchange.open(4, 2);
        exchange.logon(21, 4);
        assertThat(exchange.raw(2, exchange.bytes(21, 1, buy(1))))
            .containsExactly("21 refused 1 NOT_LOGGED_ON, expected 1");
        assertThat(exchange.testRequest(21, 2)).containsExactly("21 refused 0 NOT_LOGGED_ON, expected 1");
        assertThat(exchange.raw(4, exchange.bytes(21, 1, buy(1)))).hasSize(1).first().asString().contains("accepted");
    }

    @Test
    void shouldKeepOrdersWhenAConnectionCloses() {
        exchange.send(21, buy(1));
        assertThat(exchange.close(2)).isEmpty();
        assertThat(exchange.sendAs(21, 2, buy(2))).containsExactly("21 refused 2 NOT_LOGGED_ON, expected 2");
        assertThat(exchange.logon(21, 2)).containsExactly("21 refused 0 WRONG_CREDENTIALS, expected 2");
        exchange.open(9, 2);
        exchange.logon(21, 9);
        assertThat(exchange.sendAs(21, 2, new CancelOrder().instrument(INSTRUMENT).clientOrderId(0, 1)))
            .containsExactly("21 cancelled #0.1 BUY 20 at 100, done 0, REQUESTED, by command 2");
    }

    @Test
    void shouldRefuseALogonOfAnotherParticipantsSession() {
        assertThat(exchange.logon(21, 3)).containsExactly("21 refused 0 WRONG_CREDENTIALS, expected 1");
        assertThat(exchange.logon(77, 3)).containsExactly("77 refused 0 UNKNOWN_SESSION, expected 0");
    }

    @Test
    void shouldRefuseAGapAndGoOnFromTheExpectedNumber() {
        assertThat(exchange.sendAs(21, 2, buy(2))).containsExactly("21 refused 2 SEQUENCE_GAP, expected 1");
        assertThat(exchange.sendAs(21, 1, buy(1)))
            .containsExactly("21 accepted #0.1 BUY 20 at 100, LIMIT GTC");
        assertThat(exchange.sendAs(21, 2, buy(2)))
            .containsExactly("21 accepted #1.1 BUY 20 at 100, LIMIT GTC");
    }

    @Test
    void shouldAnswerARepeatWithTheFirstResult() {
        exchange.send(21, buy(1));
        final long decided = exchange.sequence();
        assertThat(exchange.repeatLast(21)).containsExactly("21 already decided 1 at " + decided + " #0.1 NONE");
        assertThat(exchange.sendAs(21, 1, buy(2))).containsExactly("21 refused 1 SEQUENCE_REUSED, expected 2");
        exchange.sendAs(21, 2, buy(1));
        assertThat(exchange.repeatLast(21)).containsExactly(
            "21 already decided 2 at " + (decided + 3) + " none DUPLICATE_CLIENT_ORDER_ID");
    }

    @Test
    void shouldForgetWhatIsOlderThanTheWindow() {
        for (int number = 1; number <= 5; number++) {
            exchange.sendAs(21, number, buy(number));
        }
        assertThat(exchange.sendAs(21, 1, buy(1))).containsExactly("21 refused 1 DECIDED_QUERY, expected 6");
        assertThat(exchange.sendAs(21, 2, buy(2))).hasSize(1).first().asString().startsWith("21 already decided 2");
    }

    @Test
    void shouldAnswerARepeatBeforeItIsJudgedStale() {
        exchange.at(5_000);
        final NewOrder order = buy(1).validUntilNs(5_000);
        exchange.send(21, order);
        exchange.at(5_001);
        assertThat(exchange.repeatLast(21)).hasSize(1).first().asString().startsWith("21 already decided 1");
        assertThat(exchange.send(21, buy(2).validUntilNs(5_000))).containsExactly("21 rejected 2 STALE");
        exchange.at(4_000);
        assertThat(exchange.send(21, buy(2).validUntilNs(5_000))).containsExactly("21 rejected 3 STALE");
    }

    @Test
    void shouldDecideAMalformedCommandSoThatTheSessionCanGoOn() {
        final byte[] sound = exchange.bytes(21, 1, buy(1));
        final byte[] longer = Arrays.copyOf(sound, sound.length + 1);
        assertThat(exchange.raw(2, longer)).containsExactly("21 rejected 1 MESSAGE_TOO_LONG");
        assertThat(exchange.sendAs(21, 2, buy(1))).hasSize(1).first().asString().contains("accepted");
    }

    @Test
    void shouldRefuseWhatItCannotRead() {
        final byte[] sound = exchange.bytes(21, 1, buy(1));
        assertThat(exchange.raw(2, Arrays.copyOf(sound, 47))).containsExactly(
            "0 refused 0 MESSAGE_TOO_SHORT, expected 0");
        assertThat(exchange.raw(2, new byte[0])).containsExactly("0 refused 0 MESSAGE_TOO_SHORT, expected 0");
        sound[4]++;
        assertThat(exchange.raw(2, sound)).containsExactly("0 refused 0 UNKNOWN_SCHEMA, expected 0");
        sound[4]--;
        sound[6]++;
        assertThat(exchange.raw(2, sound)).containsExactly("0 refused 0 UNSUPPORTED_VERSION, expected 0");
        sound[6]--;
        sound[28]++;
        assertThat(exchange.raw(2, sound)).containsExactly("0 refused 0 WRONG_PARTITION, expected 0");
    }

    @Test
    void shouldTakeTheLogsCommandsFromTheLogAlone() {
        assertThat(exchange.raw(2, DefinitionGenerator.opened(9, 2).array()))
            .containsExactly("0 refused 0 NOT_AUTHORISED, expected 0");
        assertThat(exchange.raw(0, exchange.bytes(21, 1, buy(1))))
            .containsExactly("21 refused 1 NOT_AUTHORISED, expected 1");
        assertThat(exchange.send(21, new DefineParticipant().participant(9)))
            .containsExactly("21 rejected 1 NOT_AUTHORISED");
    }

    @Test
    void shouldLinkASessionsEventsThroughOtherRecords() {
        exchange.send(21, buy(1));
        final long first = exchange.sequence();
        exchange.send(31, buy(2));
        final NewOrder sell = new NewOrder().instrument(INSTRUMENT).clientOrderId(0, 3).side(Side.SELL).quantity(30)
            .limit(100);
        final List<Event> events = exchange.events(3, exchange.bytes(31, 2, sell));
        final long sequence = exchange.sequence();
        assertThat(events).hasSize(5);
        assertThat(events.stream().map(event -> event.number("session"))).containsExactly(31L, 31L, 21L, 31L, 31L);
        assertThat(events.stream().map(event -> event.number("eventNumber"))).containsExactly(2L, 3L, 2L, 4L, 5L);
        assertThat(events.stream().map(event -> event.number("previousSequence")))
            .containsExactly(first + 1, sequence, first, sequence, sequence);
        assertThat(events.stream().map(event -> event.flag("terminal")))
            .containsExactly(true, false, false, false, false);
        assertThat(events.stream().map(event -> event.flag("lastOfRecord")))
            .containsExactly(false, false, false, false, true);
    }
}
