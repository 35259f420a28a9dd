package io.everbook.cli.verify.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SessionFactsTest {
    private static final int CLIENT = 1;
    private static final int NEXT_CLIENT = 2;
    private static final long NUMBER = 5;
    private final Tally tally = new Tally();
    private final SessionFacts facts = new SessionFacts(111, tally);

    @Test
    void shouldFindACommandThatItsClientForgot() {
        facts.opened(CLIENT, true, 1);
        facts.submitted(CLIENT, NUMBER, 100, 0, 1_000);

        facts.submitted(CLIENT, NUMBER, 200, 0, 2_000);

        assertThat(tally.violated(Invariant.I7)).isEqualTo(1);
    }

    @Test
    void shouldLetAnotherClientUseANumberThatWasNeverSequenced() {
        submitThenLogOnAnother();
        facts.submitted(NEXT_CLIENT, NUMBER, 200, 0, 2_000);

        assertThat(tally.violated(Invariant.I7)).isZero();
    }

    @Test
    void shouldTakeACommandWhoseNumberIsDecidedForAnotherClientForNeverSequenced() {
        submitThenLogOnAnother();
        facts.answered(CLIENT, NUMBER, 7, 0, 1_500);

        facts.submitted(NEXT_CLIENT, NUMBER, 200, 0, 2_000);

        assertThat(facts.submissions()).extracting(submission -> submission.answered).containsExactly(true, false);
        assertThat(facts.submissions().get(1).neverSequenced).isTrue();
    }

    @Test
    void shouldTakeAnAnswerForTheCommandOfTheClientThatHeardIt() {
        submitThenLogOnAnother();
        facts.submitted(NEXT_CLIENT, NUMBER, 200, 0, 2_000);

        facts.answered(CLIENT, NUMBER, 7, 0, 2_500);

        assertThat(facts.submissions()).extracting(submission -> submission.answered).containsExactly(true, false);
        assertThat(facts.submissions().get(1).neverSequenced).isTrue();
    }

    @Test
    void shouldLetASessionWithoutPromisesSendWhatItLikes() {
        facts.opened(CLIENT, false, 1);
        facts.submitted(CLIENT, NUMBER, 100, 0, 1_000);

        facts.submitted(CLIENT, NUMBER, 200, 0, 2_000);

        assertThat(tally.violated(Invariant.I7)).isZero();
    }

    @Test
    void shouldHoldAClientThatFillsToEachEventOnceAndInOrder() {
        facts.opened(CLIENT, true, 1);
        facts.event(CLIENT, 1, 10);
        facts.event(CLIENT, 3, 30);
        facts.event(CLIENT, 3, 30);

        assertThat(tally.violated(Invariant.I23)).isEqualTo(2);
    }

    @Test
    void shouldHoldABareConnectionToTheSameBytesAlone() {
        facts.opened(CLIENT, false, 1);
        facts.event(CLIENT, 3, 30);
        facts.event(CLIENT, 2, 20);
        assertThat(tally.violated(Invariant.I23)).isZero();

        facts.event(CLIENT, 3, 31);

        assertThat(tally.violated(Invariant.I23)).isEqualTo(1);
    }

    private void submitThenLogOnAnother() {
        facts.opened(CLIENT, true, 1);
        facts.submitted(CLIENT, NUMBER, 100, 0, 1_000);
        facts.opened(NEXT_CLIENT, true, 1);
        facts.loggedOn(NEXT_CLIENT, NUMBER - 1);
    }
}
