package io.everbook.client;

import static io.everbook.client.ScriptedClient.config;
import static io.everbook.client.ScriptedClient.loggedOn;
import static io.everbook.client.ScriptedClient.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.api.TradingSession;
import io.everbook.protocol.LogonDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.OrderAcceptedDecoder;
import io.everbook.protocol.Reason;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * The session is bound to whichever site leads, and to one owner.
 */
class SessionAgentTest {
    @Test
    void shouldRepeatALogonThatIsNotAnsweredAndSlowDown() {
        final ScriptedClient c = new ScriptedClient().poll(3);
        for (int i = 0; i < 1_000; i++) {
            c.tick(1);
        }

        assertThat(c.link.ingress).hasSizeBetween(4, 6);
        assertThat(c.client.state()).isEqualTo(ClientState.LOGGING_ON);
    }

    @Test
    void shouldGiveUpAConnectionThatNeverAnswersALogonAndMakeAnother() {
        final ScriptedClient c = new ScriptedClient().poll(3);
        for (int i = 0; i < 2_100; i++) {
            c.tick(1);
        }

        assertThat(c.link.connects).isEqualTo(2);
    }

    @Test
    void shouldTryToConnectForEverWithABoundedBackOff() {
        final ScriptedClient c = new ScriptedClient();
        c.link.reachable = false;
        c.run(60_000);
        assertThat(c.client.counter(ClientCounter.CONNECT_FAILURES)).isBetween(110L, 150L);
        c.link.reachable = true;
        c.run(510);

        assertThat(c.client.state()).isEqualTo(ClientState.LOGGED_ON);
    }

    @Test
    void shouldGiveUpASilentConnectionAndGoOnWithAnother() {
        final ScriptedClient c = loggedOn().submit(3);
        final long first = c.link.connection;
        for (int i = 0; i < 4_000 && c.link.connection == first; i++) {
            c.link.ingress.clear();
            c.tick(1);
        }
        c.run(100);

        assertThat(c.link.connects).isEqualTo(2);
        assertThat(c.listener.answered).isEqualTo(numbers(1, 3));
    }

    @Test
    void shouldAskNoMoreOftenThanTheAnswerTimeout() {
        final ScriptedClient c = loggedOn().submit(1);
        for (int i = 0; i < 1_900; i++) {
            c.tick(1);
        }

        assertThat(c.client.counter(ClientCounter.TEST_REQUESTS)).isBetween(6L, 8L);
        assertThat(c.link.connects).isEqualTo(1);
    }

    @Test
    void shouldStayConnectedWhileIdle() {
        final ScriptedClient c = loggedOn().run(30_000);

        assertThat(c.link.connects).isEqualTo(1);
        assertThat(c.link.keepAlives).isBetween(55, 65);
        assertThat(c.exchange.testRequests).isBetween(25, 31);
    }

    @Test
    void shouldBeFencedByALogonOfAnotherOwnerAndStaySo() {
        final ScriptedClient first = loggedOn().submit(1).run(1);
        final ScriptedClient second = new ScriptedClient(first.exchange).logOn();
        first.submit(1).run(3_000);

        assertThat(first.client.state()).isEqualTo(ClientState.FENCED);
        assertThat(first.submit()).isEqualTo(TradingSession.CLOSED);
        assertThat(first.listener.refused).containsExactly(Reason.NOT_LOGGED_ON);
        assertThat(second.client.state()).isEqualTo(ClientState.LOGGED_ON);
        assertThat(first.exchange.logons).isEqualTo(2);
    }

    @Test
    void shouldNotTakeItsOwnLateLogonForAnotherOwner() {
        final ScriptedClient c = new ScriptedClient().poll(3);
        final byte[] stray = c.link.ingress.peek();
        final long strayConnection = c.link.connection;
        c.link.lose("cut");
        c.run(50);
        assertThat(c.client.state()).isEqualTo(ClientState.LOGGED_ON);
        c.exchange.apply(c.link, strayConnection, stray);
        c.submit(1).run(50);

        assertThat(c.client.state()).isEqualTo(ClientState.LOGGED_ON);
        assertThat(c.listener.answered).containsExactly(1L);
    }

    @Test
    void shouldRefuseALowerGeneration() {
        final ScriptedExchange exchange = new ScriptedExchange();
        final ScriptedClient c = new ScriptedClient(
            exchange, config().epoch(2L << 48), RecoveryPolicy.FULL, new RecordingListener());
        c.poll(2);
        c.link.sequenceAll();
        exchange.trade();
        c.run(1_000);
        assertThat(c.client.state()).isNotEqualTo(ClientState.LOGGED_ON);
        assertThat(c.listener.logons).isZero();
        assertThat(c.listener.events).isEmpty();
        assertThat(c.client.counter(ClientCounter.LOWER_GENERATIONS_REFUSED)).isBetween(2L, 10L);

        exchange.epoch = 3L << 48;
        c.run(1_000);
        assertThat(c.client.epoch()).isEqualTo(3L << 48);
        assertThat(c.client.state()).isEqualTo(ClientState.LOGGED_ON);
    }

    @Test
    void shouldHearNothingMoreOfALowerGeneration() {
        final ScriptedClient c = loggedOn();
        c.exchange.epoch = 0;
        c.link.lose("cut");
        c.tick(1).tick(20).poll(2);
        c.link.sequenceAll();
        c.exchange.trade();
        c.poll(1);

        assertThat(c.client.counter(ClientCounter.LOWER_GENERATIONS_REFUSED)).isEqualTo(1);
        assertThat(c.listener.events).isEmpty();
    }

    @Test
    void shouldStopWhenTheExchangeHasLessThanWasAnswered() {
        final ScriptedClient c = loggedOn().submit(5).run(1);
        c.exchange.commands.subList(3, 5).clear();
        c.exchange.events.subList(3, 5).clear();
        c.exchange.eventSequences.subList(3, 5).clear();
        c.exchange.epoch = 2L << 48;
        c.link.lose("promotion");
        c.run(100);

        assertThat(c.client.state()).isEqualTo(ClientState.DIVERGED);
        assertThat(c.submit()).isEqualTo(TradingSession.CLOSED);
    }

    @Test
    void shouldLogOnAgainAfterEveryChangeOfLeader() {
        final ScriptedClient c = loggedOn();
        for (int i = 0; i < 5; i++) {
            c.link.killLeader();
            c.tick(1);
            c.link.electLeader();
            c.run(2);
        }

        assertThat(c.exchange.logons).isEqualTo(6);
        assertThat(c.link.connects).isEqualTo(1);
        assertThat(c.client.counter(ClientCounter.LEADER_CHANGES)).isEqualTo(5);
    }

    @Test
    void shouldCloseInsideACallback() {
        final ScriptedClient[] holder = new ScriptedClient[1];
        final RecordingListener closer = new RecordingListener() {
            @Override
            public void onOrderAccepted(final OrderAcceptedDecoder event) {
                super.onOrderAccepted(event);
                holder[0].client.close();
            }
        };
        final ScriptedClient c =
            new ScriptedClient(new ScriptedExchange(), config(), RecoveryPolicy.FULL, closer);
        holder[0] = c;
        c.logOn().submit(1).run(1);

        assertThat(c.client.state()).isEqualTo(ClientState.CLOSED);
        assertThat(c.submit()).isEqualTo(TradingSession.CLOSED);
    }

    @Test
    void shouldTakeCommandsInsideACallback() {
        final ScriptedClient[] holder = new ScriptedClient[1];
        final RecordingListener submitter = new RecordingListener() {
            @Override
            public void onOrderAccepted(final OrderAcceptedDecoder event) {
                super.onOrderAccepted(event);
                if (event.commandNumber() < 5) {
                    holder[0].submit(1);
                }
            }
        };
        final ScriptedClient c =
            new ScriptedClient(new ScriptedExchange(), config(), RecoveryPolicy.FULL, submitter);
        holder[0] = c;
        c.logOn().submit(1).run(10);

        assertThat(c.listener.answered).isEqualTo(numbers(1, 5));
    }

    @Test
    void shouldCountWhatItCannotRead() {
        final ScriptedClient c = loggedOn();
        c.link.egress.add(new byte[3]);
        c.link.egress.add(new byte[40]);
        c.poll(1);

        assertThat(c.client.counter(ClientCounter.MESSAGES_UNKNOWN)).isEqualTo(2);
    }

    @Test
    void shouldSendALogonFirst() {
        final ScriptedClient c = new ScriptedClient().poll(3);

        assertThat(new MessageHeaderDecoder().wrap(new UnsafeBuffer(c.link.ingress.peek()), 0).templateId())
            .isEqualTo(LogonDecoder.TEMPLATE_ID);
    }
}
