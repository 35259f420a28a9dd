package io.everbook.site;

import io.aeron.Aeron;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class NominationTest {
    private static final long MS = 1_000_000;
    private static final String MEMBERS = "0,alpha,10.0.0.1:1,10.0.0.1:2,10.0.0.1:3,10.0.0.1:4,10.0.0.1:5,10.0.0.1:6;"
        + "1,beta,10.0.0.2:1,10.0.0.2:2,10.0.0.2:3,10.0.0.2:4,10.0.0.2:5,10.0.0.2:6;"
        + "2,gamma,10.0.0.3:1,10.0.0.3:2,10.0.0.3:3,10.0.0.3:4,10.0.0.3:5,10.0.0.3:6";

    private final long startNs = System.nanoTime();

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0", "0, 2, 1", "0, 0, 2",
        "1, 2, 0", "1, 0, 1", "1, 1, 2",
        "2, 0, 0", "2, 1, 1", "2, 2, 2",
        "-1, 0, 0", "-1, 1, 1", "-1, 2, 2"
    })
    void shouldLetTheSiteAfterTheLostLeaderAskFirstAndEachNextOneALittleLater(
        final int lost, final int self, final int ballots) {
        assertThat(waitedMs(nomination(self, lost), self)).isEqualTo(ballots * 20L);
    }

    @Test
    void shouldWaitAnewInTheNextRound() {
        final Nomination nomination = nomination(2, 0);

        assertThat(waitedMs(nomination, 2)).isEqualTo(20);
        assertThat(nomination.appointed(startNs + 21 * MS, false)).isNotIn(2, Aeron.NULL_VALUE);
        assertThat(nomination.appointed(startNs + 22 * MS, true)).isNotIn(2, Aeron.NULL_VALUE);
    }

    @Test
    void shouldLeaveTheFirstWordInAPlannedMoveToItsTarget() {
        final Nomination target = nomination(2, 0);
        final Nomination other = nomination(1, 0);
        target.prefer(2);
        other.prefer(2);

        assertThat(target.appointed(System.nanoTime(), true)).isEqualTo(2);
        assertThat(other.appointed(System.nanoTime(), true)).isEqualTo(2);
        other.appointed(System.nanoTime() + 250 * MS, true);
        assertThat(other.appointed(System.nanoTime() + 250 * MS, true)).isEqualTo(Aeron.NULL_VALUE);
    }

    @Test
    void shouldLeaveRoundsThatFollowEachOtherToChance() {
        final Nomination nomination = nomination(1, 0);

        final long nowNs = System.nanoTime();

        assertThat(nomination.delay(nowNs)).isZero();
        assertThat(IntStream.range(1, 100).mapToDouble(i -> nomination.delay(nowNs + i * MS)).boxed())
            .allMatch(delay -> delay >= 0 && delay < 1).doesNotHaveDuplicates();
        assertThat(nomination.delay(nowNs + 10_000 * MS)).isZero();
    }

    private long waitedMs(final Nomination nomination, final int self) {
        for (long ms = 0; ms < 1_000; ms++) {
            final int appointed = nomination.appointed(startNs + ms * MS, true);
            if (appointed == Aeron.NULL_VALUE || appointed == self) {
                return ms;
            }
        }
        return -1;
    }

    private static Nomination nomination(final int self, final int lost) {
        return new Nomination(
            new SiteConfig().members(SiteMember.parseAll(MEMBERS)).member(self), () -> lost);
    }
}
