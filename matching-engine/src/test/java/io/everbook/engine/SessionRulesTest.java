package io.everbook.engine;

import org.junit.jupiter.api.Test;

import static io.everbook.engine.EngineRig.OPERATOR;
import static io.everbook.engine.EngineRig.cancel;
import static io.everbook.engine.EngineRig.limit;
import static io.everbook.protocol.Side.BUY;
import static io.everbook.protocol.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Design rules 12 to 15.
 */
class SessionRulesTest {
    private final EngineRig rig = EngineRig.trading();

    @Test
    void shouldBeginWithTheOperatorAlone() {
        final EngineRig fresh = new EngineRig();
        fresh.open(5, Genesis.OPERATOR_PARTICIPANT);
        assertThat(fresh.logon(5, OPERATOR)).containsExactly(
            "1 LOGON on 5 as 1 window 64 epoch 0 command 0 event 0 at 0");
        assertThat(fresh.engine().connectionOf(OPERATOR)).isEqualTo(5);
        assertThat(fresh.engine().connectionOf(2)).isZero();
    }

    @Test
    void shouldTellTheLastNumbersAtLogonAndOnRequest() {
        rig.term(3L << 48 | 9);
        rig.send(101, limit(1, BUY, 100, 10));
        rig.send(201, limit(1, SELL, 100, 10));
        final long sequence = rig.engine().sequence();
        final String numbers = "epoch 844424930131977 command 1 event 2 at " + sequence;
        assertThat(rig.testRequest(101, 101)).containsExactly("101 TEST " + numbers);
        rig.open(900, 10);
        assertThat(rig.logon(900, 101)).containsExactly("101 LOGON on 900 as 10 window 4 " + numbers);
        assertThat(rig.headers()).containsExactly("101 e0 x0 after 0 L");
    }

    @Test
    void shouldRefuseALogonWithoutTheRightConnection() {
        final String refused = "101 REFUSED #0 expected 1 template 1 WRONG_CREDENTIALS";
        assertThat(rig.logon(999, 101)).containsExactly(refused);
        assertThat(rig.logon(201, 101)).containsExactly(refused);
        assertThat(rig.logon(101, 555)).containsExactly("555 REFUSED #0 expected 0 template 1 UNKNOWN_SESSION");
        assertThat(rig.logon(0, 101)).containsExactly("101 REFUSED #0 expected 1 template 1 NOT_AUTHORISED");
        assertThat(rig.engine().connectionOf(101)).isEqualTo(101);
    }

    @Test
    void shouldFenceTheEarlierConnectionAtASecondLogon() {
        rig.open(900, 10);
        rig.logon(900, 101);
        final long before = rig.engine().businessHash();
        assertThat(rig.sendAs(101, 101, 1, limit(1, BUY, 100, 10))).containsExactly(
            "101 REFUSED #1 expected 1 template 10 NOT_LOGGED_ON");
        assertThat(rig.testRequest(101, 101)).containsExactly(
            "101 REFUSED #0 expected 1 template 2 NOT_LOGGED_ON");
        assertThat(rig.engine().businessHash()).isEqualTo(before);
        assertThat(rig.sendAs(900, 101, 1, limit(1, BUY, 100, 10))).containsExactly(
            "101 ACCEPTED #1 o0.1 c1 i7 BUY 100 x 10 LIMIT GTC");
    }

    @Test
    void shouldCarrySeveralSessionsOnOneConnection() {
        rig.open(900, 10);
        rig.logon(900, 101);
        rig.logon(900, 102);
        assertThat(rig.send(101, limit(1, BUY, 100, 10)).get(0)).contains("ACCEPTED");
        assertThat(rig.send(102, limit(1, BUY, 100, 10)).get(0)).contains("ACCEPTED");
        rig.close(900);
        assertThat(rig.engine().connectionOf(101)).isZero();
        assertThat(rig.engine().connectionOf(102)).isZero();
    }

    @Test
    void shouldKeepOrdersWhenAConnectionCloses() {
        rig.send(101, limit(1, BUY, 100, 10));
        final long before = rig.engine().businessHash();
        assertThat(rig.close(101)).isEmpty();
        assertThat(rig.engine().businessHash()).isEqualTo(before);
        assertThat(rig.sendAs(101, 101, 2, cancel(1))).containsExactly(
            "101 REFUSED #2 expected 2 template 11 NOT_LOGGED_ON");
        assertThat(rig.logon(101, 101)).containsExactly(
            "101 REFUSED #0 expected 2 template 1 WRONG_CREDENTIALS");
    }

    @Test
    void shouldStillNumberTheEventsOfASessionThatIsNotLoggedOn() {
        rig.send(101, limit(1, BUY, 100, 10));
        rig.close(101);
        rig.send(201, limit(1, SELL, 100, 10));
        assertThat(rig.headers().get(2)).startsWith("101 e2 ");
    }

    @Test
    void shouldRefuseAGapWithTheNumberExpected() {
        rig.send(101, limit(1, BUY, 100, 10));
        final long before = rig.engine().fullHash();
        assertThat(rig.sendAs(101, 101, 3, limit(2, BUY, 100, 10))).containsExactly(
            "101 REFUSED #3 expected 2 template 10 SEQUENCE_GAP");
        assertThat(rig.engine().fullHash()).isNotEqualTo(before);
        assertThat(rig.send(101, limit(2, BUY, 100, 10)).get(0)).contains("ACCEPTED #2");
    }

    @Test
    void shouldAnswerARepeatWithItsFirstResult() {
        rig.send(101, limit(1, BUY, 100, 10));
        final long decided = rig.engine().sequence();
        final long before = rig.engine().businessHash();
        assertThat(rig.sendAs(101, 101, 1, limit(1, BUY, 100, 10))).containsExactly(
            "101 ALREADY #1 at " + decided + " o0.1 NONE");
        assertThat(rig.headers()).containsExactly("101 e0 x0 after 0 L");
        assertThat(rig.engine().businessHash()).isEqualTo(before);
        rig.send(101, cancel(1));
        assertThat(rig.sendAs(101, 101, 2, cancel(1))).containsExactly(
            "101 ALREADY #2 at " + (decided + 2) + " o0.1 NONE");
    }

    @Test
    void shouldAnswerARepeatBeforeItIsFoundStaleAndAfterASecondLogon() {
        rig.send(101, limit(1, BUY, 100, 10).validUntilNs(2_000));
        rig.open(900, 10);
        rig.logon(900, 101);
        rig.time(3_000);
        assertThat(rig.sendAs(900, 101, 1, limit(1, BUY, 100, 10).validUntilNs(2_000)).get(0))
            .startsWith("101 ALREADY #1");
    }

    @Test
    void shouldRefuseADecidedNumberWithOtherContent() {
        rig.send(101, limit(1, BUY, 100, 10));
        assertThat(rig.sendAs(101, 101, 1, limit(1, BUY, 105, 10))).containsExactly(
            "101 REFUSED #1 expected 2 template 10 SEQUENCE_REUSED");
        assertThat(rig.sendAs(101, 101, 1, limit(1, BUY, 100, 10).instrument(8))).containsExactly(
            "101 REFUSED #1 expected 2 template 10 SEQUENCE_REUSED");
        assertThat(rig.sendAs(101, 101, 1, cancel(1))).containsExactly(
            "101 REFUSED #1 expected 2 template 11 SEQUENCE_REUSED");
    }

    @Test
    void shouldLeaveTheSendTimeOutOfTheDigest() {
        final int length = limit(1, BUY, 100, 10).encode(rig.command, 0, 1, 101, 1, 5);
        rig.raw(101, length);
        limit(1, BUY, 100, 10).encode(rig.command, 0, 1, 101, 1, 6);
        assertThat(rig.raw(101, length).get(0)).startsWith("101 ALREADY #1");
    }

    @Test
    void shouldPointToTheOutcomeStoreForWhatIsOlderThanTheWindow() {
        for (int i = 1; i <= 5; i++) {
            rig.send(101, limit(i, BUY, 100, 10));
        }
        assertThat(rig.sendAs(101, 101, 1, limit(1, BUY, 100, 10))).containsExactly(
            "101 REFUSED #1 expected 6 template 10 DECIDED_QUERY");
        assertThat(rig.sendAs(101, 101, 2, limit(2, BUY, 100, 10)).get(0)).startsWith("101 ALREADY #2");
        assertThat(rig.sendAs(101, 101, 5, limit(5, BUY, 100, 10)).get(0)).startsWith("101 ALREADY #5");
    }

    @Test
    void shouldRefuseNumbersBelowOne() {
        assertThat(rig.sendAs(101, 101, 0, limit(1, BUY, 100, 10))).containsExactly(
            "101 REFUSED #0 expected 1 template 10 INVALID_FIELD");
        assertThat(rig.sendAs(101, 101, Long.MIN_VALUE, limit(1, BUY, 100, 10)).get(0)).endsWith("INVALID_FIELD");
    }

    @Test
    void shouldRefuseASessionThatDoesNotExist() {
        assertThat(rig.sendAs(101, 777, 1, limit(1, BUY, 100, 10))).containsExactly(
            "777 REFUSED #1 expected 0 template 10 UNKNOWN_SESSION");
        assertThat(rig.testRequest(101, 777)).containsExactly(
            "777 REFUSED #0 expected 0 template 2 UNKNOWN_SESSION");
    }

    @Test
    void shouldTakeTheLogsCommandsFromTheLogAlone() {
        rig.term(5);
        assertThat(rig.raw(101, 64)).containsExactly("0 REFUSED #0 expected 0 template 32 NOT_AUTHORISED");
        rig.command.putLong(16, 1);
        assertThat(rig.raw(0, 64)).containsExactly("0 REFUSED #1 expected 0 template 32 NOT_AUTHORISED");
        rig.close(101);
        assertThat(rig.sendAs(0, 101, 1, limit(1, BUY, 100, 10))).containsExactly(
            "101 REFUSED #1 expected 1 template 10 NOT_AUTHORISED");
        assertThat(rig.testRequest(0, 101)).containsExactly(
            "101 REFUSED #0 expected 1 template 2 NOT_AUTHORISED");
        assertThat(rig.engine().epoch()).isEqualTo(5);
    }

    @Test
    void shouldNeverLowerTheEpoch() {
        assertThat(rig.term(9)).isEmpty();
        assertThat(rig.term(8)).isEmpty();
        assertThat(rig.engine().epoch()).isEqualTo(9);
    }

    @Test
    void shouldRefuseLogonsOnConnectionsBeyondTheBound() {
        final EngineRig small = new EngineRig(EngineConfig.builder().maxConnections(1).conclude());
        small.open(1, 1);
        small.open(2, 1);
        assertThat(small.logon(2, OPERATOR).get(0)).endsWith("WRONG_CREDENTIALS");
        small.close(1);
        small.open(2, 1);
        assertThat(small.logon(2, OPERATOR).get(0)).contains("LOGON on 2");
    }

    @Test
    void shouldHoldTheSequenceOfTheLog() {
        org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> rig.engine().apply(rig.engine().sequence() + 2, 0, 0, rig.command, 0, 0, rig.events))
            .isInstanceOf(IllegalStateException.class).hasMessageContaining("sequence");
    }
}
