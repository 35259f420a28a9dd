package io.everbook.cli.network;

/**
 * The addresses of a virtual network. Host n, counted from 0, is {@code 10.88.(n+1).2}, and its way out is
 * {@code 10.88.(n+1).1} on the router. None of them exists outside the network's own namespaces, so that several
 * networks, and whatever the machine is connected to, never meet.
 */
final class AddressPlan {
    static final int MAX_HOSTS = 200;
    static final String NETWORK = "10.88.0.0/16";
    private static final int NET_OCTET = 2;
    private static final int SOURCE = 12;
    private static final int DESTINATION = 16;

    private AddressPlan() {
    }

    static String host(final int index) {
        return "10.88." + (index + 1) + ".2";
    }

    static String router(final int index) {
        return "10.88." + (index + 1) + ".1";
    }

    /**
     * The host that sent a packet.
     *
     * @param pool that holds the packet.
     * @param slot of it.
     * @return the host's index, negative or too large if it is none.
     */
    static int source(final PacketPool pool, final int slot) {
        return pool.unsignedByte(slot, SOURCE + NET_OCTET) - 1;
    }

    /**
     * The host that a packet goes to.
     *
     * @param pool that holds the packet.
     * @param slot of it.
     * @return the host's index, negative or too large if it is none.
     */
    static int destination(final PacketPool pool, final int slot) {
        return pool.unsignedByte(slot, DESTINATION + NET_OCTET) - 1;
    }
}
