package io.everbook.cli.network;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Obeys lines on its standard input, each with one line back:
 *
 * <pre>
 *   ping COUNT     sends that many numbered datagrams at once, prints the numbers that come back, in their order,
 *                  until none came for a second
 *   rtt COUNT      one after the other; prints the median and the largest round trip in microseconds
 *   flood COUNT    as many in flight as 64; prints how many came back per second
 *   resolve NAME   prints known or unknown
 * </pre>
 */
final class ProbeMain {
    private static final int QUIET_MS = 1_000;
    private static final int LENGTH = 200;
    /** A small datagram takes more than a kilobyte of it; by default no more than some 160 have place. */
    static final int BUFFER_LENGTH = 1 << 20;
    private static final int WINDOW = 64;
    private static int nextNumber;
    private final DatagramSocket socket;
    private final ByteBuffer out = ByteBuffer.allocate(LENGTH);
    private final ByteBuffer in = ByteBuffer.allocate(LENGTH);

    private ProbeMain(final DatagramSocket socket) {
        this.socket = socket;
    }

    /**
     * Runs it.
     *
     * @param args own address, address and port of an echo.
     * @throws IOException if the network is not there.
     */
    public static void main(final String[] args) throws IOException {
        final DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName(args[0]));
        socket.connect(new InetSocketAddress(args[1], Integer.parseInt(args[2])));
        socket.setSoTimeout(QUIET_MS);
        socket.setReceiveBufferSize(BUFFER_LENGTH);
        System.out.println("ready");
        final BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println(new ProbeMain(socket).obey(line.split(" ")));
        }
    }

    private String obey(final String[] words) throws IOException {
        switch (words[0]) {
            case "ping":
                return ping(Integer.parseInt(words[1]));
            case "rtt":
                return roundTrips(Integer.parseInt(words[1]));
            case "flood":
                return flood(Integer.parseInt(words[1]));
            default:
                return resolve(words[1]);
        }
    }

    private String ping(final int count) throws IOException {
        final int first = nextNumber;
        for (int i = 0; i < count; i++) {
            send();
        }
        final List<String> numbers = new ArrayList<>();
        for (int number = receive(); number >= 0; number = receive()) {
            numbers.add(Integer.toString(number - first));
        }
        return String.join(" ", numbers);
    }

    private String roundTrips(final int count) throws IOException {
        final long[] tookNs = new long[count];
        for (int i = 0; i < count; i++) {
            final long startNs = System.nanoTime();
            send();
            receive();
            tookNs[i] = System.nanoTime() - startNs;
        }
        java.util.Arrays.sort(tookNs);
        return tookNs[count / 2] / 1_000 + " " + tookNs[count - 1] / 1_000;
    }

    private String flood(final int count) throws IOException {
        final long startNs = System.nanoTime();
        int came = 0;
        for (int i = 0; i < count; i++) {
            send();
            if (i >= WINDOW && receive() >= 0) {
                came++;
            }
        }
        return String.format(Locale.ROOT, "%.0f", came * 1e9 / (System.nanoTime() - startNs));
    }

    private static String resolve(final String name) {
        try {
            InetAddress.getByName(name);
            return "known";
        } catch (final UnknownHostException e) {
            return "unknown";
        }
    }

    private void send() {
        out.clear().putInt(nextNumber++);
        try {
            socket.send(new DatagramPacket(out.array(), LENGTH));
        } catch (final IOException e) {
            System.err.println("probe: " + e);
        }
    }

    private int receive() throws IOException {
        try {
            socket.receive(new DatagramPacket(in.array(), LENGTH));
            return in.getInt(0);
        } catch (final SocketTimeoutException e) {
            return -1;
        } catch (final java.net.PortUnreachableException e) {
            return -1;
        }
    }
}
