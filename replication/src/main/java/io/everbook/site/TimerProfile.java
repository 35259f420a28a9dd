package io.everbook.site;

import io.everbook.api.EverbookException;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Time limits that belong together, for sites so far from each other; set by {@code timers.profile}, and any single
 * timer beside it.
 *
 * <p>What a kill of the leader costs, from the last answer to the first:
 *
 * <pre>
 *                                               LAN   METRO     WAN
 *   heartbeat timeout       silence is noticed  200     300   1,000 ms
 *   status interval         candidates compare    5      10      50
 *   election timeout / 2    at most, who is first 10     30     200
 *   election timeout        the dead don't vote  20      60     400
 *   joining the new log                          80     100     300
 *   the clients' logon      two round trips      30      50     250
 *   together, about                             345     550   2,200
 *   (heartbeat interval)                         15      20      50
 * </pre>
 *
 * <p>And what a profile asks for in return. A leader that is silent for longer than the heartbeat timeout is voted
 * out although it lives, so no pause of a site may come near it. Heartbeats are sent at the interval, one may be lost,
 * and a round trip passes before the leader knows of its followers: heartbeat timeout − 2 × heartbeat interval −
 * {@link #maxRoundTripNs() the longest round trip} is left for {@link #maxPauseNs() the longest pause}. And a ballot
 * that ends before the votes are back elects nobody, ever: a vote takes a round trip, twice as much again is left for
 * busy machines, so that the election timeout is three round trips.
 */
public enum TimerProfile {
    /** Sites in one building or zone: round trips up to 6 ms, pauses up to 163 ms. */
    LAN(15, 200, 20, 5, 1_000, 400, 400),
    /** Sites in one city or region: round trips up to 20 ms, pauses up to 240 ms. */
    METRO(20, 300, 60, 10, 1_000, 600, 600),
    /** Sites of a continent: round trips up to 133 ms, pauses up to 766 ms. */
    WAN(50, 1_000, 400, 50, 3_000, 2_000, 2_000);

    private static final int ROUND_TRIPS_A_BALLOT = 3;

    private final Map<String, Long> milliseconds = new LinkedHashMap<>();

    TimerProfile(
        final long heartbeatInterval,
        final long heartbeatTimeout,
        final long electionTimeout,
        final long statusInterval,
        final long canvassTimeout,
        final long imageLiveness,
        final long publicationConnection) {
        milliseconds.put("heartbeatInterval", heartbeatInterval);
        milliseconds.put("heartbeatTimeout", heartbeatTimeout);
        milliseconds.put("electionTimeout", electionTimeout);
        milliseconds.put("statusInterval", statusInterval);
        milliseconds.put("canvassTimeout", canvassTimeout);
        milliseconds.put("sessionTimeout", 10_000L);
        milliseconds.put("driverInterval", 100L);
        milliseconds.put("imageLiveness", imageLiveness);
        milliseconds.put("publicationConnection", publicationConnection);
        milliseconds.put("leave", 700L);
    }

    /**
     * The longest round trip between two sites with which elections end.
     *
     * @return nanoseconds.
     */
    public long maxRoundTripNs() {
        return maxRoundTripNs(SiteTimers.of(this, Map.of()));
    }

    /**
     * The longest pause of a site that starts no election.
     *
     * @return nanoseconds.
     */
    public long maxPauseNs() {
        return maxPauseNs(SiteTimers.of(this, Map.of()));
    }

    static long maxRoundTripNs(final SiteTimers timers) {
        return timers.electionTimeoutNs() / ROUND_TRIPS_A_BALLOT;
    }

    static long maxPauseNs(final SiteTimers timers) {
        return timers.heartbeatTimeoutNs() - 2 * timers.heartbeatIntervalNs() - maxRoundTripNs(timers);
    }

    /**
     * The fastest profile that is safe.
     *
     * @param roundTripNs measured between two sites, nanoseconds.
     * @param pauseNs     measured at a site, nanoseconds.
     * @return the profile, null if none is.
     */
    static TimerProfile safeFor(final long roundTripNs, final long pauseNs) {
        for (final TimerProfile profile : values()) {
            if (roundTripNs <= profile.maxRoundTripNs() && pauseNs <= profile.maxPauseNs()) {
                return profile;
            }
        }
        return null;
    }

    static TimerProfile of(final String name) {
        for (final TimerProfile profile : values()) {
            if (profile.name().equals(name)) {
                return profile;
            }
        }
        throw new EverbookException("timers.profile=" + name + " is none of " + Arrays.toString(values()));
    }

    Map<String, Long> milliseconds() {
        return milliseconds;
    }

    static long millis(final long nanoseconds) {
        return TimeUnit.NANOSECONDS.toMillis(nanoseconds);
    }
}
