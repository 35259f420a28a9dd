package io.everbook.client;

import static io.everbook.client.ScriptedClient.config;
import static io.everbook.client.ScriptedClient.loggedOn;
import static io.everbook.client.ScriptedClient.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.api.TradingSession;
import io.everbook.protocol.LeaderMovingEncoder;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.Reason;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * Each command is decided once, whatever is lost on the way there.
 */
class CommandRecoveryTest {
    @Test
    void shouldNumberCommandsFromOneAndBeAnsweredInOrder() {
        final ScriptedClient c = loggedOn().submit(3).run(1);

        assertThat(c.listener.answered).containsExactly(1L, 2L, 3L);
        assertThat(c.client.unanswered()).isZero();
    }

    @Test
    void shouldNotTakeCommandsBeforeTheLogonIsAnswered() {
        final ScriptedClient c = new ScriptedClient().poll(3);

        assertThat(c.client.state()).isEqualTo(ClientState.LOGGING_ON);
        assertThat(c.submit()).isEqualTo(TradingSession.NOT_CONNECTED);
    }

    @Test
    void shouldReportAFullWindow() {
        final ScriptedClient c = loggedOn().submit(ScriptedExchange.WINDOW);

        assertThat(c.submit()).isEqualTo(TradingSession.WINDOW_FULL);
        assertThat(c.run(1).submit()).isEqualTo(ScriptedExchange.WINDOW + 1);
    }

    @Test
    void shouldReportBackPressureAndConsumeNoNumber() {
        final ScriptedClient c = loggedOn();
        c.link.backPressured = true;
        assertThat(c.submit()).isEqualTo(TradingSession.BACK_PRESSURED);
        c.link.backPressured = false;

        assertThat(c.submit()).isEqualTo(1);
    }

    @Test
    void shouldSendAgainInOrderWithTheSameBytesWhatADeadLeaderTookWithIt() {
        final ScriptedClient c = loggedOn().submit(10);
        final List<byte[]> sent = List.copyOf(c.link.ingress);
        c.link.sequence(4);
        c.link.killLeader();
        c.tick(1);
        assertThat(c.client.state()).isEqualTo(ClientState.AWAITING_LEADER);
        assertThat(c.submit()).isEqualTo(TradingSession.NOT_CONNECTED);

        c.link.electLeader();
        c.run(20);

        assertThat(c.exchange.commands).usingElementComparator((a, b) -> java.util.Arrays.compare(a, b))
            .containsExactlyElementsOf(sent);
        assertThat(c.exchange.repeats).isZero();
        assertThat(c.client.counter(ClientCounter.RESENDS)).isEqualTo(6);
        assertThat(c.listener.answered).isEqualTo(numbers(1, 10));
        assertThat(c.listener.events).isEqualTo(numbers(1, 10));
    }

    @Test
    void shouldAskBySendingAgainWhereSoConfigured() {
        final ScriptedClient c = new ScriptedClient(new ScriptedExchange(),
            config().inDoubt(InDoubt.ASK_BY_RESEND), RecoveryPolicy.FULL, new RecordingListener()).logOn();
        c.submit(10);
        c.link.sequence(4);
        c.link.killLeader();
        c.tick(1);
        c.link.electLeader();
        c.run(20);

        assertThat(c.listener.alreadyDecided).containsExactly(1L, 2L, 3L, 4L);
        assertThat(c.listener.answered).isEqualTo(numbers(1, 10));
        assertThat(c.exchange.repeats).isEqualTo(4);
    }

    @Test
    void shouldSendAgainOnceWhenManyRefusalsNameTheSameGap() {
        final ScriptedClient c = loggedOn().submit(10);
        c.link.ingress.poll();
        for (int i = 0; i < 30; i++) {
            c.link.sequence(1);
            c.tick(1);
        }

        assertThat(c.exchange.gaps).isEqualTo(9);
        assertThat(c.client.counter(ClientCounter.RESENDS)).isEqualTo(10);
        assertThat(c.exchange.repeats).isZero();
        assertThat(c.listener.refused).isEmpty();
        assertThat(c.listener.answered).isEqualTo(numbers(1, 10));
    }

    @Test
    void shouldFindALostCommandThatNothingSpeaksOf() {
        final ScriptedClient c = loggedOn().submit(1);
        c.link.ingress.clear();
        c.run(300);

        assertThat(c.exchange.testRequests).isEqualTo(1);
        assertThat(c.listener.answered).containsExactly(1L);
    }

    @Test
    void shouldFindALostCommandAlthoughOtherEventsKeepArriving() {
        final ScriptedClient c = loggedOn().submit(1);
        c.link.ingress.clear();
        for (int i = 0; i < 300; i++) {
            c.exchange.trade();
            c.run(1);
        }

        assertThat(c.listener.answered).containsExactly(1L);
    }

    @Test
    void shouldKeepOrderWhenTheTransportFillsUpWhileSendingAgain() {
        final ScriptedClient c = loggedOn().submit(5);
        c.link.killLeader();
        c.tick(1);
        c.link.electLeader();
        c.tick(1);
        c.link.sequenceAll();
        c.link.backPressured = true;
        c.tick(1);
        assertThat(c.client.state()).isEqualTo(ClientState.LOGGED_ON);
        c.link.backPressured = false;
        assertThat(c.submit()).isEqualTo(TradingSession.BACK_PRESSURED);
        c.run(5);

        assertThat(c.submit()).isEqualTo(6);
        assertThat(c.run(5).listener.answered).isEqualTo(numbers(1, 6));
        assertThat(c.exchange.gaps).isZero();
    }

    @Test
    void shouldContinueTheNumbersOfAnEarlierProcess() {
        final ScriptedExchange exchange = new ScriptedExchange();
        new ScriptedClient(exchange).logOn().submit(5).run(1).close();
        final ScriptedClient c = new ScriptedClient(exchange).logOn();

        assertThat(c.client.nextCommandNumber()).isEqualTo(6);
        assertThat(c.submit(1).run(5).listener.events).isEqualTo(numbers(1, 6));
    }

    @Test
    void shouldPassOverNumbersThatAnotherProcessUsedInBetween() {
        final ScriptedClient c = loggedOn().submit(3).run(1);
        c.submit(2);
        c.link.lose("cut");
        c.tick(1);
        final ScriptedClient other = new ScriptedClient(c.exchange).logOn().submit(10).run(1);
        other.close();
        c.run(50);

        assertThat(c.client.nextCommandNumber()).isEqualTo(14);
        assertThat(c.submit()).isEqualTo(14);
        c.run(20);
        assertThat(c.listener.events).isEqualTo(numbers(1, 14));
        assertThat(c.client.unanswered()).isZero();
    }

    @Test
    void shouldAskForItsOwnCommandsAloneWhereAnotherProcessWentOn() {
        final ScriptedClient c = new ScriptedClient(new ScriptedExchange(),
            config().inDoubt(InDoubt.ASK_BY_RESEND), RecoveryPolicy.FULL, new RecordingListener()).logOn();
        c.submit(3).run(1).submit(2);
        c.link.lose("cut");
        c.tick(1);
        final ScriptedClient other = new ScriptedClient(c.exchange).logOn();
        other.submit(10).run(1).submit(10).run(1).close();
        c.run(50);

        assertThat(c.listener.alreadyDecided).containsExactly(4L, 5L);
        assertThat(c.exchange.repeats).isEqualTo(2);
    }

    @Test
    void shouldNotSendAgainWhatWasAnsweredInTheMeantime() {
        final ScriptedClient c = new ScriptedClient(new ScriptedExchange(),
            config().inDoubt(InDoubt.ASK_BY_RESEND), RecoveryPolicy.FULL, new RecordingListener()).logOn();
        c.submit(3);
        c.link.egressOpen = false;
        c.link.sequenceAll();
        c.link.egressOpen = true;
        c.link.killLeader();
        c.tick(1);
        c.link.electLeader();
        c.tick(1);
        c.link.sequenceAll();
        c.link.backPressured = true;
        c.tick(1).tick(1);
        c.link.backPressured = false;
        c.run(10);

        assertThat(c.listener.answered).isEqualTo(numbers(1, 3));
        assertThat(c.exchange.repeats).isZero();
    }

    @Test
    void shouldGiveTheListenerARefusalThatSendingAgainDoesNotHeal() {
        final ScriptedClient c = new ScriptedClient(new ScriptedExchange(),
            config().inDoubt(InDoubt.ASK_BY_RESEND), RecoveryPolicy.FULL, new RecordingListener()).logOn();
        c.submit(1);
        c.link.lose("cut");
        c.tick(1);
        new ScriptedClient(c.exchange, config(), RecoveryPolicy.FULL, new RecordingListener()).logOn();
        c.exchange.commands.add(new byte[1]);
        c.exchange.trade();
        c.run(50);

        assertThat(c.listener.refused).contains(Reason.SEQUENCE_REUSED);
    }

    @Test
    void shouldTellOnceOfEachCommandWithoutAnOutcomeAndResolveItLater() {
        final List<Long> overdue = new ArrayList<>();
        final ScriptedClient c = new ScriptedClient(new ScriptedExchange(), config().observer(new ClientObserver() {
            @Override
            public void onOverdue(final long commandNumber, final long waitedNs) {
                overdue.add(commandNumber);
                assertThat(waitedNs).isBetween(10_000 * ScriptedClient.MILLI, 10_001 * ScriptedClient.MILLI);
            }
        }), RecoveryPolicy.FULL, new RecordingListener()).logOn();
        c.submit(2).run(1).submit(2);
        c.link.killLeader();
        assertThat(c.client.fate(2)).isEqualTo(CommandFate.ANSWERED);
        assertThat(c.client.fate(3)).isEqualTo(CommandFate.UNANSWERED);
        assertThat(c.client.fate(5)).isEqualTo(CommandFate.NOT_SUBMITTED);
        for (int i = 0; i < 20_000; i++) {
            c.tick(1);
        }

        assertThat(overdue).containsExactly(3L, 4L);
        assertThat(c.client.fate(4)).isEqualTo(CommandFate.IN_DOUBT);
        c.link.electLeader();
        c.run(50);
        assertThat(c.client.fate(4)).isEqualTo(CommandFate.ANSWERED);
        assertThat(c.listener.answered).isEqualTo(numbers(1, 4));
    }

    @Test
    void shouldSendNothingWhileTheLeadershipMoves() {
        final ScriptedClient c = loggedOn();
        c.link.egress.add(leaderMoving());
        c.tick(1);
        assertThat(c.submit()).isEqualTo(TradingSession.BACK_PRESSURED);
        c.link.killLeader();
        c.tick(100);
        c.link.electLeader();
        c.run(5);

        assertThat(c.submit(1).run(1).listener.answered).containsExactly(1L);
    }

    @Test
    void shouldGoOnWhereTheLeadershipDoesNotMoveAfterAll() {
        final ScriptedClient c = loggedOn();
        c.link.egress.add(leaderMoving());
        c.tick(1).tick(998);
        assertThat(c.submit()).isEqualTo(TradingSession.BACK_PRESSURED);
        c.tick(2);

        assertThat(c.submit()).isEqualTo(1);
    }

    private static byte[] leaderMoving() {
        final UnsafeBuffer message = new UnsafeBuffer(
            new byte[MessageHeaderEncoder.ENCODED_LENGTH + LeaderMovingEncoder.BLOCK_LENGTH]);
        new LeaderMovingEncoder().wrapAndApplyHeader(message, 0, new MessageHeaderEncoder()).target(2);
        return message.byteArray();
    }

    @Test
    void shouldLoseCommandsWithoutResend() {
        final ScriptedClient c = new ScriptedClient(
            new ScriptedExchange(), config(), BrokenClients.resendNothing(), new RecordingListener()).logOn();
        c.submit(10);
        c.link.sequence(4);
        c.link.killLeader();
        c.tick(1);
        c.link.electLeader();
        c.run(500);

        assertThat(c.exchange.commands).hasSize(4);
        assertThat(c.submit()).isEqualTo(5);
    }
}
