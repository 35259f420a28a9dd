package io.everbook.publish;

import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.everbook.api.EverbookException;
import io.everbook.outcome.OutcomeConfig;
import io.everbook.outcome.OutcomeStore;
import io.everbook.site.IpOnlyResolver;
import io.everbook.site.OutcomeLimits;
import io.everbook.site.ReaderKind;
import org.agrona.CloseHelper;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * The readers of a journal at work, each on a thread of its own, with a media driver of their own: in the process of an
 * exchange or a site, or in one beside it. They read the journal and nothing else, so that nothing which befalls them
 * reaches matching or consensus, and the journal may come, grow and be rebuilt as it pleases.
 *
 * <ul>
 * <li>OUTCOMES: the store of outcomes, and the answers to who asks it.</li>
 * <li>MARKET_DATA: live packets, retransmissions and snapshots. Registered with the journal as "market-data".</li>
 * <li>DROP_COPY: a subscription for each who asks.</li>
 * </ul>
 *
 * <p>One process of readers a directory. Any thread may close it.
 */
public final class Readers implements AutoCloseable {
    private static final int TERM_LENGTH = 1 << 20;
    private static final long TIMER_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long IDLE_MAX_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final ReadersConfig config;

    private Readers(final ReadersConfig config) {
        this.config = config;
    }

    /**
     * Starts them; what is not there yet, such as the journal, they wait for.
     *
     * @param config the settings.
     * @return the running readers, to be closed.
     * @throws EverbookException if another process runs readers in the directory.
     */
    public static Readers launch(final ReadersConfig config) {
        final Readers readers = new Readers(config);
        try {
            readers.start();
            return readers;
        } catch (final Throwable t) {
            readers.close();
            throw t;
        }
    }

    private void start() {
        running.push(ReadersLock.acquire(config.directory()));
        if (config.hasDriver()) {
            running.push(MediaDriver.launch(driver()));
        }
        for (final ReaderKind kind : config.kinds()) {
            start(kind);
        }
    }

    private void start(final ReaderKind kind) {
        switch (kind) {
            case OUTCOMES -> {
                run(new OutcomeStore(store()));
                run(new RestartingAgent(
                    OutcomeQueriesPart.NAME, () -> new OutcomeQueriesPart(config), config.messages()));
            }
            case MARKET_DATA -> run(new RestartingAgent(
                MarketDataPart.READER_NAME, () -> new MarketDataPart(config), config.messages()));
            case DROP_COPY -> run(new RestartingAgent(
                DropCopyPart.NAME, () -> new DropCopyPart(config), config.messages()));
            default -> throw new IllegalArgumentException("no reader " + kind);
        }
    }

    private OutcomeConfig store() {
        final OutcomeLimits kept = config.outcomeLimits();
        return OutcomeConfig.builder().directory(config.outcomes()).journal(config.journal())
            .messages(config.messages())
            .outcomesPerSession(kept.perSession()).tradesPerInstrument(kept.tradesPerInstrument())
            .endedOrdersKept(kept.endedOrders())
            .endedOrdersKeptNs(TimeUnit.MILLISECONDS.toNanos(kept.endedOrdersMs())).conclude();
    }

    private void run(final Agent agent) {
        final AgentRunner runner = new AgentRunner(idleStrategy(),
            error -> config.messages().accept(agent.roleName() + ": " + error), null, agent);
        AgentRunner.startOnThread(runner);
        running.push(runner);
    }

    private MediaDriver.Context driver() {
        return new MediaDriver.Context()
            .aeronDirectoryName(config.aeronDirectory())
            .dirDeleteOnStart(true)
            .dirDeleteOnShutdown(true)
            .threadingMode(ThreadingMode.SHARED)
            .sharedIdleStrategy(idleStrategy())
            .termBufferSparseFile(true)
            .publicationTermBufferLength(TERM_LENGTH)
            .ipcTermBufferLength(TERM_LENGTH)
            .mtuLength(Streams.MTU_LENGTH)
            .timerIntervalNs(TIMER_INTERVAL_NS)
            .nameResolver(new IpOnlyResolver())
            .errorHandler(error -> config.messages().accept("the readers' media driver: " + error));
    }

    private static IdleStrategy idleStrategy() {
        return new BackoffIdleStrategy(10, 5, 1_000, IDLE_MAX_NS);
    }

    @Override
    public void close() {
        synchronized (running) {
            while (!running.isEmpty()) {
                CloseHelper.quietClose(running.pop());
            }
        }
    }
}
