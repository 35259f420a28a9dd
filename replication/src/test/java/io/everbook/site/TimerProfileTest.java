package io.everbook.site;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class TimerProfileTest {
    private static final long MS = 1_000_000;

    @ParameterizedTest
    @EnumSource
    void shouldLeaveRoomForALostHeartbeatAndARoundTripBeforeALeaderIsVotedOut(final TimerProfile profile) {
        final SiteTimers timers = SiteTimers.of(profile, Map.of());

        assertThat(profile.maxPauseNs() + profile.maxRoundTripNs() + 2 * timers.heartbeatIntervalNs())
            .isEqualTo(timers.heartbeatTimeoutNs());
        assertThat(profile.maxPauseNs()).isGreaterThan(timers.heartbeatTimeoutNs() / 2);
        assertThat(timers.electionTimeoutNs()).isGreaterThanOrEqualTo(3 * profile.maxRoundTripNs());
        assertThat(timers.imageLivenessNs()).isBetween(timers.heartbeatTimeoutNs(), 3 * timers.heartbeatTimeoutNs());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 100, LAN",
        "6, 163, LAN",
        "7, 100, METRO",
        "1, 200, METRO",
        "90, 10, WAN",
        "5, 700, WAN",
        "200, 10, ",
        "1, 1000, "
    })
    void shouldNameTheFastestProfileThatIsSafe(final long roundTripMs, final long pauseMs, final TimerProfile safe) {
        assertThat(TimerProfile.safeFor(roundTripMs * MS, pauseMs * MS)).isEqualTo(safe);
    }

    @Test
    void shouldTakeSingleTimersInPlaceOfTheProfiles() {
        final SiteTimers timers = SiteTimers.of(TimerProfile.METRO, Map.of("electionTimeout", 90L));

        assertThat(timers.electionTimeoutNs()).isEqualTo(90 * MS);
        assertThat(timers.heartbeatTimeoutNs()).isEqualTo(300 * MS);
        assertThat(TimerProfile.maxRoundTripNs(timers)).isEqualTo(30 * MS);
    }
}
