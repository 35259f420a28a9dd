package io.everbook.client;

import io.everbook.protocol.AlreadyDecidedDecoder;
import io.everbook.protocol.CommandRefusedDecoder;
import io.everbook.protocol.LogonAcceptedDecoder;
import io.everbook.protocol.Reason;
import io.everbook.protocol.TestResponseDecoder;
import org.agrona.DirectBuffer;

/**
 * Keeps the session bound to whichever site leads: connects, logs on, sends again what the log lacks, asks when nothing
 * is heard. Everything happens in {@link #doWork(long)}.
 */
final class SessionAgent implements ClusterLink.Listener, EgressAdapter.Handler {
    private static final long HOLD_NS = 1_000_000_000L;

    private final ClientConfig config;
    private final ClientTimeouts timeouts;
    private final RecoveryPolicy policy;
    private final ClientObserver observer;
    private final Counters counters;
    private final GuardedListener listener;
    private final ClusterLink link;
    private final SessionPublisher publisher;
    private final PendingCommands pending;
    private final EventStream events;
    private final HoleFiller holes;
    private final EgressAdapter egress = new EgressAdapter(this);
    private final SessionLogon logon;
    private final LogonTimer logonTimer;
    private final SilenceWatch watch;
    private final Backoff backoff;
    private volatile ClientState state = ClientState.CONNECTING;
    private String dropReason;
    private long nowNs;
    private long connection;
    private int leader = -1;
    private long retryNs;
    private long keepAliveNs;
    private long gapExpected;
    private long gapNs;
    private long refusedSequence;
    private boolean holding;
    private long holdNs;

    SessionAgent(
        final ClientConfig config,
        final RecoveryPolicy policy,
        final ClusterLink link,
        final InquiryLink inquiries,
        final PendingCommands pending,
        final SessionPublisher publisher,
        final GuardedListener listener,
        final Counters counters) {
        this.config = config;
        this.policy = policy;
        this.link = link;
        this.pending = pending;
        this.publisher = publisher;
        this.listener = listener;
        this.counters = counters;
        timeouts = config.timeouts();
        observer = config.observer();
        events = new EventStream(config, policy.fills(), listener, pending, counters);
        holes = new HoleFiller(config, inquiries, events, counters);
        logon = new SessionLogon(config, policy, pending, events);
        logonTimer = new LogonTimer(timeouts);
        watch = new SilenceWatch(timeouts, pending);
        backoff = new Backoff(timeouts);
        link.connect();
    }

    ClientState state() {
        return state;
    }

    int leader() {
        return leader;
    }

    SessionLogon logon() {
        return logon;
    }

    EventStream events() {
        return events;
    }

    /** Up to which sequence the client has seen something of the log. */
    long seenSequence() {
        return Math.max(refusedSequence, Math.max(logon.answer().sequence(), events.deliveredSequence()));
    }

    /** Whether nothing is to be sent, since the leadership is about to move. */
    boolean isHolding() {
        return holding;
    }

    int doWork(final long now) {
        nowNs = now;
        holding = holding && now - holdNs < 0;
        int work = link.poll(this);
        if (null != dropReason) {
            dropConnection();
        }
        if (!state.isFinal()) {
            work += holes.poll(now);
            work += pollState();
        }
        return work;
    }

    void close(final long now) {
        state(ClientState.CLOSED, now, "closed by its owner");
    }

    private int pollState() {
        return switch (state) {
            case BACKING_OFF -> pollBackOff();
            case LOGGING_ON -> pollLogon();
            case LOGGED_ON -> pollSession();
            case AWAITING_LEADER, CONNECTING, FENCED, DIVERGED, CLOSED -> 0;
        };
    }

    private int pollBackOff() {
        if (nowNs - retryNs < 0) {
            return 0;
        }
        link.connect();
        state(ClientState.CONNECTING, nowNs, "time to try again");
        return 1;
    }

    private int pollLogon() {
        if (!link.hasLeader()) {
            state(ClientState.AWAITING_LEADER, nowNs, "the leader went away during the logon");
            return 1;
        }
        if (watch.isSilent(nowNs)) {
            giveUp("no answer to the logon");
            return 1;
        }
        return logonTimer.isDue(nowNs) && publisher.logon() ? onLogonSent() : 0;
    }

    private int onLogonSent() {
        if (logonTimer.sent(nowNs)) {
            counters.increment(ClientCounter.LOGON_REPEATS);
        }
        return 1;
    }

    private int pollSession() {
        if (!link.hasLeader()) {
            state(ClientState.AWAITING_LEADER, nowNs, "the leader went away");
            return 1;
        }
        if (watch.isQuestionIgnored(nowNs)) {
            giveUp("silence");
            return 1;
        }
        keepAlive();
        return sendAgain() + (watch.isQuestionDue(nowNs) ? ask() : 0);
    }

    private void keepAlive() {
        if (nowNs - keepAliveNs >= timeouts.keepAliveIntervalNs()) {
            keepAliveNs = nowNs;
            link.keepAlive();
        }
    }

    private int sendAgain() {
        int sent = 0;
        while (pending.hasToSend()) {
            final long number = pending.cursor();
            if (pending.holds(number)) {
                if (publisher.command(pending, number, pending.length(number)) <= 0) {
                    return sent;
                }
                counters.increment(ClientCounter.RESENDS);
                observer.onResent(number);
                sent++;
            }
            pending.sent();
        }
        return sent;
    }

    private int ask() {
        watch.asked(nowNs);
        if (!publisher.testRequest()) {
            return 0;
        }
        counters.increment(ClientCounter.TEST_REQUESTS);
        return 1;
    }

    private void logOn(final String reason) {
        logonTimer.start(nowNs);
        watch.start(nowNs);
        state(ClientState.LOGGING_ON, nowNs, reason);
    }

    private void drop(final String reason) {
        dropReason = reason;
    }

    private void end(final ClientState last, final String reason) {
        drop(reason);
        state(last, nowNs, reason);
    }

    private void dropConnection() {
        final String reason = dropReason;
        dropReason = null;
        if (state.isFinal()) {
            link.disconnect();
        } else {
            giveUp(reason);
        }
    }

    private void giveUp(final String reason) {
        link.disconnect();
        onLost(reason);
    }

    private void backOff(final String reason) {
        logonTimer.connectionGivenUp();
        retryNs = nowNs + backoff.nextNs();
        state(ClientState.BACKING_OFF, nowNs, reason);
    }

    private void state(final ClientState next, final long now, final String reason) {
        final ClientState old = state;
        state = next;
        nowNs = now;
        observer.onState(old, next, reason);
    }

    @Override
    public void onConnected(final long id, final int member, final long term) {
        counters.increment(ClientCounter.CONNECTS);
        connection = id;
        leader = member;
        observer.onConnected(id, member, term);
        logOn("connected");
    }

    @Override
    public void onConnectFailed(final String reason) {
        counters.increment(ClientCounter.CONNECT_FAILURES);
        backOff(reason);
    }

    @Override
    public void onNewLeader(final int member, final long term) {
        counters.increment(ClientCounter.LEADER_CHANGES);
        leader = member;
        observer.onLeaderChange(connection, member, term);
        if (!state.isFinal()) {
            logOn("another leader");
        }
    }

    @Override
    public void onLost(final String reason) {
        counters.increment(ClientCounter.RECONNECTS);
        if (!state.isFinal()) {
            backOff(reason);
        }
    }

    @Override
    public void onMessage(final DirectBuffer buffer, final int offset, final int length) {
        watch.heard(nowNs);
        egress.onMessages(buffer, offset, length);
    }

    @Override
    public void onEvent(final DirectBuffer buffer, final int offset, final int length) {
        if (isListening()) {
            events.onLive(buffer, offset, length);
        }
    }

    @Override
    public void onLogonAccepted(final LogonAcceptedDecoder event) {
        if (!isListening() || event.header().session() != config.session()) {
            return;
        }
        logonTimer.answered();
        if (logon.isOfLowerGeneration(event)) {
            counters.increment(ClientCounter.LOWER_GENERATIONS_REFUSED);
            drop("the site's generation is below one already seen");
        } else if (ClientState.LOGGING_ON == state) {
            onAnswer(event);
        } else {
            events.reached(event.lastEventNumber(), event.lastEventSequence());
        }
    }

    private void onAnswer(final LogonAcceptedDecoder event) {
        switch (logon.onAnswer(event)) {
            case OUTDATED -> counters.increment(ClientCounter.LOGON_REPEATS);
            case BEHIND -> end(ClientState.DIVERGED, "the exchange has less than was answered: " + logon.answer());
            case USABLE -> onLoggedOn(event);
            default -> throw new IllegalStateException("verdict without an action");
        }
    }

    private void onLoggedOn(final LogonAcceptedDecoder event) {
        counters.increment(ClientCounter.LOGONS);
        holding = false;
        backoff.reset();
        watch.start(nowNs);
        state(ClientState.LOGGED_ON, nowNs, "logged on");
        observer.onLogonAnswered(logon.answer(), pending.first(), pending.last());
        logon.recover();
        holes.onLogon(logon.answer().sequence(), leader);
        listener.onBlock(event.buffer(), event.offset());
    }

    @Override
    public void onTestResponse(final TestResponseDecoder event) {
        if (!isListening()) {
            return;
        }
        events.reached(event.lastEventNumber(), event.lastEventSequence());
        final boolean missing = watch.answered(event.lastCommandNumber());
        if (missing && ClientState.LOGGED_ON == state && policy.resends()) {
            pending.sendAgainFrom(event.lastCommandNumber() + 1);
        }
        listener.onBlock(event.buffer(), event.offset());
    }

    @Override
    public void onCommandRefused(final CommandRefusedDecoder event) {
        final Reason reason = event.reason();
        refusedSequence = Math.max(refusedSequence, event.header().sequence());
        if (Reason.SEQUENCE_GAP == reason) {
            onGap(event.expectedCommandNumber());
        } else if (Reason.NOT_LOGGED_ON == reason) {
            onNotLoggedOn(event);
        } else if (isListening()) {
            logonTimer.postpone(nowNs + timeouts.maxBackoffNs());
            listener.onBlock(event.buffer(), event.offset());
        }
    }

    private void onGap(final long expected) {
        counters.increment(ClientCounter.SEQUENCE_GAPS);
        final boolean known = expected == gapExpected && nowNs - gapNs < timeouts.answerTimeoutNs();
        if (ClientState.LOGGED_ON == state && !known && policy.resends()) {
            gapExpected = expected;
            gapNs = nowNs;
            pending.sendAgainFrom(expected);
        }
    }

    private void onNotLoggedOn(final CommandRefusedDecoder event) {
        if (ClientState.LOGGED_ON != state || !isListening()) {
            return;
        }
        if (logonTimer.takeStray()) {
            logOn("a logon of an earlier connection came late");
        } else {
            listener.onBlock(event.buffer(), event.offset());
            end(ClientState.FENCED, "another logon took the session over");
        }
    }

    @Override
    public void onAlreadyDecided(final AlreadyDecidedDecoder event) {
        counters.increment(ClientCounter.REPEATS_ANSWERED);
        observer.onAlreadyDecided(event.commandNumber(), event.decidedSequence(), event.result());
        listener.onBlock(event.buffer(), event.offset());
    }

    @Override
    public void onLeaderMoving() {
        holding = true;
        holdNs = nowNs + HOLD_NS;
    }

    @Override
    public void onUnknown() {
        counters.increment(ClientCounter.MESSAGES_UNKNOWN);
    }

    private boolean isListening() {
        return null == dropReason;
    }
}
