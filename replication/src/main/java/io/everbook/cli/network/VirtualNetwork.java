package io.everbook.cli.network;

import io.everbook.api.EverbookException;
import io.everbook.cli.SystemCommand;
import io.everbook.cli.trial.Hosts;
import io.everbook.cli.trial.JavaCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A network of hosts on this machine. Each host is a network namespace with one interface, {@code eth0}, one address
 * and a loopback; nothing but the other hosts can be reached from it, so there is no resolver either. Whatever goes
 * from host to host passes through a relay process, where {@link #faults()} are made.
 *
 * <pre>
 *   host a (10.88.1.2) ── cable ─┐ router namespace
 *   host b (10.88.2.2) ── cable ─┤   from a cable → TUN device → relay → TUN device → the receiver's cable
 *   host c (10.88.3.2) ── cable ─┘
 * </pre>
 *
 * Processes on a host are started by the command line of {@link #inside}; they share files, shared memory and mounts
 * with everyone. Needs Linux, the superuser, iproute2 and {@code /dev/net/tun}: {@link #unavailable}. Thread safe.
 */
public final class VirtualNetwork implements Hosts, AutoCloseable {
    private static final Path TUN = Path.of("/dev/net/tun");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_-]{1,32}");
    private static final List<String> FIFO = List.of("chrt", "--fifo", "1", "true");
    private static final List<String> LEAST_NICE = List.of("nice", "-n", "-20", "true");
    private final List<String> hosts;
    private final Namespaces namespaces;
    private final RelayProcess relay;
    private final LinkFaults faults;

    private VirtualNetwork(final List<String> hosts, final Namespaces namespaces, final RelayProcess relay) {
        this.hosts = hosts;
        this.namespaces = namespaces;
        this.relay = relay;
        this.faults = new LinkFaults(hosts, relay, new Cables(namespaces.router(), hosts));
    }

    /**
     * Why there can be no virtual network here.
     *
     * @return the reason and what to do about it, or null if there can be one.
     */
    public static String unavailable() {
        if (!SystemCommand.isRoot()) {
            return "network namespaces need the superuser: run this as root";
        }
        for (final String program : List.of("ip", "nsenter", "unshare", "chrt")) {
            if (!SystemCommand.exists(program)) {
                return "no " + program + " on the path: install iproute2 and util-linux";
            }
        }
        if (!Files.exists(TUN)) {
            return "no " + TUN + ": the kernel's module tun is not loaded, or the container lacks the device";
        }
        return SystemCommand.succeeds("unshare", "--net", "true") ? null
            : "this process may not make network namespaces: it lacks CAP_SYS_ADMIN";
    }

    /**
     * Makes a network, after removing what dead processes left of theirs.
     *
     * @param hosts names of its hosts: letters, digits, {@code -} and {@code _}.
     * @param seed  of the relay's plan.
     * @return the network, without faults.
     * @throws EverbookException if it cannot be made.
     */
    public static VirtualNetwork create(final List<String> hosts, final long seed) {
        check(hosts);
        Namespaces.removeLeftovers();
        final List<String> copy = List.copyOf(hosts);
        final Namespaces namespaces = new Namespaces(copy);
        try {
            namespaces.create();
            return new VirtualNetwork(copy, namespaces, RelayProcess.start(
                Namespaces.inside(namespaces.router(), relayCommand(hosts.size(), seed))));
        } catch (final EverbookException e) {
            namespaces.close();
            throw e;
        }
    }

    /**
     * The hosts.
     *
     * @return their names.
     */
    public List<String> hosts() {
        return hosts;
    }

    @Override
    public String address(final String host) {
        return AddressPlan.host(index(host));
    }

    @Override
    public List<String> inside(final String host, final List<String> command) {
        return Namespaces.inside(namespaces.of(hosts.get(index(host))), command);
    }

    /**
     * The faults of its links.
     *
     * @return the one object for them.
     */
    public LinkFaults faults() {
        return faults;
    }

    /**
     * Ends the relay and removes the namespaces; end the processes inside before. Closing it again does nothing.
     */
    @Override
    public void close() {
        relay.close();
        namespaces.close();
    }

    private int index(final String host) {
        final int index = hosts.indexOf(host);
        if (index < 0) {
            throw new IllegalArgumentException("no host " + host + " in " + hosts);
        }
        return index;
    }

    private static void check(final List<String> hosts) {
        if (hosts.size() > AddressPlan.MAX_HOSTS || new HashSet<>(hosts).size() != hosts.size()
            || !hosts.stream().allMatch(host -> HOST.matcher(host).matches())) {
            throw new IllegalArgumentException("not names of at most " + AddressPlan.MAX_HOSTS + " hosts: " + hosts);
        }
    }

    private static List<String> relayCommand(final int hosts, final long seed) {
        return urgent(new JavaCommand()
            .flag("-XX:+UseSerialGC").flag("-Xms16m").flag("-Xmx64m").flag("-XX:TieredStopAtLevel=1")
            .of(RelayMain.class.getName(), Namespaces.DEVICE, Integer.toString(hosts), Long.toString(seed)));
    }

    /**
     * Puts a process before all ordinary ones, or as far ahead of them as may be: the device drops what the relay does
     * not read in time.
     */
    private static List<String> urgent(final List<String> command) {
        final List<String> line = new ArrayList<>(
            SystemCommand.succeeds(FIFO.toArray(String[]::new)) ? FIFO : LEAST_NICE);
        line.set(line.size() - 1, command.get(0));
        line.addAll(command.subList(1, command.size()));
        return line;
    }
}
