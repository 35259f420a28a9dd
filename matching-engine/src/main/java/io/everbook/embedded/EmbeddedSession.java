package io.everbook.embedded;

import io.everbook.api.Command;
import io.everbook.api.EventListener;
import io.everbook.api.TradingSession;

/**
 * A session logged on to an exchange in the same process.
 */
final class EmbeddedSession implements TradingSession {
    private final EmbeddedExchange exchange;
    private final EventListener listener;
    private final int session;
    private final long connection;
    private final int window;
    private long lastCommandNumber;
    private int unanswered;
    private boolean closed;

    EmbeddedSession(
        final EmbeddedExchange exchange,
        final EventListener listener,
        final int session,
        final long connection,
        final int window,
        final long lastCommandNumber) {
        this.exchange = exchange;
        this.listener = listener;
        this.session = session;
        this.connection = connection;
        this.window = window;
        this.lastCommandNumber = lastCommandNumber;
    }

    EventListener listener() {
        return listener;
    }

    long connection() {
        return connection;
    }

    long nextCommandNumber() {
        return lastCommandNumber + 1;
    }

    void decided(final long commandNumber) {
        lastCommandNumber = commandNumber;
    }

    void submitted() {
        unanswered++;
    }

    void answered() {
        unanswered--;
    }

    boolean isWindowFull() {
        return unanswered >= window;
    }

    void detach() {
        closed = true;
    }

    @Override
    public int session() {
        return session;
    }

    @Override
    public long submit(final Command<?> command) {
        return closed ? CLOSED : exchange.submit(this, command);
    }

    @Override
    public int poll() {
        return closed ? 0 : exchange.poll();
    }

    @Override
    public int unanswered() {
        return unanswered;
    }

    @Override
    public void close() {
        if (!closed) {
            exchange.logoff(this);
        }
    }
}
