package io.everbook.cli.demo;

import io.everbook.api.Command;
import io.everbook.api.EverbookException;
import io.everbook.api.MassCancel;
import io.everbook.cli.trial.Hosts;
import io.everbook.cli.trial.SiteGroup;
import io.everbook.cli.trial.TrialParts;
import io.everbook.cli.trial.Waiting;
import io.everbook.cli.trial.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A run from the start of the sites to their end: flow, kills, settling. It judges nothing; {@link DemoChecks} does,
 * from what is left behind.
 */
final class DemoRun implements AutoCloseable {
    private static final long LOGON_MS = 20_000;
    private static final long SETTLE_MS = 5_000;
    private final DemoConfig config;
    private final Workspace workspace;
    private final SiteGroup cluster;
    private final TradingDesk desk;
    private final TraderLoop loop = new TraderLoop();
    private final List<Failover> failovers = new ArrayList<>();
    private volatile String phase = "starting the sites";
    private long flowNs;
    private RuntimeException failure;

    /**
     * Prepares a run; nothing runs yet but the traders' media driver.
     *
     * @param config    of the run.
     * @param workspace for its files.
     * @param parts     the processes and clients to use.
     */
    DemoRun(final DemoConfig config, final Workspace workspace, final TrialParts parts) {
        this.config = config;
        this.workspace = workspace;
        this.cluster = new SiteGroup(
            DemoConfig.SITES, workspace, config.secrets(), parts, Hosts.LOOPBACK);
        this.desk = new TradingDesk(config, cluster.members(), workspace, parts.opener());
    }

    /**
     * Runs it all. Afterwards every site has been killed, all of them at one instant with nothing under way.
     */
    void run() {
        cluster.start();
        phase = "defining";
        desk.define();
        loop.start(desk.traders(loop));
        Waiting.until(() -> loop.call(this::areLoggedOn), LOGON_MS, () -> "the sessions to log on");
        rehearse();
        loop.close();
        cluster.killAll();
        phase = "all sites ended";
    }

    /**
     * What broke the run off once its flow had begun.
     *
     * @return null if nothing did.
     */
    RuntimeException failure() {
        return failure;
    }

    String phase() {
        return phase;
    }

    SiteGroup cluster() {
        return cluster;
    }

    TraderLoop loop() {
        return loop;
    }

    List<Failover> failovers() {
        return failovers;
    }

    /**
     * How long the order flow lasted.
     *
     * @return nanoseconds.
     */
    long flowNs() {
        return flowNs;
    }

    List<SessionHistory> histories() {
        return loop.traders().stream().map(Trader::history).toList();
    }

    @Override
    public void close() {
        loop.close();
        cluster.close();
        desk.close();
    }

    private void rehearse() {
        final long startNs = System.nanoTime();
        try {
            flow();
            flowNs = System.nanoTime() - startNs;
            settle();
            phase = "ending";
            loop.close();
            cluster.awaitLevel();
        } catch (final EverbookException | IllegalStateException e) {
            failure = e;
        }
    }

    private void flow() {
        onTraders(trader -> trader.startFlow(System.nanoTime()));
        steady();
        final LeaderChange change = new LeaderChange(cluster, loop, workspace);
        for (final Failover.Cause cause : config.kills()) {
            phase = "failover " + (failovers.size() + 1);
            final Failover failover = change.begin(cause, failovers.size());
            failovers.add(failover);
            change.complete(failover);
            steady();
        }
        onTraders(Trader::stopFlow);
    }

    /**
     * Waits for every answer; then each session cancels what it has left. That command's answer comes after every event
     * that the session had before, passive fills too, so that what is missing then is missed for good.
     */
    private void settle() {
        phase = "settling";
        if (isQuietInTheEnd()) {
            loop.traders().forEach(this::sendLast);
            isQuietInTheEnd();
        }
    }

    private void sendLast(final Trader trader) {
        final Command<?> last = new MassCancel();
        Waiting.holds(() -> loop.call(() -> trader.send(last, System.nanoTime())), SETTLE_MS);
    }

    /**
     * Waits until nothing is unanswered, as long as answers come.
     */
    private boolean isQuietInTheEnd() {
        boolean moving = true;
        while (moving && !isQuiet()) {
            final long before = loop.acknowledged();
            moving = Waiting.holds(() -> isQuiet() || loop.acknowledged() != before, SETTLE_MS);
        }
        return moving;
    }

    private boolean isQuiet() {
        return loop.call(() -> loop.unanswered() == 0);
    }

    private void steady() {
        phase = "steady flow";
        Waiting.holds(() -> !loop.isAlive(), config.steadyMs());
    }

    private boolean areLoggedOn() {
        return histories().stream().allMatch(history -> history.logons() > 0);
    }

    private void onTraders(final Consumer<Trader> action) {
        loop.call(() -> {
            loop.traders().forEach(action);
            return null;
        });
    }
}
