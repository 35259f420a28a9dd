package io.everbook.client;

import org.agrona.DirectBuffer;

/**
 * The way to whichever site leads, one connection at a time. Nothing here blocks.
 */
interface ClusterLink extends AutoCloseable {
    /** Begins an attempt to connect, once whatever there was is dropped; {@link #poll(Listener)} carries it on. */
    void connect();

    /** Receives, and carries an attempt to connect on; the listener is called from here alone. */
    int poll(Listener listener);

    /** Sends a message; the result is that of {@link io.aeron.Publication#offer(DirectBuffer, int, int)}. */
    long offer(DirectBuffer buffer, int offset, int length);

    /** Tells the leader that the connection is in use. */
    void keepAlive();

    /** Does the connection lead to a leader, as far as is known? */
    boolean hasLeader();

    /** Drops the connection or the attempt; quiet if there is none. */
    void disconnect();

    @Override
    void close();

    /** What a link tells. */
    interface Listener {
        void onConnected(long connection, int leader, long term);

        void onConnectFailed(String reason);

        void onNewLeader(int leader, long term);

        void onMessage(DirectBuffer buffer, int offset, int length);

        void onLost(String reason);
    }
}
