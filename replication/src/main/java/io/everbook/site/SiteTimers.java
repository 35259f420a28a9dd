package io.everbook.site;

import io.everbook.api.EverbookException;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * The time limits that sites share, in milliseconds, by key {@code timers.<name>}: those of a {@link TimerProfile},
 * where the arithmetic is, unless set one by one.
 *
 * <p>Immutable.
 */
public final class SiteTimers {
    private final Map<String, Long> milliseconds;

    private SiteTimers(final Map<String, Long> milliseconds) {
        this.milliseconds = milliseconds;
        for (final Map.Entry<String, Long> timer : milliseconds.entrySet()) {
            if (timer.getValue() < 1) {
                throw new EverbookException(
                    "timers." + timer.getKey() + "=" + timer.getValue() + " must be at least 1");
            }
        }
        require("canvassTimeout", 2 * milliseconds.get("heartbeatTimeout"));
        require("heartbeatTimeout", 3 * milliseconds.get("heartbeatInterval"));
    }

    /**
     * Takes the timers of the fastest profile and replaces what is given.
     *
     * @param milliseconds by name, without the prefix {@code timers.}; may be empty.
     * @return the timers.
     */
    public static SiteTimers of(final Map<String, Long> milliseconds) {
        return of(TimerProfile.LAN, milliseconds);
    }

    /**
     * Takes the timers of a profile and replaces what is given.
     *
     * @param profile      to start from.
     * @param milliseconds by name, without the prefix {@code timers.}; may be empty.
     * @return the timers.
     */
    public static SiteTimers of(final TimerProfile profile, final Map<String, Long> milliseconds) {
        final Map<String, Long> merged = new LinkedHashMap<>(profile.milliseconds());
        for (final Map.Entry<String, Long> timer : milliseconds.entrySet()) {
            if (!merged.containsKey(timer.getKey())) {
                throw new EverbookException(
                    "timers." + timer.getKey() + " is no timer; there are " + new TreeSet<>(merged.keySet()));
            }
            merged.put(timer.getKey(), timer.getValue());
        }
        return new SiteTimers(merged);
    }

    private void require(final String name, final long atLeast) {
        if (milliseconds.get(name) < atLeast) {
            throw new EverbookException(
                "timers." + name + "=" + milliseconds.get(name) + " must be at least " + atLeast);
        }
    }

    /**
     * How often a leader without other traffic is heard.
     *
     * @return nanoseconds.
     */
    public long heartbeatIntervalNs() {
        return ns("heartbeatInterval");
    }

    /**
     * How long a silent leader stays leader.
     *
     * @return nanoseconds.
     */
    public long heartbeatTimeoutNs() {
        return ns("heartbeatTimeout");
    }

    /**
     * How long a ballot stays open for members that don't vote.
     *
     * @return nanoseconds.
     */
    public long electionTimeoutNs() {
        return ns("electionTimeout");
    }

    /**
     * How often members tell their state during an election.
     *
     * @return nanoseconds.
     */
    public long statusIntervalNs() {
        return ns("statusInterval");
    }

    /**
     * How long a starting member waits for all the others before a quorum suffices.
     *
     * @return nanoseconds.
     */
    public long canvassTimeoutNs() {
        return ns("canvassTimeout");
    }

    /**
     * How long a silent connection of a client stays open.
     *
     * @return nanoseconds.
     */
    public long sessionTimeoutNs() {
        return ns("sessionTimeout");
    }

    /**
     * How often the media driver looks after its own time limits.
     *
     * @return nanoseconds.
     */
    public long driverIntervalNs() {
        return ns("driverInterval");
    }

    /**
     * How long a stream that went silent counts as alive.
     *
     * @return nanoseconds.
     */
    public long imageLivenessNs() {
        return ns("imageLiveness");
    }

    /**
     * How long a publication counts as connected without hearing from its receivers.
     *
     * @return nanoseconds.
     */
    public long publicationConnectionNs() {
        return ns("publicationConnection");
    }

    /**
     * How long a site that leaves keeps its media driver after its consensus module closed, so that the others learn
     * of it and elect at once.
     *
     * @return nanoseconds.
     */
    public long leaveNs() {
        return ns("leave");
    }

    private long ns(final String name) {
        return TimeUnit.MILLISECONDS.toNanos(milliseconds.get(name));
    }

    String canonical() {
        final StringBuilder text = new StringBuilder();
        milliseconds.forEach((name, ms) -> text.append("timers.").append(name).append('=').append(ms).append('\n'));
        return text.toString();
    }
}
