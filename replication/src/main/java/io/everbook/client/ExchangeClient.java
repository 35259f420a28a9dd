package io.everbook.client;

import io.aeron.Publication;
import io.everbook.api.Command;
import io.everbook.api.TradingSession;
import org.agrona.CloseHelper;
import org.agrona.concurrent.NanoClock;

import java.util.function.Supplier;

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
 * <p>Nothing waits for ever, and nothing here blocks: {@link #submit(Command)} and {@link #poll()} return at once; what
 * is unanswered is bounded by the window, beyond which {@link #submit(Command)} says {@link #WINDOW_FULL}; and a
 * command without an outcome after {@link ClientTimeouts#outcomeTimeoutNs(long)} is told to the observer as in doubt.
 * It is resolved as soon as a leader is reached again, as {@link #fate(long)} tells.
 *
 * <p>It ends by itself in two cases only, see {@link ClientState#FENCED} and {@link ClientState#DIVERGED}. What a
 * listener throws is thrown by {@link #poll()} once the poll's work is done; the event counts as delivered.
 *
 * <p>One thread uses it; {@link #state()} and {@link #counter(ClientCounter)} may be read by others.
 */
public final class ExchangeClient implements TradingSession {
    private final ClientConfig config;
    private final NanoClock clock;
    private final AutoCloseable transport;
    private final ClusterLink link;
    private final InquiryLink inquiries;
    private final Counters counters = new Counters();
    private final GuardedListener listener;
    private final SessionPublisher publisher;
    private final PendingCommands pending;
    private final SessionAgent agent;
    private final OverdueWatch overdue;
    private final OutcomeInquiries outcomes;
    private boolean polling;
    private boolean closeAsked;

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
        this(config, policy, holder, new AeronClusterLink(holder, config),
            new AeronInquiryLink(holder, config, AeronInquiryLink.INQUIRIES),
            () -> new AeronInquiryLink(holder, config, AeronInquiryLink.OUTCOMES));
    }

    ExchangeClient(
        final ClientConfig config,
        final RecoveryPolicy policy,
        final AutoCloseable transport,
        final ClusterLink link,
        final InquiryLink inquiries,
        final Supplier<InquiryLink> outcomeLinks) {
        this.config = config;
        this.transport = transport;
        this.link = link;
        this.inquiries = inquiries;
        clock = config.nanoClock();
        listener = new GuardedListener(config.listener());
        publisher = new SessionPublisher(link, config);
        pending = new PendingCommands(config.window());
        overdue = new OverdueWatch(config, pending);
        outcomes = new OutcomeInquiries(config, outcomeLinks);
        agent = new SessionAgent(config, policy, link, inquiries, pending, publisher, listener, counters);
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
        return agent.state();
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
        return agent.events().next();
    }

    /**
     * The newest epoch seen; an embedder keeps it for {@link ClientConfig#epoch(long)}.
     *
     * @return generation in the upper 16 bits, leadership term below.
     */
    public long epoch() {
        return agent.logon().epoch();
    }

    /**
     * The leader's member id, as last heard.
     *
     * @return the id, -1 if never heard.
     */
    public int leader() {
        return agent.leader();
    }

    /**
     * What this client knows of a command of the session, whatever its state; also after its end. What the exchange
     * knows, {@link #askOutcome(long)} tells.
     *
     * @param commandNumber its number.
     * @return what is known.
     */
    public CommandFate fate(final long commandNumber) {
        return overdue.fate(commandNumber);
    }

    /**
     * Asks the sites what became of a command of the session: of one in doubt, of one that was refused DECIDED_QUERY
     * since its repeat is older than the session's window, of one that another process sent. The answer stands for
     * what this client has seen of the log, and goes to {@link ClientConfig#outcomeListener(OutcomeListener)}.
     *
     * <p>NEVER_SEQUENCED is answered only to a client that has ended, {@link ClientState#FENCED} say: one that runs
     * sends again what is in doubt, which is PENDING until it is decided. The digest tells whether a number that
     * another process used too was decided with this client's command. Sites beside which no store of outcomes runs
     * don't answer.
     *
     * @param commandNumber its number.
     * @return the question's correlation id, or {@link #WINDOW_FULL}: too many are under way.
     */
    public long askOutcome(final long commandNumber) {
        final long logonSequence = agent.state().isFinal() ? agent.logon().answer().sequence() : 0;
        return outcomes.isFull() ? WINDOW_FULL
            : outcomes.askOutcome(commandNumber, logonSequence, agent.seenSequence(), clock.nanoTime());
    }

    /**
     * Asks the sites for the status of an order of the participant.
     *
     * @param orderId the exchange order id.
     * @return the question's correlation id, or {@link #WINDOW_FULL}: too many are under way.
     */
    public long askOrder(final long orderId) {
        return outcomes.isFull() ? WINDOW_FULL
            : outcomes.askOrder(orderId, 0, 0, agent.seenSequence(), clock.nanoTime());
    }

    /**
     * Asks the sites for the status of the session's newest order of a client order id.
     *
     * @param clientOrderIdHigh the first eight bytes.
     * @param clientOrderIdLow  the last eight bytes.
     * @return the question's correlation id, or {@link #WINDOW_FULL}: too many are under way.
     */
    public long askOrder(final long clientOrderIdHigh, final long clientOrderIdLow) {
        return outcomes.isFull() ? WINDOW_FULL
            : outcomes.askOrder(0, clientOrderIdHigh, clientOrderIdLow, agent.seenSequence(), clock.nanoTime());
    }

    /**
     * Asks the sites for a trade of the participant.
     *
     * @param instrument of the trade.
     * @param tradeId    the instrument's count.
     * @return the question's correlation id, or {@link #WINDOW_FULL}: too many are under way.
     */
    public long askTrade(final int instrument, final long tradeId) {
        return outcomes.isFull() ? WINDOW_FULL
            : outcomes.askTrade(instrument, tradeId, agent.seenSequence(), clock.nanoTime());
    }

    @Override
    public int unanswered() {
        return (int) Math.min(pending.unanswered(), pending.capacity());
    }

    @Override
    public long submit(final Command<?> command) {
        final ClientState state = agent.state();
        if (ClientState.LOGGED_ON != state) {
            return notTaken(state.isFinal() ? CLOSED : NOT_CONNECTED);
        }
        if (pending.isFull()) {
            return notTaken(WINDOW_FULL);
        }
        return pending.hasToSend() || agent.isHolding() ? notTaken(BACK_PRESSURED) : send(command);
    }

    private long send(final Command<?> command) {
        final int length = publisher.encode(command, pending);
        final long result = publisher.command(pending, pending.next(), length);
        if (result > 0) {
            return pending.submitted(length, clock.nanoTime());
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
        if (polling || ClientState.CLOSED == agent.state()) {
            return 0;
        }
        polling = true;
        int work = 0;
        try {
            final long nowNs = clock.nanoTime();
            work = agent.state().isFinal() ? 0 : agent.doWork(nowNs) + overdue.poll(nowNs);
            work += outcomes.poll(nowNs);
        } finally {
            polling = false;
            if (closeAsked) {
                close();
            }
        }
        listener.rethrow();
        return work;
    }

    @Override
    public void close() {
        closeAsked = true;
        if (!polling && ClientState.CLOSED != agent.state()) {
            agent.close(clock.nanoTime());
            CloseHelper.closeAll(outcomes, inquiries, link, transport);
        }
    }
}
