package io.everbook.cli.demo;

import io.everbook.api.TradingSession;
import io.everbook.client.ClientConfig;

/**
 * Opens a session's client.
 */
@FunctionalInterface
interface SessionOpener {
    /**
     * Opens it; it connects and logs on while it is polled.
     *
     * @param config of the client, not concluded.
     * @return the session.
     */
    TradingSession open(ClientConfig config);
}
