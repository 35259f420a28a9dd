package io.everbook.embedded;

import io.everbook.api.Command;
import io.everbook.api.EventListener;
import io.everbook.api.TradingSession;

/**
 * A session logged on to an exchange in the same process. Commands are decided before {@link #submit} returns.
 */
final class EmbeddedSession implements TradingSession {
    private final EmbeddedExchange exchange;
    private final EventListener listener;
    private final int session;
    private final long connection;
    private long lastCommandNumber;
    private boolean closed;

    EmbeddedSession(
        final EmbeddedExchange exchange,
        final EventListener listener,
        final int session,
        final long connection,
        final long lastCommandNumber) {
        this.exchange = exchange;
        this.listener = listener;
        this.session = session;
        this.connection = connection;
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
        return 0;
    }

    @Override
    public int unanswered() {
        return 0;
    }

    @Override
    public void close() {
        if (!closed) {
            exchange.logoff(this);
        }
    }
}
