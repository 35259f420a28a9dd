package io.everbook.cli.verify.fault;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The kinds of faults. One that strikes a site has it for itself until the site is well again; the others come beside
 * it, one at a time too.
 */
public enum FaultKind {
    /** The leader's process is killed. */
    KILL_LEADER(true, KillFault::ofLeader),
    /** A follower's process is killed. */
    KILL_FOLLOWER(true, KillFault::ofFollower),
    /** The leader is killed where a command is committed and its answer has not left. */
    KILL_BEFORE_EGRESS(true, KillFault::beforeEgress),
    /** A site is killed where a command is decided and not in its journal. */
    KILL_BEFORE_APPEND(true, KillFault::beforeAppend),
    /** A site is killed where a command is in its journal and nobody was told. */
    KILL_AFTER_APPEND(true, KillFault::afterAppend),
    /** A site is killed while it writes a snapshot. */
    KILL_IN_SNAPSHOT(true, KillFault::inSnapshot),
    /** A site is killed, and again while it recovers. */
    KILL_IN_RECOVERY(true, KillFault::againInRecovery),
    /** Two sites are killed: no quorum until they are back. */
    KILL_TWO(true, KillTwoFault::of),
    /** The leader stands still for less than any time limit. */
    PAUSE_BRIEF(true, PauseFault::brief),
    /** The leader stands still for longer than elections take. */
    PAUSE_LEADER(true, PauseFault::longOfLeader),
    /** A follower stands still. */
    PAUSE_FOLLOWER(true, PauseFault::longOfFollower),
    /** The leader gets a third of a processor. */
    SLOW_PROCESSOR(true, PauseFault::slowProcessor),
    /** The leader is cut off from all. */
    ISOLATE_LEADER(true, NetworkFault::isolateLeader),
    /** The leader is cut off from the other sites, and still reached by clients. */
    ISOLATE_LEADER_FROM_SITES(true, NetworkFault::isolateLeaderFromSites),
    /** A follower is cut off from all. */
    ISOLATE_FOLLOWER(true, NetworkFault::isolateFollower),
    /** The leader's cable is pulled. */
    UNPLUG_LEADER(true, NetworkFault::unplugLeader),
    /** What goes one way between leader and follower is lost. */
    ONE_WAY(true, NetworkFault::oneWay),
    /** Leader and follower don't reach each other, a third site reaches both. */
    BRIDGE(true, NetworkFault::bridge),
    /** The leader's link comes and goes. */
    FLAPPING(true, NetworkFault::flapping),
    /** A follower is started with another configuration. */
    OTHER_CONFIGURATION(true, ConfigurationFault::of,
        "FATAL this site, .* and .* are configured differently: .*"),
    /** Packets of a site to and from the others come late. */
    DELAY(false, NetworkFault::delay),
    /** Packets are lost. */
    LOSS(false, NetworkFault::loss),
    /** Packets come twice. */
    DUPLICATION(false, NetworkFault::duplication),
    /** Packets overtake each other. */
    REORDERING(false, NetworkFault::reordering),
    /** A site's links to the others carry little. */
    NARROW(false, NetworkFault::narrow),
    /** The clients don't reach a site. */
    CLIENT_LINK_CUT(false, NetworkFault::clientsFromSite),
    /** Clients go with commands under way, and come back. */
    CLIENT_DISCONNECT(false, ClientFault::disconnect),
    /** Sessions are logged on twice. */
    SECOND_LOGON(false, ClientFault::secondLogon),
    /** A client doesn't read. */
    SLOW_READER(false, ClientFault::slowReader),
    /** A client sends all that is taken. */
    FLOOD(false, ClientFault::flood);

    private final boolean strikesSite;
    private final Function<SplittableRandom, Fault> maker;
    private final List<Pattern> explains;

    FaultKind(
        final boolean strikesSite, final Function<SplittableRandom, Fault> maker, final String... explains) {
        this.strikesSite = strikesSite;
        this.maker = maker;
        this.explains = List.of(explains).stream().map(Pattern::compile).toList();
    }

    /**
     * Whether it strikes a site.
     *
     * @return false if it strikes links or clients in a way that every site lives with.
     */
    public boolean strikesSite() {
        return strikesSite;
    }

    /**
     * Whether no quorum is left while it lasts.
     *
     * @return true if the sites can't answer until it is lifted.
     */
    public boolean takesQuorum() {
        return this == KILL_TWO;
    }

    /**
     * Makes one.
     *
     * @param random of that fault alone.
     * @return a fault that has not struck yet.
     */
    public Fault make(final SplittableRandom random) {
        return maker.apply(random);
    }

    /**
     * Whether an error in a site's log is what this fault must cause.
     *
     * @param line of the log.
     * @return true if it explains it.
     */
    public boolean explains(final String line) {
        return explains.stream().anyMatch(pattern -> pattern.matcher(line).matches());
    }

    /**
     * Its name in reports.
     *
     * @return in small letters.
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
