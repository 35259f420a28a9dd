package io.everbook.client;

import io.aeron.Aeron;
import io.everbook.api.EventListener;
import io.everbook.api.EverbookException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.OffsetEpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;

/**
 * The settings of an {@link ExchangeClient}: fluent, concluded once, then unchangeable.
 */
public final class ClientConfig {
    /** {@link #resumeFromEvent(long)}: every event the session ever had. */
    public static final long ALL_EVENTS = 1;
    /** {@link #resumeFromEvent(long)}: only events after those the session has when the client logs on first. */
    public static final long NEW_EVENTS = 0;

    private static final Pattern IP_AND_PORT =
        Pattern.compile("(\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+\\]):\\d{1,5}");
    private static final Pattern IP = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+\\]");
    private static final int MAX_WINDOW = 4096;
    private static final int MIN_HELD_EVENTS_LENGTH = 4096;

    private final List<Member> members = new ArrayList<>();
    private boolean concluded;
    private int session;
    private int participant;
    private String secret;
    private int partition = 1;
    private EventListener listener;
    private ClientObserver observer = ClientObserver.NONE;
    private OutcomeListener outcomeListener = OutcomeListener.NONE;
    private Aeron aeron;
    private String aeronDirectory;
    private String localAddress = "127.0.0.1";
    private int window = 64;
    private InDoubt inDoubt = InDoubt.ASK_BY_REPLAY;
    private long resumeFromEvent = ALL_EVENTS;
    private long epoch;
    private ClientTimeouts timeouts = new ClientTimeouts();
    private int heldEventsLength = 256 * 1024;
    private NanoClock nanoClock = SystemNanoClock.INSTANCE;
    private EpochNanoClock epochClock;

    /**
     * Creates settings with their defaults.
     */
    public ClientConfig() {
    }

    /**
     * Adds a site.
     *
     * @param id              the site's member id.
     * @param ingressEndpoint where it takes commands, as {@code ip:port}.
     * @param inquiryEndpoint where it takes inquiries, as {@code ip:port}.
     * @return this.
     */
    public ClientConfig member(final int id, final String ingressEndpoint, final String inquiryEndpoint) {
        checkOpen();
        members.add(new Member(id, checkEndpoint(ingressEndpoint), checkEndpoint(inquiryEndpoint)));
        return this;
    }

    /**
     * Adds every site of a site's {@code cluster.members} setting: entries separated by semicolons, each
     * {@code id,name,ingress,consensus,log,catchup,archive,inquiry}.
     *
     * @param clusterMembers the setting's value.
     * @return this.
     */
    public ClientConfig members(final String clusterMembers) {
        for (final String entry : clusterMembers.trim().split(";")) {
            final String[] parts = entry.trim().split(",");
            check(8 == parts.length, "cluster.members has an entry without eight parts: " + entry);
            member(Integer.parseInt(parts[0].trim()), parts[2].trim(), parts[7].trim());
        }
        return this;
    }

    /**
     * Names the trading session to log on.
     *
     * @param session the session's id, above 0.
     * @return this.
     */
    public ClientConfig session(final int session) {
        checkOpen();
        this.session = session;
        return this;
    }

    int session() {
        return session;
    }

    /**
     * Names the participant the session belongs to.
     *
     * @param participant the participant's id, above 0.
     * @return this.
     */
    public ClientConfig participant(final int participant) {
        checkOpen();
        this.participant = participant;
        return this;
    }

    int participant() {
        return participant;
    }

    /**
     * Sets the participant's secret; with the participant it makes the credentials.
     *
     * @param secret the secret, ASCII, without a line break.
     * @return this.
     */
    public ClientConfig secret(final String secret) {
        checkOpen();
        this.secret = secret;
        return this;
    }

    String secret() {
        return secret;
    }

    /**
     * Sets the partition the commands are for; 1 by default.
     *
     * @param partition from 1 to 32,767.
     * @return this.
     */
    public ClientConfig partition(final int partition) {
        checkOpen();
        this.partition = partition;
        return this;
    }

    int partition() {
        return partition;
    }

    /**
     * Sets what receives the session's events.
     *
     * @param listener called on the thread that polls or submits.
     * @return this.
     */
    public ClientConfig listener(final EventListener listener) {
        checkOpen();
        this.listener = listener;
        return this;
    }

    EventListener listener() {
        return listener;
    }

    /**
     * Sets what is told how the client keeps the session whole; none by default.
     *
     * @param observer called on the thread that polls or submits.
     * @return this.
     */
    public ClientConfig observer(final ClientObserver observer) {
        checkOpen();
        this.observer = observer;
        return this;
    }

    ClientObserver observer() {
        return observer;
    }

    /**
     * Sets who is told the answers to {@link ExchangeClient#askOutcome(long)} and its like; nobody unless set.
     *
     * @param outcomeListener called on the client's thread.
     * @return this.
     */
    public ClientConfig outcomeListener(final OutcomeListener outcomeListener) {
        checkOpen();
        this.outcomeListener = outcomeListener;
        return this;
    }

    OutcomeListener outcomeListener() {
        return outcomeListener;
    }

    /**
     * Gives the Aeron client to use, which may be shared and stays the caller's to close. Without one the client
     * connects its own to the media driver of {@link #aeronDirectory(String)}.
     *
     * @param aeron the Aeron client.
     * @return this.
     */
    public ClientConfig aeron(final Aeron aeron) {
        checkOpen();
        this.aeron = aeron;
        return this;
    }

    Aeron aeron() {
        return aeron;
    }

    /**
     * Names the directory of the running media driver to connect to, where no Aeron client is given.
     *
     * @param aeronDirectory the directory.
     * @return this.
     */
    public ClientConfig aeronDirectory(final String aeronDirectory) {
        checkOpen();
        this.aeronDirectory = aeronDirectory;
        return this;
    }

    String aeronDirectory() {
        return aeronDirectory;
    }

    /**
     * Sets this machine's address as the sites reach it; 127.0.0.1 by default. Events come to a free port of it.
     *
     * @param localAddress an IP address, never a name.
     * @return this.
     */
    public ClientConfig localAddress(final String localAddress) {
        checkOpen();
        this.localAddress = localAddress;
        return this;
    }

    String localAddress() {
        return localAddress;
    }

    /**
     * Sets how many commands may be unanswered; 64 by default. The smaller of this and the session's window holds.
     *
     * @param window a power of two from 1 to 4,096.
     * @return this.
     */
    public ClientConfig window(final int window) {
        checkOpen();
        this.window = window;
        return this;
    }

    int window() {
        return window;
    }

    /**
     * Sets how commands that the log holds are asked for after a failover; by replay by default.
     *
     * @param inDoubt by replay, or by sending again as well.
     * @return this.
     */
    public ClientConfig inDoubt(final InDoubt inDoubt) {
        checkOpen();
        this.inDoubt = inDoubt;
        return this;
    }

    InDoubt inDoubt() {
        return inDoubt;
    }

    /**
     * Sets the first event wanted by a client that has just started: {@link #ALL_EVENTS}, the default, or
     * {@link #NEW_EVENTS}, or the number after the last one that an earlier process handled. A number that the session
     * has not reached yet is waited for.
     *
     * @param resumeFromEvent an event number from 1, or 0 for new events only.
     * @return this.
     */
    public ClientConfig resumeFromEvent(final long resumeFromEvent) {
        checkOpen();
        this.resumeFromEvent = resumeFromEvent;
        return this;
    }

    long resumeFromEvent() {
        return resumeFromEvent;
    }

    /**
     * Sets the newest epoch known from earlier use; 0 by default. A site of a lower generation is refused.
     *
     * @param epoch generation in the upper 16 bits, leadership term below.
     * @return this.
     */
    public ClientConfig epoch(final long epoch) {
        checkOpen();
        this.epoch = epoch;
        return this;
    }

    long epoch() {
        return epoch;
    }

    /**
     * Sets the timeouts.
     *
     * @param timeouts not to be changed any more once these settings are concluded.
     * @return this.
     */
    public ClientConfig timeouts(final ClientTimeouts timeouts) {
        checkOpen();
        this.timeouts = timeouts;
        return this;
    }

    ClientTimeouts timeouts() {
        return timeouts;
    }

    /**
     * Sets the space for live events that arrive while a hole is being filled; 256 KiB by default.
     *
     * @param heldEventsLength bytes, at least 4,096.
     * @return this.
     */
    public ClientConfig heldEventsLength(final int heldEventsLength) {
        checkOpen();
        this.heldEventsLength = heldEventsLength;
        return this;
    }

    int heldEventsLength() {
        return heldEventsLength;
    }

    /**
     * Sets the clock that timeouts run by; the system's monotonic clock by default.
     *
     * @param nanoClock nanoseconds from any origin.
     * @return this.
     */
    public ClientConfig nanoClock(final NanoClock nanoClock) {
        checkOpen();
        this.nanoClock = nanoClock;
        return this;
    }

    NanoClock nanoClock() {
        return nanoClock;
    }

    /**
     * Sets the clock that stamps send times.
     *
     * @param epochClock nanoseconds since the epoch.
     * @return this.
     */
    public ClientConfig epochClock(final EpochNanoClock epochClock) {
        checkOpen();
        this.epochClock = epochClock;
        return this;
    }

    EpochNanoClock epochClock() {
        return epochClock;
    }

    /**
     * Checks the settings and closes them to change.
     *
     * @return this.
     * @throws EverbookException if a setting is missing or out of its range; the message names it.
     */
    public ClientConfig conclude() {
        checkOpen();
        checkIdentity();
        checkNumbers();
        epochClock = null == epochClock ? new OffsetEpochNanoClock() : epochClock;
        concluded = true;
        return this;
    }

    List<Member> members() {
        return members;
    }

    static String ingressEndpoints(final List<Member> members) {
        final StringBuilder endpoints = new StringBuilder();
        for (final Member member : members) {
            endpoints.append(endpoints.isEmpty() ? "" : ",").append(member.id()).append('=').append(member.ingress());
        }
        return endpoints.toString();
    }

    byte[] credentials() {
        return (participant + ":" + secret).getBytes(StandardCharsets.US_ASCII);
    }

    boolean isConcluded() {
        return concluded;
    }

    private void checkIdentity() {
        check(!members.isEmpty(), "no member is given");
        check(session > 0, "session must be above 0, is " + session);
        check(participant > 0, "participant must be above 0, is " + participant);
        check(null != secret && StandardCharsets.US_ASCII.newEncoder().canEncode(secret), "secret must be ASCII");
        check(null != listener, "listener is not given");
        check(null != aeron || null != aeronDirectory, "give an Aeron client or the directory of a media driver");
        check(IP.matcher(localAddress).matches(), "localAddress must be an IP address, is " + localAddress);
    }

    private void checkNumbers() {
        check(partition > 0 && partition <= Short.MAX_VALUE, "partition must be in 1..32767, is " + partition);
        check(window > 0 && window <= MAX_WINDOW && Integer.bitCount(window) == 1,
            "window must be a power of two in 1.." + MAX_WINDOW + ", is " + window);
        check(resumeFromEvent >= 0, "resumeFromEvent must not be negative, is " + resumeFromEvent);
        check(heldEventsLength >= MIN_HELD_EVENTS_LENGTH,
            "heldEventsLength must be at least " + MIN_HELD_EVENTS_LENGTH + ", is " + heldEventsLength);
        timeouts.check();
    }

    private void checkOpen() {
        check(!concluded, "the settings are concluded");
    }

    private static String checkEndpoint(final String endpoint) {
        check(IP_AND_PORT.matcher(endpoint).matches(), "not ip:port, names are not resolved: " + endpoint);
        return endpoint;
    }

    static void check(final boolean holds, final String message) {
        if (!holds) {
            throw new EverbookException("client settings: " + message);
        }
    }

    record Member(int id, String ingress, String inquiry) {
    }
}
