package io.everbook.cli.trial;

import io.everbook.api.TradingSession;
import io.everbook.client.ClientConfig;

/**
 * Opens a session's client.
 */
@FunctionalInterface
public interface SessionOpener {
    /**
     * Opens it; it connects and logs on while it is polled.
     *
     * @param config of the client, not concluded.
     * @return the session.
     */
    TradingSession open(ClientConfig config);
}
