package io.everbook.publish;

import io.everbook.site.IpEndpoint;

/**
 * How a subscriber reaches the readers of a site: over IPC where it uses their media driver, over UDP else.
 *
 * @param aeronDirectory of the media driver to use: the readers' own for IPC, any of this machine for UDP.
 * @param localAddress   IP address of this machine for what is sent to it; null for IPC.
 * @param live           address:port where market data is joined; null for IPC.
 * @param requests       address:port where packets, snapshots and drop copies are asked for; null for IPC.
 * @param credentials    ASCII {@code participant:secret}; empty for market data.
 */
public record SubscriberConfig(
    String aeronDirectory, String localAddress, String live, String requests, byte[] credentials) {
    private static final byte[] NONE = new byte[0];

    /**
     * Over the readers' own media driver.
     *
     * @param aeronDirectory of that driver.
     * @return the settings, without credentials.
     */
    public static SubscriberConfig ipc(final String aeronDirectory) {
        return new SubscriberConfig(aeronDirectory, null, null, null, NONE);
    }

    /**
     * Over UDP.
     *
     * @param aeronDirectory of a media driver of this machine.
     * @param localAddress   IP address of this machine.
     * @param live           address:port where market data is joined.
     * @param requests       address:port where packets, snapshots and drop copies are asked for.
     * @return the settings, without credentials.
     */
    public static SubscriberConfig udp(
        final String aeronDirectory, final String localAddress, final String live, final String requests) {
        IpEndpoint.check("live", live);
        IpEndpoint.check("requests", requests);
        return new SubscriberConfig(aeronDirectory, localAddress, live, requests, NONE);
    }

    /**
     * As a participant.
     *
     * @param newCredentials ASCII {@code participant:secret}.
     * @return the same settings with credentials.
     */
    public SubscriberConfig as(final byte[] newCredentials) {
        return new SubscriberConfig(aeronDirectory, localAddress, live, requests, newCredentials);
    }

    boolean isIpc() {
        return requests == null;
    }

    /**
     * One who stops here is left behind and holds nobody up (tether), and a lost packet holds back none behind it,
     * since the receiver asks again (reliable).
     */
    String liveChannel() {
        return isIpc() ? "aeron:ipc?tether=false"
            : "aeron:udp?endpoint=" + localAddress + ":0|control=" + live
                + "|control-mode=dynamic|reliable=false|tether=false";
    }

    String requestChannel() {
        return isIpc() ? "aeron:ipc?term-length=64k" : "aeron:udp?endpoint=" + requests + "|term-length=64k";
    }

    String answerChannel() {
        return isIpc() ? "aeron:ipc" : "aeron:udp?endpoint=" + localAddress + ":0";
    }
}
