package io.everbook.site;

import org.agrona.IoUtil;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three sites as three processes of this machine. Their files stay unless {@link #succeeded(String...)} was called.
 */
public final class TestCluster implements AutoCloseable {
    /** The operator's secret. */
    public static final String OPERATOR_SECRET = "operator";
    /** The names of the sites. */
    public static final List<String> NAMES = List.of("alpha", "beta", "gamma");

    private static final int PORTS_A_SITE = 10;

    /** A follower that catches up asked its leader's archive twice; the second is refused, and it goes on. */
    private static final String ASKED_TWICE = "existing publication has clashing sessionId";

    private final List<SiteProcess> started = new ArrayList<>();
    private final SiteProcess[] processes = new SiteProcess[NAMES.size()];
    private final Map<String, String> extra = new LinkedHashMap<>();
    private final Path root;
    private final String aeronPrefix;
    private final int basePort;
    private int starts;
    private boolean succeeded;

    /**
     * Creates the cluster; nothing runs yet.
     *
     * @param name     of the test, unique.
     * @param basePort first of 30 ports.
     */
    public TestCluster(final String name, final int basePort) {
        this.basePort = basePort;
        root = Path.of("target", "sites", name).toAbsolutePath();
        aeronPrefix = "/dev/shm/everbook-" + name + "-" + ProcessHandle.current().pid() + "-";
        IoUtil.delete(root.toFile(), true);
    }

    /**
     * Sets a key in the configuration of every site started from now on.
     *
     * @param key   the key.
     * @param value the value.
     * @return this.
     */
    public TestCluster set(final String key, final String value) {
        extra.put(key, value);
        return this;
    }

    /**
     * Starts all sites and waits until they lead and follow.
     */
    public void startAll() {
        for (int i = 0; i < processes.length; i++) {
            start(i);
        }
        for (int i = 0; i < processes.length; i++) {
            awaitReady(i);
        }
    }

    /**
     * Starts one site.
     *
     * @param site its index.
     * @param args further ones of {@link TestSiteMain}.
     * @return its process.
     */
    public SiteProcess start(final int site, final String... args) {
        final List<String> all = new ArrayList<>(List.of(writeConfig(site).toString()));
        all.addAll(List.of(args));
        processes[site] = SiteProcess.start(root.resolve("logs"), NAMES.get(site) + "-" + starts++, all);
        started.add(processes[site]);
        return processes[site];
    }

    /**
     * A site's process.
     *
     * @param site its index.
     * @return the newest.
     */
    public SiteProcess process(final int site) {
        return processes[site];
    }

    /**
     * Waits until a site leads or follows.
     *
     * @param site its index.
     * @return milliseconds since its process started.
     */
    public long awaitReady(final int site) {
        final SiteProcess process = processes[site];
        await(() -> NAMES.get(site) + " is not ready", () -> process.isReady() || !process.isAlive());
        if (!process.isReady()) {
            throw new AssertionError(NAMES.get(site) + " ended: " + process.tail());
        }
        return process.ageMs();
    }

    /**
     * Waits for a leader among the running sites.
     *
     * @return its index.
     */
    public int awaitLeader() {
        await(() -> "no leader", () -> leader() >= 0);
        return leader();
    }

    /**
     * Waits for something of the sites.
     *
     * @param what      is waited for.
     * @param condition to hold.
     */
    public void await(final Supplier<String> what, final BooleanSupplier condition) {
        Deadline.await(30, () -> what.get() + describe(), condition);
    }

    /**
     * A site's directory.
     *
     * @param site its index.
     * @return the directory.
     */
    public Path directory(final int site) {
        return root.resolve(NAMES.get(site));
    }

    /**
     * The ingress endpoints of all sites, as Aeron's cluster client takes them.
     *
     * @return the text.
     */
    public String ingressEndpoints() {
        final List<String> endpoints = new ArrayList<>();
        for (int i = 0; i < processes.length; i++) {
            endpoints.add(i + "=" + endpoint(i, 0));
        }
        return String.join(",", endpoints);
    }

    /**
     * A site's inquiry endpoint.
     *
     * @param site its index.
     * @return address:port.
     */
    public String inquiryEndpoint(final int site) {
        return endpoint(site, 5);
    }

    /**
     * A site's archive endpoint.
     *
     * @param site its index.
     * @return address:port.
     */
    public String archiveEndpoint(final int site) {
        return endpoint(site, 4);
    }

    /**
     * A directory for a media driver of the test's own.
     *
     * @param name unique.
     * @return the directory.
     */
    public String aeronDirectory(final String name) {
        return aeronPrefix + name;
    }

    /**
     * Tells that the test went well, so that nothing needs to be kept: unless a site logged an error that the test
     * didn't expect.
     *
     * @param expected parts of the error lines that are expected.
     */
    public void succeeded(final String... expected) {
        final List<String> errors = started.stream()
            .flatMap(process -> process.err().lines())
            .filter(line -> line.startsWith("ERROR ") || line.startsWith("FATAL "))
            .filter(line -> !line.contains(ASKED_TWICE))
            .filter(line -> Stream.of(expected).noneMatch(line::contains))
            .toList();
        assertThat(errors).as("errors that sites logged; files are in " + root).isEmpty();
        succeeded = true;
    }

    @Override
    public void close() {
        started.stream().filter(SiteProcess::isAlive).forEach(SiteProcess::kill);
        NAMES.forEach(name -> IoUtil.delete(Path.of(aeronDirectory(name)).toFile(), true));
        if (succeeded) {
            IoUtil.delete(root.toFile(), true);
        }
    }

    /**
     * Writes a site's configuration.
     *
     * @param site its index.
     * @return the file.
     */
    public Path writeConfig(final int site) {
        final List<String> members = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            members.add(i + "," + NAMES.get(i) + "," + endpoint(i, 0) + "," + endpoint(i, 1) + "," + endpoint(i, 2)
                + "," + endpoint(i, 3) + "," + endpoint(i, 4) + "," + endpoint(i, 5));
        }
        final Map<String, String> keys = new LinkedHashMap<>();
        keys.put("site.name", NAMES.get(site));
        keys.put("site.member", Integer.toString(site));
        keys.put("site.dir", directory(site).toString());
        keys.put("site.aeronDir", aeronDirectory(NAMES.get(site)));
        keys.put("cluster.members", String.join(";", members));
        keys.put("cluster.secret", "between sites");
        keys.put("engine.maxOrders", "65536");
        keys.put("auth.1", Participants.digest(OPERATOR_SECRET));
        keys.put("auth.2", Participants.digest("trader"));
        keys.put("divergence.interval", "0");
        keys.put("snapshot.interval", "0");
        keys.putAll(extra);
        final List<String> lines = new ArrayList<>();
        keys.forEach((key, value) -> lines.add(key + "=" + value));
        try {
            Files.createDirectories(root);
            return Files.write(root.resolve(NAMES.get(site) + "-" + starts + ".properties"), lines);
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private int leader() {
        for (int i = 0; i < processes.length; i++) {
            if (processes[i] != null && processes[i].isAlive() && "LEADER".equals(processes[i].role())) {
                return i;
            }
        }
        return -1;
    }

    private String endpoint(final int site, final int port) {
        return "127.0.0.1:" + (basePort + site * PORTS_A_SITE + port);
    }

    private String describe() {
        final StringBuilder text = new StringBuilder("; files are in " + root);
        for (int i = 0; i < processes.length; i++) {
            if (processes[i] != null) {
                text.append("\n=== ").append(NAMES.get(i)).append(processes[i].isAlive() ? " runs" : " ended")
                    .append('\n').append(processes[i].tail());
            }
        }
        return text.toString();
    }
}
