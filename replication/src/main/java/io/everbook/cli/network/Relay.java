package io.everbook.cli.network;

import java.util.stream.IntStream;

/**
 * Carries packets from host to host through the links' faults. Driven by one thread that hands in the time; allocates
 * nothing for a packet. It holds at most {@link #SLOTS} packets, one of them being that which it reads next; what would
 * have to wait beyond that is dropped.
 */
final class Relay {
    static final int SLOTS = 16_384;
    private static final int SHORTEST_PACKET = 20;
    private static final int IP_VERSION = 4;
    private final PacketPool pool = new PacketPool(SLOTS);
    private final DueQueue held = new DueQueue(SLOTS);
    private final Wire wire;
    private final int hosts;
    private final RelayedLink[] links;

    Relay(final Wire wire, final int hosts, final long seed) {
        this.wire = wire;
        this.hosts = hosts;
        this.links = IntStream.range(0, hosts * hosts)
            .mapToObj(link -> new RelayedLink(seed * AddressPlan.MAX_HOSTS * AddressPlan.MAX_HOSTS + link))
            .toArray(RelayedLink[]::new);
    }

    RelayedLink link(final int from, final int to) {
        return links[from * hosts + to];
    }

    int hosts() {
        return hosts;
    }

    boolean holdsNothing() {
        return held.isEmpty();
    }

    long nextDueNs() {
        return held.nextDueNs();
    }

    /**
     * Forwards what is due.
     *
     * @param nowNs the time, which the packets received after it are given too.
     */
    void release(final long nowNs) {
        while (!held.isEmpty() && held.nextDueNs() - nowNs <= 0) {
            forward(held.take());
        }
    }

    /**
     * Takes one packet from the wire.
     *
     * @param nowNs the time.
     * @return whether there was one.
     */
    boolean receive(final long nowNs) {
        final int slot = pool.claim();
        final int length = wire.read(pool.address(slot), PacketPool.SLOT_LENGTH);
        if (length == 0 || !isBetweenHosts(slot, length)) {
            pool.release(slot);
        } else {
            accept(slot, length, nowNs);
        }
        return length != 0;
    }

    /**
     * Takes every fault away and forwards at once what was held.
     */
    void heal() {
        for (final RelayedLink link : links) {
            link.clear();
        }
        while (!held.isEmpty()) {
            forward(held.take());
        }
    }

    private boolean isBetweenHosts(final int slot, final int length) {
        return length >= SHORTEST_PACKET
            && pool.unsignedByte(slot, 0) >> 4 == IP_VERSION
            && isHost(AddressPlan.source(pool, slot))
            && isHost(AddressPlan.destination(pool, slot));
    }

    private boolean isHost(final int index) {
        return index >= 0 && index < hosts;
    }

    private void accept(final int slot, final int length, final long nowNs) {
        final int index = AddressPlan.source(pool, slot) * hosts + AddressPlan.destination(pool, slot);
        final RelayedLink link = links[index];
        final long number = link.next();
        pool.fill(slot, length, index, number);
        final long dueNs = link.dueNs(number, nowNs, length);
        if (dueNs == RelayedLink.LOST) {
            drop(slot);
        } else {
            if (link.duplicates(number)) {
                duplicate(slot, dueNs, nowNs);
            }
            schedule(slot, dueNs, nowNs);
        }
    }

    private void duplicate(final int slot, final long dueNs, final long nowNs) {
        if (!pool.isEmpty()) {
            final int copy = pool.claim();
            pool.copy(slot, copy, pool.number(slot));
            links[pool.link(slot)].onDuplicated();
            schedule(copy, dueNs, nowNs);
        }
    }

    private void schedule(final int slot, final long dueNs, final long nowNs) {
        if (dueNs - nowNs <= 0) {
            forward(slot);
        } else if (pool.isEmpty()) {
            drop(slot);
        } else {
            held.add(slot, dueNs);
        }
    }

    private void forward(final int slot) {
        final RelayedLink link = links[pool.link(slot)];
        if (!link.isCut() && wire.write(pool.address(slot), pool.length(slot))) {
            link.onForwarded(pool.number(slot));
            pool.release(slot);
        } else {
            drop(slot);
        }
    }

    private void drop(final int slot) {
        links[pool.link(slot)].onDropped();
        pool.release(slot);
    }
}
