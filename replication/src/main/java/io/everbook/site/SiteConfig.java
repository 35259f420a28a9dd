package io.everbook.site;

import io.everbook.api.EverbookException;
import io.everbook.engine.EngineConfig;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The settings of one site: fluent until {@link #conclude()}, fixed from then on.
 *
 * <p>What all sites must agree on is rendered by {@link #agreement()}; name, member, directories and the operator's
 * override are a site's own.
 */
public final class SiteConfig {
    /** The longest message, in bytes, that is handed to the engine; what is longer is cut to it. */
    public static final int MAX_MESSAGE_LENGTH = 1_032;

    /** The clients a cluster takes at once. */
    static final int MAX_CONNECTIONS = 1_024;
    static final int MTU_LENGTH = 1_408;

    private String name;
    private int member;
    private Path directory;
    private String aeronDirectory;
    private List<SiteMember> members = List.of();
    private EngineConfig engine = EngineConfig.defaults();
    private GrayLimits gray = GrayLimits.DEFAULT;
    private ReaderSettings readers = ReaderSettings.NONE;
    private SnapshotRule snapshots = SnapshotRule.DEFAULT;
    private int logTermLength = 1 << 24;
    private SiteTimers timers = SiteTimers.of(Map.of());
    private final Map<Integer, String> secretDigests = new HashMap<>();
    private Participants participants;
    private ClusterSecret clusterSecret;
    private SiteDurability durability = SiteDurability.MEMORY_QUORUM;
    private boolean acceptsLostTail;
    private long divergenceIntervalNs = TimeUnit.SECONDS.toNanos(1);
    private Quarantine quarantine;
    private boolean concluded;

    /**
     * Creates a configuration with every setting at its default.
     */
    public SiteConfig() {
    }

    /**
     * Reads a configuration from a properties file and concludes it.
     *
     * @param file with the keys that {@link SiteProperties} lists.
     * @return the configuration.
     */
    public static SiteConfig load(final Path file) {
        return SiteProperties.load(file).conclude();
    }

    /**
     * Sets the site's name.
     *
     * @param name such as the provider's.
     * @return this.
     */
    public SiteConfig name(final String name) {
        this.name = open(name);
        return this;
    }

    /**
     * The site's name.
     *
     * @return the name.
     */
    public String name() {
        return name;
    }

    /**
     * Sets which of the members this site is.
     *
     * @param member an id among the members.
     * @return this.
     */
    public SiteConfig member(final int member) {
        this.member = open(member);
        return this;
    }

    /**
     * Which of the members this site is.
     *
     * @return the member's id.
     */
    public int member() {
        return member;
    }

    /**
     * Sets the directory that keeps the site's state: journal, snapshots, archive, cluster.
     *
     * @param directory made if absent; used by one process at a time.
     * @return this.
     */
    public SiteConfig directory(final Path directory) {
        this.directory = open(directory);
        return this;
    }

    /**
     * The directory that keeps the site's state.
     *
     * @return the directory.
     */
    public Path directory() {
        return directory;
    }

    /**
     * Sets the media driver's directory, best on /dev/shm. It is emptied at every start.
     *
     * @param aeronDirectory of this site alone.
     * @return this.
     */
    public SiteConfig aeronDirectory(final String aeronDirectory) {
        this.aeronDirectory = open(aeronDirectory);
        return this;
    }

    /**
     * The media driver's directory.
     *
     * @return the directory.
     */
    public String aeronDirectory() {
        return aeronDirectory;
    }

    /**
     * Sets the members of the cluster.
     *
     * @param members all sites that vote, this one included.
     * @return this.
     */
    public SiteConfig members(final List<SiteMember> members) {
        this.members = List.copyOf(open(members));
        return this;
    }

    /**
     * The members of the cluster.
     *
     * @return all sites that vote.
     */
    public List<SiteMember> members() {
        return members;
    }

    /**
     * This site among the members.
     *
     * @return the member.
     */
    public SiteMember self() {
        return find(member);
    }

    /**
     * Sets the engine's bounds.
     *
     * @param engine the bounds.
     * @return this.
     */
    public SiteConfig engine(final EngineConfig engine) {
        this.engine = open(engine);
        return this;
    }

    /**
     * The engine's bounds.
     *
     * @return the bounds.
     */
    public EngineConfig engine() {
        return engine;
    }

    /**
     * Sets the time limits.
     *
     * @param timers the limits.
     * @return this.
     */
    public SiteConfig timers(final SiteTimers timers) {
        this.timers = open(timers);
        return this;
    }

    /**
     * Sets when this site, as a slow leader, hands over.
     *
     * @param gray the limits.
     * @return this.
     */
    public SiteConfig gray(final GrayLimits gray) {
        this.gray = open(gray);
        return this;
    }

    /**
     * When this site, as a slow leader, hands over.
     *
     * @return the limits.
     */
    public GrayLimits gray() {
        return gray;
    }

    /**
     * Sets which readers follow its journal in its process, and how readers are reached.
     *
     * @param readers the settings.
     * @return this.
     */
    public SiteConfig readers(final ReaderSettings readers) {
        this.readers = open(readers);
        return this;
    }

    /**
     * Which readers follow its journal in its process, and how readers are reached.
     *
     * @return the settings.
     */
    public ReaderSettings readers() {
        return readers;
    }

    /**
     * The time limits.
     *
     * @return the limits.
     */
    public SiteTimers timers() {
        return timers;
    }

    /**
     * Lets a participant in by a secret.
     *
     * @param participant    the participant.
     * @param hexSecretDigest the SHA-256 of its secret, in hexadecimal.
     * @return this.
     */
    public SiteConfig participant(final int participant, final String hexSecretDigest) {
        secretDigests.put(participant, open(hexSecretDigest));
        return this;
    }

    /**
     * The participants that may connect.
     *
     * @return them; null before {@link #conclude()}.
     */
    public Participants participants() {
        return participants;
    }

    /**
     * Sets the secret that the sites share.
     *
     * @param secret in ASCII, not empty.
     * @return this.
     */
    public SiteConfig clusterSecret(final String secret) {
        this.clusterSecret = open(secret).isEmpty() ? null : new ClusterSecret(secret);
        return this;
    }

    ClusterSecret clusterSecret() {
        return clusterSecret;
    }

    /**
     * Sets what an acknowledgement waits for.
     *
     * @param durability the choice.
     * @return this.
     */
    public SiteConfig durability(final SiteDurability durability) {
        this.durability = open(durability);
        return this;
    }

    /**
     * What an acknowledgement waits for.
     *
     * @return the choice.
     */
    public SiteDurability durability() {
        return durability;
    }

    /**
     * Sets the operator's word that this site may vote although it may have lost, with its power, the tail of what it
     * had acknowledged, and no leader is there to ask.
     *
     * @param acceptsLostTail true to vote.
     * @return this.
     */
    public SiteConfig acceptsLostTail(final boolean acceptsLostTail) {
        this.acceptsLostTail = open(acceptsLostTail);
        return this;
    }

    /**
     * Whether this site may vote although it may have lost its tail.
     *
     * @return true to vote.
     */
    public boolean acceptsLostTail() {
        return acceptsLostTail;
    }

    /**
     * Sets how often each site reports to the log what it holds, for the others to compare.
     *
     * @param milliseconds 0: never, except once on every connection to a leader.
     * @return this.
     */
    public SiteConfig divergenceInterval(final long milliseconds) {
        if (milliseconds < 0) {
            throw new EverbookException("divergence.interval=" + milliseconds + " must be at least 0");
        }
        divergenceIntervalNs = TimeUnit.MILLISECONDS.toNanos(open(milliseconds));
        return this;
    }

    /**
     * How often each site reports to the log what it holds.
     *
     * @return nanoseconds; 0: never, except once on every connection to a leader.
     */
    public long divergenceIntervalNs() {
        return divergenceIntervalNs;
    }

    /**
     * Sets when snapshots are taken and how many are kept.
     *
     * @param rule of this site; the interval counts on the one that leads.
     * @return this.
     */
    public SiteConfig snapshots(final SnapshotRule rule) {
        snapshots = open(rule);
        return this;
    }

    /**
     * When snapshots are taken and how many are kept.
     *
     * @return the rule.
     */
    public SnapshotRule snapshots() {
        return snapshots;
    }

    /**
     * Sets the length of a term of the log.
     *
     * @param length in bytes, a power of two from 64 KiB to 1 GiB.
     * @return this.
     */
    public SiteConfig logTermLength(final int length) {
        if (Integer.bitCount(length) != 1 || length < 1 << 16 || length > 1 << 30) {
            throw new EverbookException(
                "log.termLength=" + length + " must be a power of two from 65536 to 1073741824");
        }
        logTermLength = open(length);
        return this;
    }

    /**
     * The length of a term of the log.
     *
     * @return bytes.
     */
    public int logTermLength() {
        return logTermLength;
    }

    /**
     * The commands that this site skips, as its directory says.
     *
     * @return the list; null before {@link #conclude()}.
     */
    public Quarantine quarantine() {
        return quarantine;
    }

    /**
     * Checks every setting and fixes it.
     *
     * @return this.
     * @throws EverbookException naming the key that is missing or wrong.
     */
    public SiteConfig conclude() {
        require("site.name", name);
        require("site.dir", directory);
        require("site.aeronDir", aeronDirectory);
        require("cluster.secret", clusterSecret);
        checkMembers();
        if (secretDigests.isEmpty()) {
            throw new EverbookException("no auth.<participant> is set: nobody could connect");
        }
        participants = Participants.of(secretDigests);
        quarantine = Quarantine.load(directory);
        concluded = true;
        return this;
    }

    /**
     * What all sites must agree on, one {@code key=value} a line in a fixed order; secrets as short fingerprints.
     *
     * @return the text.
     */
    public String agreement() {
        final StringBuilder text = new StringBuilder();
        for (final SiteMember each : members) {
            text.append("cluster.member.").append(each.id()).append('=').append(each.render()).append('\n');
        }
        engine.canonical().lines().forEach(line -> text.append("engine.").append(line).append('\n'));
        return text.append(timers.canonical())
            .append("durability=").append(durability).append('\n')
            .append("divergence.interval=").append(TimeUnit.NANOSECONDS.toMillis(divergenceIntervalNs)).append('\n')
            .append("log.termLength=").append(logTermLength).append('\n')
            .append("log.mtuLength=").append(MTU_LENGTH).append('\n')
            .append(clusterSecret.canonical())
            .append(participants.canonical())
            .append(quarantine.canonical())
            .toString();
    }

    /**
     * The IP address at which this site is asked.
     *
     * @return the address.
     */
    public String host() {
        return self().inquiryHost();
    }

    /** The other members. */
    List<SiteMember> peers() {
        return members.stream().filter(each -> each.id() != member).toList();
    }

    SiteMember find(final int id) {
        for (final SiteMember each : members) {
            if (each.id() == id) {
                return each;
            }
        }
        throw new EverbookException("site.member=" + id + " is not among cluster.members " + members);
    }

    SiteMember find(final String siteName) {
        return members.stream().filter(each -> each.name().equals(siteName)).findFirst()
            .orElseThrow(() -> new EverbookException("there is no site " + siteName + " among cluster.members"));
    }

    private void checkMembers() {
        final Set<Integer> ids = new HashSet<>();
        for (final SiteMember each : members) {
            if (!ids.add(each.id())) {
                throw new EverbookException("cluster.members: id " + each.id() + " comes twice");
            }
        }
        if (!self().name().equals(name)) {
            throw new EverbookException("site.name=" + name + " but cluster.members calls member " + member + " "
                + self().name());
        }
    }

    private <T> T open(final T value) {
        if (concluded) {
            throw new EverbookException("the site's configuration is concluded and can't change");
        }
        return value;
    }

    private static void require(final String key, final Object value) {
        if (value == null || value.toString().isBlank()) {
            throw new EverbookException(key + " must be set");
        }
    }
}
