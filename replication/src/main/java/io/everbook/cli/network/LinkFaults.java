package io.everbook.cli.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The faults of a network's links, imposed and lifted while packets flow. Faults of one link add up
 * ({@link LinkFault#and}), and lifting one leaves the others. Every method returns once the relay has it: no packet
 * read after that escapes the fault. What a link holds when its delay ends stays on its way, and later packets keep
 * behind it; what it holds when it is cut is lost. Thread safe.
 */
public final class LinkFaults {
    private final List<String> hosts;
    private final RelayProcess relay;
    private final Cables cables;
    private final List<Imposed> imposed = new ArrayList<>();

    LinkFaults(final List<String> hosts, final RelayProcess relay, final Cables cables) {
        this.hosts = hosts;
        this.relay = relay;
        this.cables = cables;
    }

    /**
     * Imposes a fault on links.
     *
     * @param fault of each of them.
     * @param links between hosts of this network.
     * @return what lifts it.
     * @throws IllegalArgumentException if a number is negative, a share beyond a million, or a host unknown.
     */
    public FaultInForce impose(final LinkFault fault, final Collection<Link> links) {
        fault.check();
        links.forEach(this::check);
        final Imposed added = new Imposed(fault, Set.copyOf(links));
        synchronized (this) {
            imposed.add(added);
            send(added.links);
        }
        return new FaultInForce(() -> lift(added));
    }

    /**
     * Cuts one way: what a host sends to another is lost, what the other answers is not.
     *
     * @param from the host that is not heard.
     * @param to   the host that does not hear it.
     * @return what lifts it.
     */
    public FaultInForce cut(final String from, final String to) {
        return impose(LinkFault.cutOff(), List.of(new Link(from, to)));
    }

    /**
     * Cuts a host off from all others, both ways.
     *
     * @param host to isolate.
     * @return what lifts it.
     */
    public FaultInForce isolate(final String host) {
        return partition(List.of(host), hosts.stream().filter(other -> !other.equals(host)).toList());
    }

    /**
     * Cuts two groups off from each other, both ways. Hosts in neither group reach both, as bridges do.
     *
     * @param some   one group.
     * @param others the other.
     * @return what lifts it.
     */
    public FaultInForce partition(final Collection<String> some, final Collection<String> others) {
        return impose(LinkFault.cutOff(), Link.between(some, others));
    }

    /**
     * Lets a host see everyone, while the others see nobody but it and those of their own group.
     *
     * @param host  the bridge.
     * @param group of others that stay together; the rest is the other group.
     * @return what lifts it.
     */
    public FaultInForce bridge(final String host, final Collection<String> group) {
        final List<String> others = hosts.stream().filter(other -> !other.equals(host)).toList();
        return partition(others.stream().filter(group::contains).toList(),
            others.stream().filter(other -> !group.contains(other)).toList());
    }

    /**
     * Pulls a host's cable: its interface loses its carrier.
     *
     * @param host whose cable it is.
     * @return what plugs it in again.
     */
    public FaultInForce unplug(final String host) {
        cables.unplug(host);
        return new FaultInForce(() -> cables.plug(host));
    }

    /**
     * Lifts every fault, plugs every cable in, and forwards at once what links still hold.
     */
    public synchronized void heal() {
        imposed.clear();
        relay.order(RelayControl.HEAL);
        cables.plugAll();
    }

    /**
     * Counts since the network was made.
     *
     * @return the counts of every link.
     */
    public Map<Link, LinkCounts> counts() {
        final List<String> words = List.of(relay.ask(RelayControl.COUNTS).split(" "));
        final Map<Link, LinkCounts> counts = new LinkedHashMap<>();
        int at = 1;
        for (final String from : hosts) {
            for (final String to : hosts) {
                if (!from.equals(to)) {
                    counts.put(new Link(from, to), LinkCounts.decode(words.subList(at, at + LinkCounts.FIELDS)));
                }
                at += LinkCounts.FIELDS;
            }
        }
        return counts;
    }

    /**
     * Packets that the relay did not read in time, so that they were lost without a plan: none, unless the machine is
     * overloaded.
     *
     * @return how many since the network was made.
     */
    public long unread() {
        return Long.parseLong(relay.ask(RelayControl.UNREAD));
    }

    private synchronized void lift(final Imposed lifted) {
        if (imposed.remove(lifted)) {
            send(lifted.links);
        }
    }

    private void send(final Set<Link> links) {
        if (!links.isEmpty()) {
            relay.order(links.stream()
                .map(link -> index(link.from()) + " " + index(link.to()) + " " + effective(link).encode())
                .collect(Collectors.joining(" ", RelayControl.SET + " ", "")));
        }
    }

    private LinkFault effective(final Link link) {
        return imposed.stream()
            .filter(each -> each.links.contains(link))
            .map(each -> each.fault)
            .reduce(LinkFault.NONE, LinkFault::and);
    }

    private void check(final Link link) {
        if (index(link.from()) == index(link.to())) {
            throw new IllegalArgumentException("a host's way to itself passes no relay: " + link);
        }
    }

    private int index(final String host) {
        final int index = hosts.indexOf(host);
        if (index < 0) {
            throw new IllegalArgumentException("no host " + host + " in " + hosts);
        }
        return index;
    }

    private static final class Imposed {
        private final LinkFault fault;
        private final Set<Link> links;

        Imposed(final LinkFault fault, final Set<Link> links) {
            this.fault = fault;
            this.links = links;
        }
    }
}
