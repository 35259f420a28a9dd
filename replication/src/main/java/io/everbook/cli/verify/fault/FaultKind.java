package io.everbook.cli.verify.fault;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The kinds of faults. One that strikes a site has it for itself until the site is well again; the others come beside
 * it, one at a time too.
 */
public enum FaultKind {
    /** The leader's process is killed. */
    KILL_LEADER(Where.SITE, KillFault::ofLeader),
    /** A follower's process is killed. */
    KILL_FOLLOWER(Where.SITE, KillFault::ofFollower),
    /** The leader is killed where a command is committed and its answer has not left. */
    KILL_BEFORE_EGRESS(Where.SITE, KillFault::beforeEgress),
    /** A site is killed where a command is decided and not in its journal. */
    KILL_BEFORE_APPEND(Where.SITE, KillFault::beforeAppend),
    /** A site is killed where a command is in its journal and nobody was told. */
    KILL_AFTER_APPEND(Where.SITE, KillFault::afterAppend),
    /** A site is killed while it writes a snapshot. */
    KILL_IN_SNAPSHOT(Where.SITE, KillFault::inSnapshot),
    /** A site is killed, and again while it recovers. */
    KILL_IN_RECOVERY(Where.SITE, KillFault::againInRecovery),
    /** Two sites are killed: no quorum until they are back. */
    KILL_TWO(Where.SITE, KillTwoFault::of),
    /** The leader stands still for less than any time limit. */
    PAUSE_BRIEF(Where.SITE, PauseFault::brief),
    /** The leader stands still for longer than elections take. */
    PAUSE_LEADER(Where.SITE, PauseFault::longOfLeader),
    /** A follower stands still. */
    PAUSE_FOLLOWER(Where.SITE, PauseFault::longOfFollower),
    /** The leader gets a third of a processor. */
    SLOW_PROCESSOR(Where.SITE, PauseFault::slowProcessor),
    /** The leader is cut off from all. */
    ISOLATE_LEADER(Where.SITE, NetworkFault::isolateLeader),
    /** The leader is cut off from the other sites, and still reached by clients. */
    ISOLATE_LEADER_FROM_SITES(Where.SITE, NetworkFault::isolateLeaderFromSites),
    /** A follower is cut off from all. */
    ISOLATE_FOLLOWER(Where.SITE, NetworkFault::isolateFollower),
    /** The leader's cable is pulled. */
    UNPLUG_LEADER(Where.SITE, NetworkFault::unplugLeader),
    /** What goes one way between leader and follower is lost. */
    ONE_WAY(Where.SITE, NetworkFault::oneWay),
    /** Leader and follower don't reach each other, a third site reaches both. */
    BRIDGE(Where.SITE, NetworkFault::bridge),
    /** The leader's link comes and goes. */
    FLAPPING(Where.SITE, NetworkFault::flapping),
    /** A follower is started with another configuration. */
    OTHER_CONFIGURATION(Where.SITE, ConfigurationFault::of,
        "FATAL this site, .* and .* are configured differently: .*"),
    /** A site's machine has its clock stepped. */
    CLOCK_STEP(Where.SITE, ClockStepFault::of),
    /** A site whose machine's clock is behind comes to lead. */
    CLOCK_SKEW(Where.SITE, ClockSkewFault::of),
    /** A bit turns in a stopped follower's journal. */
    ROTTEN_JOURNAL(Where.SITE, RottenJournalFault::of, "FATAL .* in start, .*"),
    /** A site's machine loses its power. */
    POWER_CUT(Where.SITE, DiskFault::powerCut, DiskFault.EXPECTED),
    /** A site's disk is full. */
    DISK_FULL(Where.SITE, DiskFault::full, DiskFault.EXPECTED),
    /** A site's disk can't be written any more. */
    DISK_READ_ONLY(Where.SITE, DiskFault::readOnly, DiskFault.EXPECTED),
    /** A site's disk is lost. */
    DISK_LOST(Where.SITE, DiskFault::lost, "FATAL can't seed from .*"),
    /** A site may open no further file. */
    NO_DESCRIPTORS(Where.SITE, DescriptorFault::of, DiskFault.EXPECTED),
    /** Packets of a site to and from the others come late. */
    DELAY(Where.BESIDE, NetworkFault::delay),
    /** Packets are lost. */
    LOSS(Where.BESIDE, NetworkFault::loss),
    /** Packets come twice. */
    DUPLICATION(Where.BESIDE, NetworkFault::duplication),
    /** Packets overtake each other. */
    REORDERING(Where.BESIDE, NetworkFault::reordering),
    /** A site's links to the others carry little. */
    NARROW(Where.BESIDE, NetworkFault::narrow),
    /** The clients don't reach a site. */
    CLIENT_LINK_CUT(Where.BESIDE, NetworkFault::clientsFromSite),
    /** Clients go with commands under way, and come back. */
    CLIENT_DISCONNECT(Where.BESIDE, ClientFault::disconnect),
    /** Sessions are logged on twice. */
    SECOND_LOGON(Where.BESIDE, ClientFault::secondLogon),
    /** A client doesn't read. */
    SLOW_READER(Where.BESIDE, ClientFault::slowReader),
    /** A client sends all that is taken. */
    FLOOD(Where.BESIDE, ClientFault::flood),
    /** All that the leader sends or is sent by the others comes 200 ms late. */
    LEADER_LATE(Where.STAGED, NetworkFault::lateLeader),
    /** One in twenty packets between the leader and the others is lost. */
    LEADER_LOSSY(Where.STAGED, NetworkFault::lossyLeader),
    /** A site comes back with an old copy of its disk. */
    OLD_DISK(Where.STAGED, OldDiskFault::of),
    /** A leader that was cut off is started again and still cut off, though clients reach it. */
    STALE_RESTART(Where.STAGED, StaleRestartFault::of),
    /** A command that no engine can decide. */
    POISON(Where.STAGED, PoisonFault::of, "FATAL .* in a message, .*");

    /**
     * Where a kind is used.
     */
    private enum Where {
        /** At random, one site at a time. */
        SITE,
        /** At random, beside those. */
        BESIDE,
        /** In scenarios alone. */
        STAGED
    }

    private final Where where;
    private final Function<SplittableRandom, Fault> maker;
    private final List<Pattern> explains;

    FaultKind(
        final Where where, final Function<SplittableRandom, Fault> maker, final String... explains) {
        this.where = where;
        this.maker = maker;
        this.explains = List.of(explains).stream().map(Pattern::compile).toList();
    }

    /**
     * Whether it strikes a site.
     *
     * @return false if it strikes links or clients in a way that every site lives with.
     */
    public boolean strikesSite() {
        return where != Where.BESIDE;
    }

    /**
     * Those that strike a site.
     *
     * @return the kinds.
     */
    public static List<FaultKind> ofSites() {
        return Stream.of(values()).filter(kind -> kind.where == Where.SITE).toList();
    }

    /**
     * Those that come beside.
     *
     * @return the kinds.
     */
    public static List<FaultKind> ofOthers() {
        return Stream.of(values()).filter(kind -> kind.where == Where.BESIDE).toList();
    }

    /**
     * Whether no quorum is left while it lasts.
     *
     * @return true if the sites can't answer until it is lifted.
     */
    public boolean takesQuorum() {
        return this == KILL_TWO || this == POISON;
    }

    /**
     * Whether it strikes all sites at once.
     *
     * @return true if so.
     */
    public boolean strikesAll() {
        return this == POISON;
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
