package io.everbook.client;

import static io.everbook.client.ScriptedClient.config;
import static io.everbook.client.ScriptedClient.loggedOn;
import static io.everbook.client.ScriptedClient.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.client.ScriptedInquiries.Asked;
import io.everbook.client.ScriptedInquiries.Behaviour;
import io.everbook.protocol.OrderExecutedDecoder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Each event is delivered once and in order, whatever is lost on the way here.
 */
class EventOrderTest {
    @Test
    void shouldDropEventsThatComeAgain() {
        final ScriptedClient c = loggedOn();
        trade(c, 3);
        c.link.egress.addAll(c.exchange.events);
        trade(c, 1);
        c.poll(1);

        assertThat(c.listener.events).isEqualTo(numbers(1, 4));
        assertThat(c.client.counter(ClientCounter.EVENTS_DUPLICATE)).isEqualTo(3);
    }

    @Test
    void shouldAskForAHoleByTheLinkOfTheEventBehindIt() {
        final ScriptedClient c = loggedOn();
        trade(c, 2);
        lose(c, 3);
        trade(c, 2);
        c.poll(3);

        assertThat(c.listener.events).isEqualTo(numbers(1, 7));
        assertThat(c.inquiries.asked)
            .containsExactly(new Asked(0, 3, 5, c.exchange.eventSequences.get(4), 1));
        assertThat(c.client.counter(ClientCounter.HOLES_FILLED)).isEqualTo(1);
        assertThat(c.client.counter(ClientCounter.EVENTS_REPLAYED)).isEqualTo(3);
    }

    @Test
    void shouldHoldLiveEventsUntilTheHoleIsFilled() {
        final ScriptedClient c = loggedOn();
        Arrays.fill(c.inquiries.sites, Behaviour.SILENT);
        lose(c, 1);
        trade(c, 5);
        c.poll(2);
        assertThat(c.listener.events).isEmpty();
        Arrays.fill(c.inquiries.sites, Behaviour.ANSWERS);
        c.run(250);

        assertThat(c.listener.events).isEqualTo(numbers(1, 6));
        assertThat(c.client.counter(ClientCounter.EVENTS_REPLAYED)).isEqualTo(1);
    }

    @Test
    void shouldDropEventsThatComeAgainWhileTheHoleIsOpen() {
        final ScriptedClient c = loggedOn();
        lose(c, 1);
        trade(c, 3);
        c.link.egress.add(c.exchange.events.get(1));
        c.link.egress.add(c.exchange.events.get(3));
        c.poll(3);

        assertThat(c.listener.events).isEqualTo(numbers(1, 4));
    }

    @Test
    void shouldReplayWhatDidNotFitWhileTheHoleWasOpen() {
        final ScriptedClient c = new ScriptedClient(new ScriptedExchange(),
            config().heldEventsLength(4096), RecoveryPolicy.FULL, new RecordingListener()).logOn();
        Arrays.fill(c.inquiries.sites, Behaviour.SILENT);
        lose(c, 1);
        trade(c, 200);
        c.poll(2);
        Arrays.fill(c.inquiries.sites, Behaviour.ANSWERS);
        c.run(250);

        assertThat(c.client.counter(ClientCounter.HELD_EVENTS_DROPPED)).isPositive();
        assertThat(c.listener.events).isEqualTo(numbers(1, 201));
    }

    @Test
    void shouldAskOtherSitesWhenOneIsUnreachableSilentBehindOrRefuses() {
        final ScriptedClient c = loggedOn();
        c.inquiries.sites[0] = Behaviour.SILENT;
        c.inquiries.sites[1] = Behaviour.LAGS;
        c.inquiries.sites[2] = Behaviour.UNREACHABLE;
        lose(c, 1);
        trade(c, 1);
        c.run(300);
        assertThat(c.listener.events).isEmpty();
        c.inquiries.sites[0] = Behaviour.REFUSES;
        c.inquiries.sites[2] = Behaviour.STOPS_HALFWAY;
        c.run(300);

        assertThat(c.listener.events).isEqualTo(numbers(1, 2));
        assertThat(c.inquiries.asked).extracting(Asked::site).contains(0, 1, 2);
    }

    @Test
    void shouldNotAskInAStormWhenNoSiteAnswers() {
        final ScriptedClient c = loggedOn();
        Arrays.fill(c.inquiries.sites, Behaviour.REFUSES);
        lose(c, 1);
        trade(c, 1);
        c.run(2_000);

        assertThat(c.inquiries.asked).hasSizeBetween(12, 60);
    }

    @Test
    void shouldAskForTheRestWhenAReplayStopsShort() {
        final ScriptedClient c = loggedOn();
        Arrays.fill(c.inquiries.sites, Behaviour.STOPS_HALFWAY);
        lose(c, 100);
        trade(c, 1);
        c.run(50);

        assertThat(c.listener.events).isEqualTo(numbers(1, 101));
    }

    @Test
    void shouldFindALostLastEventByATestRequest() {
        final ScriptedClient c = loggedOn();
        trade(c, 1);
        lose(c, 2);
        c.run(900);
        assertThat(c.listener.events).isEqualTo(numbers(1, 1));
        c.run(200);

        assertThat(c.listener.events).isEqualTo(numbers(1, 3));
        assertThat(c.exchange.testRequests).isEqualTo(1);
    }

    @Test
    void shouldAskForWhatWasMissedDuringAFailover() {
        final ScriptedClient c = loggedOn().submit(5);
        c.link.egressOpen = false;
        c.link.sequenceAll();
        trade(c, 3);
        c.link.egressOpen = true;
        c.link.killLeader();
        c.tick(1);
        c.link.electLeader();
        c.run(20);

        assertThat(c.listener.answered).isEqualTo(numbers(1, 5));
        assertThat(c.listener.events).isEqualTo(numbers(1, 8));
        assertThat(c.inquiries.asked).extracting(Asked::to, Asked::toSequence)
            .containsExactly(org.assertj.core.api.Assertions.tuple(8L, c.exchange.lastEventSequence()));
        assertThat(c.exchange.repeats).isZero();
    }

    @Test
    void shouldStartAfterTheLastEventWhereOnlyNewOnesAreWanted() {
        assertThat(eventsOfALateJoiner(ClientConfig.NEW_EVENTS)).isEqualTo(numbers(6, 7));
    }

    @Test
    void shouldStartWithTheFirstEventWhereAllAreWanted() {
        assertThat(eventsOfALateJoiner(ClientConfig.ALL_EVENTS)).isEqualTo(numbers(1, 7));
    }

    @Test
    void shouldStartWithTheEventThatIsWanted() {
        assertThat(eventsOfALateJoiner(4)).isEqualTo(numbers(4, 7));
    }

    @Test
    void shouldDeliverTheRestAndThrowWhatTheListenerThrew() {
        final RecordingListener thrower = new RecordingListener() {
            @Override
            public void onOrderExecuted(final OrderExecutedDecoder event) {
                super.onOrderExecuted(event);
                throw new IllegalArgumentException("event " + event.header().eventNumber());
            }
        };
        final ScriptedClient c =
            new ScriptedClient(new ScriptedExchange(), config(), RecoveryPolicy.FULL, thrower).logOn();
        trade(c, 2);

        assertThatThrownBy(() -> c.poll(1)).hasMessage("event 1").satisfies(
            thrown -> assertThat(thrown.getSuppressed()).extracting(Throwable::getMessage).containsExactly("event 2"));
        c.run(50);
        assertThat(c.listener.events).isEqualTo(numbers(1, 2));
    }

    @Test
    void shouldPassHolesOverWithoutFill() {
        final ScriptedClient c = new ScriptedClient(
            new ScriptedExchange(), config(), BrokenClients.fillNothing(), new RecordingListener()).logOn();
        lose(c, 2);
        trade(c, 1);
        c.run(500);

        assertThat(c.listener.events).isEqualTo(numbers(3, 3));
    }

    private static java.util.List<Long> eventsOfALateJoiner(final long resumeFromEvent) {
        final ScriptedExchange exchange = new ScriptedExchange();
        new ScriptedClient(exchange).logOn().submit(5).run(1).close();
        final ScriptedClient late = new ScriptedClient(exchange, config().resumeFromEvent(resumeFromEvent),
            RecoveryPolicy.FULL, new RecordingListener()).logOn();
        return late.submit(2).run(5).listener.events;
    }

    private static void trade(final ScriptedClient c, final int count) {
        for (int i = 0; i < count; i++) {
            c.exchange.trade();
        }
    }

    private static void lose(final ScriptedClient c, final int count) {
        c.link.egressOpen = false;
        trade(c, count);
        c.link.egressOpen = true;
    }
}
