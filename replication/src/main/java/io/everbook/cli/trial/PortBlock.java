package io.everbook.cli.trial;

import io.everbook.api.EverbookException;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Finds a run of UDP ports that nobody listens on.
 */
final class PortBlock {
    /** The ports of the demo, both included. */
    static final int FIRST = 23_000;
    static final int LAST = 23_999;

    private PortBlock() {
    }

    /**
     * Finds free ports.
     *
     * @param count how many, one after the other.
     * @param salt  spreads two runs on one machine; any number.
     * @return the first of them.
     */
    static int find(final int count, final long salt) {
        final int blocks = (LAST - FIRST + 1) / count;
        final int start = (int) Math.floorMod(salt, (long) blocks);
        for (int i = 0; i < blocks; i++) {
            final int first = FIRST + (start + i) % blocks * count;
            if (isFree(first, count)) {
                return first;
            }
        }
        throw new EverbookException("no " + count + " free UDP ports in a row from " + FIRST + " to " + LAST);
    }

    private static boolean isFree(final int first, final int count) {
        for (int port = first; port < first + count; port++) {
            if (!isFree(port)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFree(final int port) {
        try (DatagramSocket socket = new DatagramSocket(null)) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (final IOException e) {
            return false;
        }
    }
}
