package io.everbook.cli.demo;

import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.everbook.api.Command;
import io.everbook.api.DefineParticipant;
import io.everbook.api.DefineSession;
import io.everbook.api.EverbookException;
import io.everbook.api.TradingSession;
import io.everbook.cli.demo.RecordedOrders.Row;
import io.everbook.cli.trial.FlowInstruments;
import io.everbook.cli.trial.GeneratedFlow;
import io.everbook.cli.trial.OrderFlow;
import io.everbook.cli.trial.SessionOpener;
import io.everbook.cli.trial.Waiting;
import io.everbook.cli.trial.Workspace;
import io.everbook.client.ClientConfig;
import io.everbook.client.InDoubt;
import io.everbook.engine.Genesis;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

/**
 * The participants' side of a run: one media driver, the operator who defines everything, and the traders.
 */
final class TradingDesk implements AutoCloseable {
    /** Its media driver's directory, in the run's memory. */
    static final String DRIVER = "client";

    private static final long OPERATOR_MS = 20_000;
    private final DemoConfig config;
    private final String members;
    private final SessionOpener opener;
    private final MediaDriver driver;
    private final Aeron aeron;

    /**
     * Starts the media driver.
     *
     * @param config    of the run.
     * @param members   the {@code cluster.members} setting.
     * @param workspace for the driver's directory.
     * @param opener    of clients.
     */
    TradingDesk(
        final DemoConfig config, final String members, final Workspace workspace, final SessionOpener opener) {
        this.config = config;
        this.members = members;
        this.opener = opener;
        this.driver = MediaDriver.launch(new MediaDriver.Context()
            .aeronDirectoryName(workspace.shm().resolve(DRIVER).toString())
            .dirDeleteOnStart(true)
            .dirDeleteOnShutdown(true)
            .threadingMode(ThreadingMode.SHARED)
            .sharedIdleStrategy(new BackoffIdleStrategy(10, 5, 1_000, 50_000))
            .publicationTermBufferLength(1 << 20)
            .ipcTermBufferLength(1 << 20)
            .termBufferSparseFile(true)
            .warnIfDirectoryExists(false)
            .errorHandler(error -> { }));
        this.aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(driver.aeronDirectoryName())
            .idleStrategy(new SleepingMillisIdleStrategy(1))
            .errorHandler(error -> { }));
    }

    /**
     * Defines participants, sessions and instruments through the operator's session, and waits for every answer.
     */
    void define() {
        final SessionHistory history = new SessionHistory(Genesis.OPERATOR_SESSION, nowNs -> { });
        try (TradingSession operator = open(Genesis.OPERATOR_PARTICIPANT, InDoubt.ASK_BY_REPLAY, history)) {
            for (final Command<?> command : definitions()) {
                submit(operator, history, command);
            }
        }
    }

    /**
     * Opens the traders' sessions: two of each participant, one that asks by replay and one that asks by resend.
     *
     * @param loop that will poll them.
     * @return the traders.
     */
    List<Trader> traders(final TraderLoop loop) {
        final List<Integer> sessions = DemoConfig.sessions();
        final List<Row> rows = config.rows();
        final long intervalNs = TimeUnit.SECONDS.toNanos(sessions.size()) / config.rate();
        final List<Trader> traders = new ArrayList<>();
        for (int i = 0; i < sessions.size(); i++) {
            final int session = sessions.get(i);
            final SessionHistory history = new SessionHistory(session, loop::acknowledged);
            final OrderFlow flow = rows.isEmpty()
                ? new GeneratedFlow(config.seed(), session) : new RecordedFlow(rows, session, i, sessions.size());
            final int participant = DemoConfig.participantOf(session);
            traders.add(new Trader(
                open(participant, DemoConfig.inDoubt(session), history), history, flow, intervalNs));
        }
        return traders;
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(aeron, driver);
    }

    private TradingSession open(final int participant, final InDoubt inDoubt, final SessionHistory history) {
        return opener.open(new ClientConfig()
            .members(members)
            .session(history.session())
            .participant(participant)
            .secret(config.secret(participant))
            .listener(history)
            .observer(history)
            .aeron(aeron)
            .window(participant == Genesis.OPERATOR_PARTICIPANT ? Genesis.OPERATOR_WINDOW : DemoConfig.WINDOW)
            .inDoubt(inDoubt));
    }

    private static List<Command<?>> definitions() {
        final List<Command<?>> definitions = new ArrayList<>();
        for (final int participant : DemoConfig.PARTICIPANTS) {
            definitions.add(new DefineParticipant().participant(participant));
        }
        for (final int session : DemoConfig.sessions()) {
            definitions.add(new DefineSession().newSession(session).participant(DemoConfig.participantOf(session))
                .window(DemoConfig.WINDOW));
        }
        for (int i = 0; i < FlowInstruments.GENERATED; i++) {
            definitions.add(FlowInstruments.generated(FlowInstruments.GENERATED_FIRST + i));
        }
        definitions.add(FlowInstruments.recorded());
        return definitions;
    }

    private static void submit(
        final TradingSession operator, final SessionHistory history, final Command<?> command) {
        final long[] number = new long[1];
        Waiting.until(() -> {
            operator.poll();
            number[0] = operator.submit(command);
            return number[0] > 0;
        }, OPERATOR_MS, () -> "the operator's session to take a command");
        history.submitted(number[0], command.templateId(), 0, System.nanoTime());
        Waiting.until(() -> {
            operator.poll();
            return history.command(number[0]).isAcknowledged();
        }, OPERATOR_MS, () -> "the operator's command " + number[0] + " to be answered");
        if (history.command(number[0]).result() != 0) {
            throw new EverbookException(
                "the operator's command " + number[0] + " was rejected, reason " + history.command(number[0]).result());
        }
    }
}
