package io.everbook.site;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class NominationTest {
    private static final List<SiteMember> MEMBERS = SiteMember.parseAll(
        "0,alpha,10.0.0.1:1,10.0.0.1:2,10.0.0.1:3,10.0.0.1:4,10.0.0.1:5,10.0.0.1:6;"
            + "1,beta,10.0.0.2:1,10.0.0.2:2,10.0.0.2:3,10.0.0.2:4,10.0.0.2:5,10.0.0.2:6;"
            + "2,gamma,10.0.0.3:1,10.0.0.3:2,10.0.0.3:3,10.0.0.3:4,10.0.0.3:5,10.0.0.3:6");

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0", "0, 2, 1", "0, 0, 2",
        "1, 2, 0", "1, 0, 1", "1, 1, 2",
        "2, 0, 0", "2, 1, 1", "2, 2, 2",
        "-1, 0, 0", "-1, 1, 1", "-1, 2, 2"
    })
    void shouldLetTheSiteAfterTheLostLeaderAskFirst(final int lost, final int self, final double wait) {
        assertThat(new Nomination(MEMBERS, self, () -> lost).nextDouble()).isEqualTo(wait);
    }

    @Test
    void shouldLeaveTheNextRoundsToChance() {
        final Nomination nomination = new Nomination(MEMBERS, 2, () -> 0);
        nomination.nextDouble();

        assertThat(nomination.doubles(100)).allMatch(wait -> wait >= 0 && wait < 3).doesNotContain(1.0)
            .hasSizeGreaterThan(90);
        assertThat(List.of(nomination.nextDouble(), nomination.nextDouble(), nomination.nextDouble()))
            .doesNotHaveDuplicates();
    }
}
