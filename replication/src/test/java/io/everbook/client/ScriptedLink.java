package io.everbook.client;

import io.aeron.Publication;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A client's link to the scripted exchange. What is sent waits in {@link #ingress} until the test lets it be sequenced.
 */
final class ScriptedLink implements ClusterLink {
    final Deque<byte[]> ingress = new ArrayDeque<>();
    final Deque<byte[]> egress = new ArrayDeque<>();
    Predicate<byte[]> losesEgress = message -> false;
    boolean reachable = true;
    boolean backPressured;
    boolean egressOpen = true;
    int connects;
    int keepAlives;
    long connection;
    private final ScriptedExchange exchange;
    private boolean wanted;
    private boolean leaderLost;
    private String lost;
    private long newTerm = -1;

    ScriptedLink(final ScriptedExchange exchange) {
        this.exchange = exchange;
        exchange.links.add(this);
    }

    /** Everything sent is sequenced, in order. */
    void sequenceAll() {
        sequence(ingress.size());
    }

    /** The first messages sent are sequenced. */
    void sequence(final int count) {
        for (int i = 0; i < count && !ingress.isEmpty(); i++) {
            exchange.apply(this, connection, ingress.poll());
        }
    }

    /** The leader dies: what it had not sequenced is gone, and what it had not sent too. */
    void killLeader() {
        ingress.clear();
        egress.clear();
        leaderLost = true;
    }

    void electLeader() {
        leaderLost = false;
        newTerm = ++exchange.epoch & 0xFFFF_FFFFL;
    }

    /** The connection is lost. */
    void lose(final String reason) {
        lost = reason;
    }

    void deliver(final long toConnection, final byte[] message) {
        if (toConnection == connection && !leaderLost && egressOpen && !losesEgress.test(message)) {
            egress.add(message);
        }
    }

    @Override
    public void connect() {
        wanted = true;
    }

    @Override
    public int poll(final Listener listener) {
        if (wanted) {
            wanted = false;
            attempt(listener);
        }
        if (null != lost) {
            final String reason = lost;
            disconnect();
            lost = null;
            listener.onLost(reason);
        }
        if (newTerm >= 0 && 0 != connection) {
            listener.onNewLeader(1, newTerm);
        }
        newTerm = -1;
        int work = 0;
        while (!egress.isEmpty() && 0 != connection) {
            final byte[] message = egress.poll();
            listener.onMessage(new UnsafeBuffer(message), 0, message.length);
            work++;
        }
        return work;
    }

    private void attempt(final Listener listener) {
        if (reachable && !leaderLost) {
            connects++;
            connection = exchange.openConnection();
            listener.onConnected(connection, 0, 0);
        } else {
            listener.onConnectFailed("not reachable");
        }
    }

    @Override
    public long offer(final DirectBuffer buffer, final int offset, final int length) {
        if (!hasLeader()) {
            return Publication.NOT_CONNECTED;
        }
        if (backPressured) {
            return Publication.BACK_PRESSURED;
        }
        final byte[] copy = new byte[length];
        buffer.getBytes(offset, copy);
        ingress.add(copy);
        return 1;
    }

    @Override
    public void keepAlive() {
        keepAlives++;
    }

    @Override
    public boolean hasLeader() {
        return 0 != connection && !leaderLost;
    }

    @Override
    public void disconnect() {
        wanted = false;
        connection = 0;
        ingress.clear();
        egress.clear();
    }

    @Override
    public void close() {
        disconnect();
    }
}
