package io.everbook.cli.verify.client;

import io.aeron.Aeron;
import io.everbook.api.TradingSession;
import io.everbook.cli.trial.ChildProcess;
import io.everbook.cli.trial.Hosts;
import io.everbook.cli.trial.JavaCommand;
import io.everbook.cli.trial.SessionOpener;
import io.everbook.cli.trial.Waiting;
import io.everbook.cli.trial.Workspace;
import io.everbook.client.ClientConfig;
import io.everbook.client.InDoubt;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;

/**
 * Where the clients are: their media driver on a host of its own, and what they need to reach the sites.
 */
public final class ClientHost implements AutoCloseable {
    /** The host's name. */
    public static final String NAME = "clients";
    private static final long START_MS = 20_000;
    private final Market market;
    private final String members;
    private final String address;
    private final SessionOpener opener;
    private final ChildProcess driver;
    private final Aeron aeron;
    private volatile boolean ready;

    /**
     * Starts the media driver.
     *
     * @param market    that the clients trade on.
     * @param members   the {@code cluster.members} setting.
     * @param hosts     of which {@link #NAME} is one.
     * @param workspace for the driver's directory and output.
     * @param opener    of clients.
     */
    public ClientHost(
        final Market market, final String members, final Hosts hosts, final Workspace workspace,
        final SessionOpener opener) {
        this.market = market;
        this.members = members;
        this.opener = opener;
        this.address = hosts.address(NAME);
        final String directory = workspace.shm().resolve(NAME).toString();
        this.driver = ChildProcess.start(NAME, hosts.inside(NAME, new JavaCommand().flag("-Xmx128m")
            .flag("-XX:+UseSerialGC").of(DriverProcess.class.getName(), directory)), workspace.logs(), this::onLine);
        Waiting.until(() -> ready, START_MS, () -> "the clients' media driver; see " + workspace.logs());
        this.aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(directory)
            .driverTimeoutMs(TimeUnit.SECONDS.toMillis(30)).errorHandler(error -> { }));
    }

    TradingSession open(final ClientTape tape, final InDoubt inDoubt) {
        final int session = tape.recorder().session();
        final int participant = Market.participantOf(session);
        return opener.open(new ClientConfig()
            .members(members)
            .session(session)
            .participant(participant)
            .secret(market.secret(participant))
            .listener(tape)
            .observer(tape)
            .aeron(aeron)
            .localAddress(address)
            .window(Market.windowOf(session))
            .resumeFromEvent(tape.recorder().nextEvent())
            .inDoubt(inDoubt));
    }

    RawConnection connect(final int participant, final RawConnection.Listener listener) {
        return new RawConnection(
            aeron, members, address, participant + ":" + market.secret(participant), listener);
    }

    Market market() {
        return market;
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(aeron, driver);
    }

    private void onLine(final String line) {
        ready |= line.equals(DriverProcess.READY);
    }
}
