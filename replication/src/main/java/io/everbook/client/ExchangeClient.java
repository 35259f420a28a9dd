package io.everbook.client;

import io.aeron.Publication;
import io.everbook.api.Command;
import io.everbook.api.TradingSession;
import io.everbook.protocol.AlreadyDecidedDecoder;
import io.everbook.protocol.CommandRefusedDecoder;
import io.everbook.protocol.LogonAcceptedDecoder;
import io.everbook.protocol.Reason;
import io.everbook.protocol.TestResponseDecoder;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.NanoClock;

/**
 * A trading session over three or five sites, whichever leads.
 *
 * <p>What it promises while it is polled: every command that {@link #submit(Command)} gave a number is decided exactly
 * once, whatever fails in between, and every numbered event reaches the listener exactly once and in the order of the
 * numbers. The loss of a leader is a pause: {@link #submit(Command)} answers {@link #NOT_CONNECTED} until the session
 * is logged on with the next one. The signals LogonAccepted, TestResponse, CommandRefused and AlreadyDecided come
 * outside the numbers, as they arrive.
 *
 * <p>How it keeps that: after each connect and each change of leader it sends a Logon through the log; the answer says
 * which commands and events the session has there. Commands above are sent again in order with the same bytes; events
 * above those delivered are asked from a site's journal. While nothing arrives, test requests ask the same.
 *
 * <p>It ends by itself in two cases only, see {@link ClientState#FENCED} and {@link ClientState#DIVERGED}. What a
 * listener throws is thrown by {@link #poll()} once the poll's work is done; the event counts as delivered.
 *
 * <p>One thread uses it; {@link #state()} and {@link #counter(ClientCounter)} may be read by others.
 */
public final class ExchangeClient implements TradingSession {
    private static final int GENERATION_SHIFT = 48;
    private static final int LOGON_TIMEOUT_GROWTH = 8;

    private final ClientConfig config;
    private final ClientTimeouts timeouts;
    private final NanoClock clock;
    private final RecoveryPolicy policy;
    private final ClientObserver observer;
    private final Counters counters = new Counters();
    private final GuardedListener listener;
    private final AutoCloseable transport;
    private final ClusterLink link;
    private final InquiryLink inquiries;
    private final SessionPublisher publisher;
    private final PendingCommands pending;
    private final EventStream events;
    private final HoleFiller holes;
    private final LogonAnswer logon = new LogonAnswer();
    private final Connection connection = new Connection();
    private final EgressAdapter egress = new EgressAdapter(new Egress());
    private volatile ClientState state = ClientState.CONNECTING;
    private boolean polling;
    private boolean closeAsked;
    private String abandonReason;
    private long nowNs;
    private long epoch;
    private int window;
    private int leader = -1;
    private long connectionId;
    private long backoffNs;
    private long retryNs;
    private long logonDueNs;
    private long logonTimeoutNs;
    private int logonsUnanswered;
    private int strayLogons;
    private long heardNs;
    private long askedNs;
    private long askedUpTo;
    private boolean questionOpen;
    private long oldestSeen;
    private long oldestSinceNs;
    private long gapExpected;
    private long gapNs;
    private long keepAliveNs;

    /**
     * Creates the client; it begins to connect with the first poll.
     *
     * @param config its settings, concluded here unless they are already.
     */
    public ExchangeClient(final ClientConfig config) {
        this(config, RecoveryPolicy.FULL);
    }

    ExchangeClient(final ClientConfig config, final RecoveryPolicy policy) {
        this(config.isConcluded() ? config : config.conclude(), policy, new AeronHolder(config));
    }

    private ExchangeClient(final ClientConfig config, final RecoveryPolicy policy, final AeronHolder holder) {
        this(config, policy, holder, new AeronClusterLink(holder, config), new AeronInquiryLink(holder, config));
    }

    ExchangeClient(
        final ClientConfig config,
        final RecoveryPolicy policy,
        final AutoCloseable transport,
        final ClusterLink link,
        final InquiryLink inquiries) {
        this.config = config;
        this.policy = policy;
        this.transport = transport;
        this.link = link;
        this.inquiries = inquiries;
        timeouts = config.timeouts();
        clock = config.nanoClock();
        observer = config.observer();
        epoch = config.epoch();
        window = config.window();
        backoffNs = timeouts.minBackoffNs();
        listener = new GuardedListener(config.listener());
        publisher = new SessionPublisher(link, config);
        pending = new PendingCommands(config.window());
        events = new EventStream(config, policy.fills(), listener, new Answers(), counters);
        holes = new HoleFiller(config, inquiries, events, counters);
        link.connect();
    }

    @Override
    public int session() {
        return config.session();
    }

    /**
     * What the client is doing.
     *
     * @return the state; any thread may ask.
     */
    public ClientState state() {
        return state;
    }

    /**
     * Reads a count.
     *
     * @param counter which.
     * @return the count since the client was made; any thread may ask.
     */
    public long counter(final ClientCounter counter) {
        return counters.get(counter);
    }

    /**
     * The number the next submitted command will get.
     *
     * @return the number, 0 before the first logon.
     */
    public long nextCommandNumber() {
        return pending.next();
    }

    /**
     * The number of the next event to be delivered; an embedder keeps it to resume from in another process.
     *
     * @return the number, 0 before the first logon.
     */
    public long nextEventNumber() {
        return events.next();
    }

    /**
     * The newest epoch seen; an embedder keeps it for {@link ClientConfig#epoch(long)}.
     *
     * @return generation in the upper 16 bits, leadership term below.
     */
    public long epoch() {
        return epoch;
    }

    /**
     * The leader's member id, as last heard.
     *
     * @return the id, -1 if never heard.
     */
    public int leader() {
        return leader;
    }

    @Override
    public int unanswered() {
        return (int) Math.min(pending.unanswered(), config.window());
    }

    @Override
    public long submit(final Command<?> command) {
        if (ClientState.LOGGED_ON != state) {
            return notTaken(state.isFinal() ? CLOSED : NOT_CONNECTED);
        }
        if (pending.unanswered() >= window) {
            return notTaken(WINDOW_FULL);
        }
        return pending.hasToSend() ? notTaken(BACK_PRESSURED) : send(command);
    }

    private long send(final Command<?> command) {
        final int length = publisher.encode(command, pending);
        final long result = publisher.command(pending, pending.next(), length);
        if (result > 0) {
            return pending.submitted(length);
        }
        final boolean full = Publication.BACK_PRESSURED == result || Publication.ADMIN_ACTION == result;
        return notTaken(full ? BACK_PRESSURED : NOT_CONNECTED);
    }

    private long notTaken(final long why) {
        counters.increment(ClientCounter.SUBMITS_NOT_TAKEN);
        return why;
    }

    @Override
    public int poll() {
        if (polling) {
            return 0;
        }
        polling = true;
        int work = 0;
        try {
            work = doWork(clock.nanoTime());
        } finally {
            polling = false;
            if (closeAsked) {
                close();
            }
        }
        listener.rethrow();
        return work;
    }

    private int doWork(final long now) {
        nowNs = now;
        if (state.isFinal()) {
            return 0;
        }
        int work = link.poll(connection);
        if (null != abandonReason) {
            abandon();
        }
        work += state.isFinal() || closeAsked ? 0 : holes.poll(now);
        return work + (closeAsked ? 0 : pollState());
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
        if (logonsUnanswered > 0 && nowNs - heardNs >= timeouts.silenceTimeoutNs()) {
            giveUp("no answer to the logon");
            return 1;
        }
        return nowNs - logonDueNs >= 0 && publisher.logon() ? onLogonSent() : 0;
    }

    private int onLogonSent() {
        if (logonTimeoutNs > timeouts.logonTimeoutNs()) {
            counters.increment(ClientCounter.LOGON_REPEATS);
        }
        logonsUnanswered++;
        logonDueNs = nowNs + logonTimeoutNs;
        logonTimeoutNs = Math.min(2 * logonTimeoutNs, LOGON_TIMEOUT_GROWTH * timeouts.logonTimeoutNs());
        return 1;
    }

    private int pollSession() {
        if (!link.hasLeader()) {
            state(ClientState.AWAITING_LEADER, nowNs, "the leader went away");
            return 1;
        }
        keepAlive();
        final int work = sendAgain();
        watchOldest();
        if (questionOpen && nowNs - Math.max(heardNs, askedNs) >= timeouts.silenceTimeoutNs()) {
            giveUp("silence");
            return work + 1;
        }
        return work + (isQuestionDue() ? ask() : 0);
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

    private void watchOldest() {
        if (0 == pending.unanswered() || pending.first() != oldestSeen) {
            oldestSeen = pending.first();
            oldestSinceNs = nowNs;
        }
    }

    private boolean isQuestionDue() {
        final boolean late = nowNs - oldestSinceNs >= timeouts.answerTimeoutNs();
        final boolean quiet = nowNs - heardNs >= timeouts.testIntervalNs();
        return (late || quiet) && nowNs - askedNs >= timeouts.answerTimeoutNs();
    }

    private int ask() {
        if (!publisher.testRequest()) {
            return 0;
        }
        counters.increment(ClientCounter.TEST_REQUESTS);
        askedUpTo = pending.cursor() - 1;
        askedNs = questionOpen ? askedNs : nowNs;
        questionOpen = true;
        return 1;
    }

    private void logOn(final String reason) {
        logonDueNs = nowNs;
        logonTimeoutNs = timeouts.logonTimeoutNs();
        heardNs = nowNs;
        questionOpen = false;
        state(ClientState.LOGGING_ON, nowNs, reason);
    }

    private void giveUp(final String reason) {
        link.disconnect();
        counters.increment(ClientCounter.RECONNECTS);
        backOff(reason);
    }

    private void abandon() {
        final String reason = abandonReason;
        abandonReason = null;
        if (state.isFinal()) {
            link.disconnect();
        } else {
            giveUp(reason);
        }
    }

    private void backOff(final String reason) {
        strayLogons += logonsUnanswered;
        logonsUnanswered = 0;
        retryNs = nowNs + backoffNs;
        backoffNs = Math.min(timeouts.maxBackoffNs(), 2 * backoffNs);
        state(ClientState.BACKING_OFF, nowNs, reason);
    }

    private void end(final ClientState last, final String reason) {
        state(last, nowNs, reason);
        abandonReason = reason;
    }

    private void state(final ClientState next, final long now, final String reason) {
        final ClientState old = state;
        state = next;
        oldestSinceNs = now;
        observer.onState(old, next, reason);
    }

    @Override
    public void close() {
        closeAsked = true;
        if (polling || ClientState.CLOSED == state) {
            return;
        }
        state(ClientState.CLOSED, clock.nanoTime(), "closed by its owner");
        CloseHelper.closeAll(inquiries, link, transport);
    }

    private static long generation(final long epoch) {
        return epoch >>> GENERATION_SHIFT;
    }

    private final class Connection implements ClusterLink.Listener {
        @Override
        public void onConnected(final long id, final int member, final long term) {
            counters.increment(ClientCounter.CONNECTS);
            connectionId = id;
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
            observer.onLeaderChange(connectionId, member, term);
            logOn("another leader");
        }

        @Override
        public void onMessage(final DirectBuffer buffer, final int offset, final int length) {
            heardNs = nowNs;
            egress.onMessages(buffer, offset, length);
        }

        @Override
        public void onLost(final String reason) {
            counters.increment(ClientCounter.RECONNECTS);
            backOff(reason);
        }
    }

    private final class Answers implements EventStream.AnswerSink {
        @Override
        public void beforeAnswer(final long commandNumber) {
            pending.answeredUpTo(commandNumber);
        }

        @Override
        public void afterAnswer(final long commandNumber, final long sequence, final boolean replayed) {
            if (commandNumber > 0) {
                observer.onAnswered(commandNumber, sequence, replayed);
            }
        }
    }

    private final class Egress implements EgressAdapter.Handler {
        @Override
        public void onEvent(final DirectBuffer buffer, final int offset, final int length) {
            events.onLive(buffer, offset, length);
        }

        @Override
        public void onLogonAccepted(final LogonAcceptedDecoder event) {
            if (event.header().session() != session() || state.isFinal()) {
                return;
            }
            logonsUnanswered = Math.max(0, logonsUnanswered - 1);
            if (generation(event.epoch()) < generation(epoch)) {
                counters.increment(ClientCounter.LOWER_GENERATIONS_REFUSED);
                abandonReason = "the site's generation is below " + generation(epoch);
            } else if (ClientState.LOGGING_ON == state) {
                onLogonAnswered(event);
            } else {
                events.reached(event.lastEventNumber(), event.lastEventSequence());
                holes.onLogon(event.header().sequence(), leader);
            }
        }

        private void onLogonAnswered(final LogonAcceptedDecoder event) {
            final boolean newGeneration = generation(event.epoch()) > generation(epoch);
            if (!newGeneration && event.header().sequence() < events.deliveredSequence()) {
                return;
            }
            logon.set(event);
            if (isBehind()) {
                end(ClientState.DIVERGED, "the exchange has less than was answered: " + logon);
                return;
            }
            epoch = Math.max(epoch, logon.epoch());
            window = Math.min(config.window(), logon.window());
            onLoggedOn();
            listener.onBlock(event.buffer(), event.offset());
        }

        private boolean isBehind() {
            return pending.isStarted() && logon.lastCommandNumber() < pending.first() - 1 ||
                events.deliveredSequence() > 0 && logon.lastEventNumber() < events.next() - 1;
        }

        private void onLoggedOn() {
            counters.increment(ClientCounter.LOGONS);
            backoffNs = timeouts.minBackoffNs();
            askedNs = nowNs;
            state(ClientState.LOGGED_ON, nowNs, "logged on");
            startOnce();
            observer.onLogonAnswered(logon, pending.first(), pending.last());
            events.reached(logon.lastEventNumber(), logon.lastEventSequence());
            holes.onLogon(logon.sequence(), leader);
            recoverCommands();
        }

        private void startOnce() {
            if (!pending.isStarted()) {
                pending.start(logon.lastCommandNumber() + 1);
            }
            if (!events.isStarted()) {
                final boolean newOnly = ClientConfig.NEW_EVENTS == config.resumeFromEvent();
                events.start(newOnly ? logon.lastEventNumber() + 1 : config.resumeFromEvent());
            }
        }

        private void recoverCommands() {
            final long last = logon.lastCommandNumber();
            if (!policy.fills()) {
                pending.answeredUpTo(last);
            }
            if (!policy.resends()) {
                pending.forgetAbove(last);
                return;
            }
            pending.sendAgainFrom(InDoubt.ASK_BY_RESEND == config.inDoubt() ? pending.first() : last + 1);
            pending.reached(last);
        }

        @Override
        public void onTestResponse(final TestResponseDecoder event) {
            questionOpen = false;
            events.reached(event.lastEventNumber(), event.lastEventSequence());
            final boolean missing = event.lastCommandNumber() < Math.min(askedUpTo, pending.last());
            if (ClientState.LOGGED_ON == state && missing && policy.resends()) {
                pending.sendAgainFrom(event.lastCommandNumber() + 1);
            }
            listener.onBlock(event.buffer(), event.offset());
        }

        @Override
        public void onCommandRefused(final CommandRefusedDecoder event) {
            final Reason reason = event.reason();
            if (Reason.SEQUENCE_GAP == reason) {
                onGap(event.expectedCommandNumber());
            } else if (Reason.NOT_LOGGED_ON == reason) {
                onNotLoggedOn(event);
            } else {
                logonDueNs = nowNs + timeouts.maxBackoffNs();
                listener.onBlock(event.buffer(), event.offset());
            }
        }

        private void onGap(final long expected) {
            counters.increment(ClientCounter.SEQUENCE_GAPS);
            final boolean repeated = expected == gapExpected && nowNs - gapNs < timeouts.answerTimeoutNs();
            if (ClientState.LOGGED_ON == state && !repeated && policy.resends()) {
                gapExpected = expected;
                gapNs = nowNs;
                pending.sendAgainFrom(expected);
            }
        }

        private void onNotLoggedOn(final CommandRefusedDecoder event) {
            if (ClientState.LOGGED_ON != state) {
                return;
            }
            if (strayLogons > 0) {
                strayLogons--;
                logOn("a logon of an earlier connection came late");
            } else {
                end(ClientState.FENCED, "another logon took the session over");
                listener.onBlock(event.buffer(), event.offset());
            }
        }

        @Override
        public void onAlreadyDecided(final AlreadyDecidedDecoder event) {
            counters.increment(ClientCounter.REPEATS_ANSWERED);
            observer.onAlreadyDecided(event.commandNumber(), event.decidedSequence(), event.result());
            listener.onBlock(event.buffer(), event.offset());
        }

        @Override
        public void onUnknown() {
            counters.increment(ClientCounter.MESSAGES_UNKNOWN);
        }
    }
}
