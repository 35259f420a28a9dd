package io.everbook.client;

import java.util.function.Predicate;
import org.agrona.DirectBuffer;

/**
 * A link that loses received messages as the test says.
 */
record LossyLink(ClusterLink link, Predicate<DirectBuffer> loses) implements ClusterLink {
    @Override
    public void connect() {
        link.connect();
    }

    @Override
    public int poll(final Listener listener) {
        return link.poll(new Listener() {
            @Override
            public void onConnected(final long connection, final int leader, final long term) {
                listener.onConnected(connection, leader, term);
            }

            @Override
            public void onConnectFailed(final String reason) {
                listener.onConnectFailed(reason);
            }

            @Override
            public void onNewLeader(final int leader, final long term) {
                listener.onNewLeader(leader, term);
            }

            @Override
            public void onMessage(final DirectBuffer buffer, final int offset, final int length) {
                if (!loses.test(buffer)) {
                    listener.onMessage(buffer, offset, length);
                }
            }

            @Override
            public void onLost(final String reason) {
                listener.onLost(reason);
            }
        });
    }

    @Override
    public long offer(final DirectBuffer buffer, final int offset, final int length) {
        return link.offer(buffer, offset, length);
    }

    @Override
    public void keepAlive() {
        link.keepAlive();
    }

    @Override
    public boolean hasLeader() {
        return link.hasLeader();
    }

    @Override
    public void disconnect() {
        link.disconnect();
    }

    @Override
    public void close() {
        link.close();
    }
}
