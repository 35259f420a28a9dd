package io.everbook.cli.network;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;

/**
 * Sends every datagram back to where it came from, until its standard input ends.
 */
final class EchoMain {
    private static final int LENGTH = 2_048;

    private EchoMain() {
    }

    /**
     * Runs it.
     *
     * @param args address and port to listen at.
     * @throws Exception if the network is not there.
     */
    public static void main(final String[] args) throws Exception {
        final DatagramSocket socket = new DatagramSocket(Integer.parseInt(args[1]), InetAddress.getByName(args[0]));
        socket.setReceiveBufferSize(ProbeMain.BUFFER_LENGTH);
        final Thread echo = new Thread(() -> echo(socket));
        echo.setDaemon(true);
        echo.start();
        System.out.println("ready");
        while (System.in.read() >= 0) {
            Thread.onSpinWait();
        }
    }

    private static void echo(final DatagramSocket socket) {
        final DatagramPacket packet = new DatagramPacket(new byte[LENGTH], LENGTH);
        try {
            while (true) {
                packet.setLength(LENGTH);
                socket.receive(packet);
                socket.send(packet);
            }
        } catch (final java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
