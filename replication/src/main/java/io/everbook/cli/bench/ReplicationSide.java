package io.everbook.cli.bench;

import io.aeron.Aeron;
import io.aeron.exceptions.TimeoutException;
import io.everbook.cli.trial.Cleanup;
import io.everbook.cli.trial.Hosts;
import io.everbook.cli.trial.SiteGroup;
import io.everbook.cli.trial.SiteProcess;
import io.everbook.cli.trial.TrialParts;
import io.everbook.cli.trial.Workspace;
import io.everbook.engine.Genesis;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * One side of the comparison, started anew for each round: three processes, and the load on them.
 */
abstract class ReplicationSide {
    private static final String SECRET = "bench";
    private static final List<String> SITES = List.of("alpha", "beta", "gamma");
    private static final Map<Integer, String> SECRETS =
        Map.of(Genesis.OPERATOR_PARTICIPANT, SECRET, Script.TRADERS, SECRET);
    private static final double PACED_PART = 0.8;
    private static final double PACED_RATE = 30_000;
    private final ReplicationSettings settings;
    private final Aeron aeron;
    private final TrialParts parts;
    private final Load load;

    private ReplicationSide(
        final ReplicationSettings settings, final Aeron aeron, final String siteMain, final Load load) {
        this.settings = settings;
        this.aeron = aeron;
        this.load = load;
        final TrialParts real = TrialParts.real();
        this.parts = new TrialParts(real.java(), siteMain, real.opener(), settings.sites());
    }

    /**
     * The exchange, on the real processes of a site.
     *
     * @param settings of the comparison.
     * @param aeron    of the load.
     * @param block    of commands.
     * @return the side.
     */
    static ReplicationSide exchange(
        final ReplicationSettings settings, final Aeron aeron, final List<byte[]> block) {
        return new ExchangeSide(settings, aeron, Load.commands(block));
    }

    /**
     * The echo.
     *
     * @param settings      of the comparison.
     * @param aeron         of the load.
     * @param block         of commands, in whose place messages of the same length are sent.
     * @param answerLengths by place in the block.
     * @return the side.
     */
    static ReplicationSide echo(
        final ReplicationSettings settings, final Aeron aeron, final List<byte[]> block, final int... answerLengths) {
        return new EchoSide(settings, aeron, Load.echoes(block, answerLengths));
    }

    /**
     * Starts it, measures, and ends it.
     *
     * @return the figures.
     * @throws ElectionException if the leader changed meanwhile.
     */
    final SideFigures measure() {
        return started(this::measure);
    }

    /**
     * Starts it, keeps it under full load, and ends it.
     *
     * @param seconds how long.
     * @return commands answered a second.
     * @throws ElectionException if the leader changed meanwhile.
     */
    final double throughput(final double seconds) {
        return started((sites, workspace) -> {
            try (LoadClient client = loaded(sites)) {
                return client.windowed(seconds, settings.window());
            }
        });
    }

    private <T> T started(final BiFunction<SiteGroup, Workspace, T> task) {
        final Workspace workspace = new Workspace("bench", null);
        final Cleanup cleanup = new Cleanup(workspace);
        try {
            final T result = started(task, workspace, cleanup);
            workspace.removeTemporary();
            return result;
        } catch (final ElectionException ex) {
            workspace.removeTemporary();
            throw ex;
        } finally {
            cleanup.close();
        }
    }

    private <T> T started(
        final BiFunction<SiteGroup, Workspace, T> task, final Workspace workspace, final Cleanup cleanup) {
        try (SiteGroup sites = new SiteGroup(SITES, workspace, SECRETS, parts, Hosts.LOOPBACK)) {
            cleanup.alsoKill(sites);
            sites.start();
            return task.apply(sites, workspace);
        }
    }

    abstract Answers answers();

    abstract void prepare(SiteGroup sites);

    abstract double withReaders(LoadClient client, SiteGroup sites, Workspace workspace);

    final LoadClient connect(final SiteGroup sites, final int participant) {
        try {
            return new LoadClient(aeron, endpoints(sites.members()), participant, SECRET, answers());
        } catch (final TimeoutException ex) {
            throw new ElectionException("no leader took a logon, " + ex.getMessage());
        }
    }

    abstract List<byte[]> logons();

    final double throughput(final LoadClient client) {
        return client.windowed(settings.seconds(), settings.window());
    }

    /**
     * At a moderate rate while the compilers are at work, then under full load. Full load alone would fill gigabytes of
     * the page cache before anything is measured, and a guest whose host hands out memory only when it is touched pays
     * several times as much for each further page.
     */
    final void warmUp(final LoadClient client, final double part) {
        client.windowed(settings.warmUpSeconds() * part * PACED_PART, settings.window(), PACED_RATE);
        client.windowed(settings.warmUpSeconds() * part * (1 - PACED_PART), settings.window());
    }

    private SideFigures measure(final SiteGroup sites, final Workspace workspace) {
        try (LoadClient client = loaded(sites)) {
            warmUp(client, 1);
            final CpuMeter cpu = new CpuMeter(pids(sites));
            final double throughput = throughput(client);
            final Map<String, Double> used = cpu.perCommand(throughput * settings.seconds());
            final Histogram latency = client.paced(settings.seconds(), settings.rate());
            return new SideFigures(throughput, withReaders(client, sites, workspace), latency, used);
        }
    }

    private LoadClient loaded(final SiteGroup sites) {
        prepare(sites);
        final LoadClient client = connect(sites, Script.TRADERS);
        client.converse(logons());
        client.begin(load);
        return client;
    }

    private static Map<String, Long> pids(final SiteGroup sites) {
        final Map<String, Long> pids = new LinkedHashMap<>();
        sites.askStates();
        final String leader = sites.leader().map(SiteProcess::name).orElse("");
        sites.sites().forEach(site ->
            pids.put(site.name().equals(leader) ? "leader" : "follower " + site.name(), site.pid()));
        pids.put("load", ProcessHandle.current().pid());
        return pids;
    }

    private static String endpoints(final String members) {
        return Arrays.stream(members.split(";")).map(member -> member.split(","))
            .map(fields -> fields[0] + "=" + fields[2]).collect(Collectors.joining(","));
    }

    private static final class ExchangeSide extends ReplicationSide {
        private static final double ANEW = 0.3;

        ExchangeSide(final ReplicationSettings settings, final Aeron aeron, final Load load) {
            super(settings, aeron, io.everbook.cli.trial.ControlledSite.class.getName(), load);
        }

        @Override
        Answers answers() {
            return new ExchangeAnswers();
        }

        @Override
        void prepare(final SiteGroup sites) {
            try (LoadClient operator = connect(sites, Genesis.OPERATOR_PARTICIPANT)) {
                operator.converse(Script.operator());
            }
        }

        @Override
        List<byte[]> logons() {
            return Script.logons();
        }

        @Override
        double withReaders(final LoadClient client, final SiteGroup sites, final Workspace workspace) {
            try (JournalFollowers followers = new JournalFollowers(sites.sites(), workspace)) {
                warmUp(client, ANEW);
                final double throughput = throughput(client);
                client.drain();
                followers.awaitCaughtUp();
                return throughput;
            }
        }
    }

    private static final class EchoSide extends ReplicationSide {
        EchoSide(final ReplicationSettings settings, final Aeron aeron, final Load load) {
            super(settings, aeron, EchoSite.class.getName(), load);
        }

        @Override
        Answers answers() {
            return new EchoAnswers();
        }

        @Override
        void prepare(final SiteGroup sites) {
        }

        @Override
        List<byte[]> logons() {
            return List.of();
        }

        @Override
        double withReaders(final LoadClient client, final SiteGroup sites, final Workspace workspace) {
            return 0;
        }
    }
}
