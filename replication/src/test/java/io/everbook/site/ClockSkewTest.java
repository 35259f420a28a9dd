package io.everbook.site;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClockSkewTest {
    private static final long MS = 1_000_000;
    private static final long NOW = 1_700_000_000_000L * MS;

    private final ClockSkew skew = new ClockSkew();

    @Test
    void shouldFindItselfWrongAmongThreeAndNotBecauseOfAnother() {
        answer(1, 60, 60, 1);
        assertThat(skew.isTooLarge()).isFalse();

        answer(2, 61, 61, 1);
        assertThat(skew.ns()).isEqualTo(-60 * MS);
        assertThat(skew.isTooLarge()).isTrue();

        answer(2, 0, 0, 1);
        assertThat(skew.isTooLarge()).isFalse();
    }

    @Test
    void shouldCallItselfAheadWhenThePeersAreBehind() {
        answer(1, -70, 0, 2);
        answer(2, -71, 0, 2);

        assertThat(skew.ns()).isEqualTo(68 * MS);
    }

    @Test
    void shouldCompareTheMachinesClocksToo() {
        answer(1, 0, 10_000, 1);
        answer(2, 0, 10_001, 1);

        assertThat(skew.ns()).isEqualTo(-10_000 * MS);
    }

    @Test
    void shouldNotTakeASlowAnswerForAWrongClock() {
        answer(1, -200, -200, 230);
        answer(2, -210, -210, 220);

        assertThat(skew.ns()).isZero();
    }

    @Test
    void shouldForgetAPeer() {
        answer(1, 90, 90, 1);
        answer(2, 90, 90, 1);
        skew.forget(2);

        assertThat(skew.isTooLarge()).isFalse();
    }

    private void answer(final int member, final long clockMs, final long wallMs, final long askedMs) {
        skew.onAnswer(new PeerStatus(1, member, "peer", 1, 0, 0, 0, 0, 0, 0, NOW + clockMs * MS, NOW + wallMs * MS, 1,
            1, true, false, 0, "", ""), NOW, NOW, askedMs * MS);
    }
}
