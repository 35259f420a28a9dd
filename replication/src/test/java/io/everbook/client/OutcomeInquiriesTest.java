package io.everbook.client;

import io.everbook.api.TradingSession;
import io.everbook.protocol.OutcomeAnswerDecoder;
import io.everbook.protocol.QueryResult;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Questions about outcomes: which site is asked, when another is, and how each question ends.
 */
class OutcomeInquiriesTest {
    private final List<String> told = new ArrayList<>();
    private final ScriptedOutcomes sites = new ScriptedOutcomes();
    private final ClientTimeouts timeouts = new ClientTimeouts()
        .replayTimeoutNs(TimeUnit.MILLISECONDS.toNanos(200)).outcomeTimeoutNs(TimeUnit.SECONDS.toNanos(2));
    private final OutcomeInquiries inquiries = new OutcomeInquiries(
        ScriptedClient.config().listener(new RecordingListener()).timeouts(timeouts)
            .outcomeListener(new Listener()).conclude(), () -> sites);

    private final class Listener implements OutcomeListener {
        @Override
        public void onOutcome(final OutcomeAnswerDecoder answer) {
            told.add(answer.commandNumber() + " " + answer.result());
        }

        @Override
        public void onUnanswered(final long correlationId) {
            told.add("unanswered");
        }
    }

    private void poll(final long fromMs, final long toMs) {
        for (long now = fromMs; now <= toMs; now += 10) {
            inquiries.poll(TimeUnit.MILLISECONDS.toNanos(now));
        }
    }

    @Test
    void shouldAskAsTheParticipantForWhatTheClientHasSeen() {
        inquiries.askOutcome(7, 40, 50, 0);
        poll(0, 20);

        assertThat(sites.asked).containsExactly(
            new ScriptedOutcomes.Asked(0, "aeron:udp?endpoint=127.0.0.1:22000", "1:secret", 7, 40, 50));
        assertThat(told).containsExactly("7 ANSWERED");
    }

    @Test
    void shouldAskTheNextSiteWhereOneIsSilentOrLagsOrCannotBeReached() {
        sites.sites[0] = null;
        sites.unreachable[1] = true;
        sites.sites[2] = QueryResult.LAGGING;
        inquiries.askOutcome(7, 40, 50, 0);
        poll(0, 390);
        assertThat(told).isEmpty();

        sites.sites[0] = QueryResult.ANSWERED;
        poll(400, 450);
        assertThat(sites.asked.stream().map(ScriptedOutcomes.Asked::site)).containsExactly(0, 2, 0);
        assertThat(told).containsExactly("7 ANSWERED");
    }

    @Test
    void shouldTellThatAllLagWhenTimeIsOver() {
        Arrays.fill(sites.sites, QueryResult.LAGGING);
        inquiries.askOutcome(7, 40, 50, 0);
        poll(0, 3_000);

        assertThat(told).containsExactly("7 LAGGING");
        assertThat(sites.asked).hasSizeGreaterThan(5);
    }

    @Test
    void shouldTellThatNobodyAnswered() {
        Arrays.fill(sites.sites, null);
        inquiries.askOutcome(7, 40, 50, 0);
        poll(0, 1_990);
        assertThat(told).isEmpty();
        poll(2_000, 3_000);

        assertThat(told).containsExactly("unanswered");
    }

    @Test
    void shouldTakeEachAnswerOnceAndOnlyThoseToItsQuestions() {
        sites.sites[0] = null;
        final long id = inquiries.askOutcome(7, 40, 50, 0);
        poll(0, 0);
        sites.answer(id + 1, 8, QueryResult.ANSWERED);
        sites.answer(id, 7, QueryResult.ANSWERED);
        sites.answer(id, 7, QueryResult.ANSWERED);
        poll(10, 3_000);

        assertThat(told).containsExactly("7 ANSWERED");
    }

    @Test
    void shouldBoundTheQuestionsUnderWay() {
        final ScriptedClient client = ScriptedClient.loggedOn();
        for (int i = 0; i < OutcomeInquiries.QUESTIONS_MAX; i++) {
            assertThat(client.client.askOutcome(i + 1)).isPositive();
        }
        assertThat(client.client.askOutcome(1)).isEqualTo(TradingSession.WINDOW_FULL);
        assertThat(client.client.askTrade(1, 1)).isEqualTo(TradingSession.WINDOW_FULL);
        assertThat(client.client.askOrder(1)).isEqualTo(TradingSession.WINDOW_FULL);
        client.client.poll();
        client.client.poll();
        assertThat(client.outcomes.asked).hasSize(OutcomeInquiries.QUESTIONS_MAX)
            .as("what may be sent again can't be told to be never sequenced")
            .allMatch(asked -> asked.logonSequence() == 0 && asked.requiredSequence() > 0);
        assertThat(client.client.askOutcome(1)).isPositive();
    }
}
