package io.everbook.cli.network;

import io.everbook.cli.SystemCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The network namespaces of a virtual network: the router's, and one for each host, joined to it by a cable. Their
 * names carry the process that made them, {@code everbook-PID-COUNT} and {@code everbook-PID-COUNT-HOST}.
 */
final class Namespaces implements AutoCloseable {
    static final String DEVICE = "tun0";
    static final int QUEUE_PACKETS = 10_000;
    private static final Path DIRECTORY = Path.of("/run/netns");
    private static final Pattern NAME = Pattern.compile("everbook-(\\d+)-\\d+(-.*)?");
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int RELAYED = 100;
    private final String router = "everbook-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
    private final List<String> hosts;

    Namespaces(final List<String> hosts) {
        this.hosts = hosts;
    }

    String router() {
        return router;
    }

    String of(final String host) {
        return router + "-" + host;
    }

    static String cable(final int host) {
        return "v" + host;
    }

    /**
     * The command that runs another in a namespace. It changes the network alone; files and mounts stay those of all.
     *
     * @param namespace to run it in.
     * @param command   to run.
     * @return the command line.
     */
    static List<String> inside(final String namespace, final List<String> command) {
        final List<String> line = new ArrayList<>(List.of("nsenter", "--net=" + DIRECTORY.resolve(namespace), "--"));
        line.addAll(command);
        return line;
    }

    void create() {
        batch(all().stream().map(name -> "netns add " + name));
        all().forEach(Namespaces::settle);
        batch(Stream.concat(routerLines(), IntStream.range(0, hosts.size()).boxed().flatMap(this::cableLines)),
            "-n", router);
        for (int host = 0; host < hosts.size(); host++) {
            batch(hostLines(host), "-n", of(hosts.get(host)));
        }
    }

    /**
     * Removes the namespaces; processes that still run inside keep theirs until they end.
     */
    @Override
    public void close() {
        remove(all().stream().filter(name -> Files.exists(DIRECTORY.resolve(name))).toList());
    }

    /**
     * Removes what processes left behind that are no more.
     */
    static void removeLeftovers() {
        if (Files.isDirectory(DIRECTORY)) {
            try (Stream<Path> files = Files.list(DIRECTORY)) {
                remove(files.map(file -> file.getFileName().toString()).filter(Namespaces::isLeftover).toList());
            } catch (final IOException e) {
                throw new UncheckedIOException("cannot list " + DIRECTORY, e);
            }
        }
    }

    private static boolean isLeftover(final String name) {
        final Matcher matcher = NAME.matcher(name);
        return matcher.matches() && ProcessHandle.of(Long.parseLong(matcher.group(1))).isEmpty();
    }

    private static void remove(final List<String> names) {
        names.forEach(name -> SystemCommand.succeeds("ip", "netns", "del", name));
    }

    private List<String> all() {
        return Stream.concat(Stream.of(router), hosts.stream().map(this::of)).toList();
    }

    private static Stream<String> routerLines() {
        return Stream.of(
            "link set lo up",
            "tuntap add dev " + DEVICE + " mode tun",
            "link set " + DEVICE + " txqueuelen " + QUEUE_PACKETS + " up",
            "route add default dev " + DEVICE + " table " + RELAYED);
    }

    private Stream<String> cableLines(final int host) {
        final String cable = cable(host);
        return Stream.of(
            "link add " + cable + " type veth peer name eth0 netns " + of(hosts.get(host)),
            "addr add " + AddressPlan.router(host) + "/24 dev " + cable,
            "link set " + cable + " up",
            "rule add iif " + cable + " lookup " + RELAYED);
    }

    private static Stream<String> hostLines(final int host) {
        return Stream.of(
            "link set lo up",
            "addr add " + AddressPlan.host(host) + "/24 dev eth0",
            "link set eth0 up",
            "route add " + AddressPlan.NETWORK + " via " + AddressPlan.router(host));
    }

    private static void settle(final String namespace) {
        final String script = "echo 1 > /proc/sys/net/ipv4/ip_forward; "
            + "for f in /proc/sys/net/ipv4/conf/*/rp_filter; do echo 0 > $f; done; "
            + "for f in /proc/sys/net/ipv6/conf/*/disable_ipv6; do [ ! -e $f ] || echo 1 > $f; done";
        SystemCommand.run(inside(namespace, List.of("sh", "-c", script)).toArray(String[]::new));
    }

    private static void batch(final Stream<String> lines, final String... options) {
        final List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(options));
        command.addAll(List.of("-batch", "-"));
        SystemCommand.feed(String.join("\n", lines.toList()) + "\n", command.toArray(String[]::new));
    }
}
