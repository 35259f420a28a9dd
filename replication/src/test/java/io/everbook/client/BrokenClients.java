package io.everbook.client;

/**
 * Clients broken on purpose, to show that what they leave out is noticed.
 */
public final class BrokenClients {
    private BrokenClients() {
    }

    /**
     * A client that forgets commands that the log does not hold, instead of sending them again.
     *
     * @param config its settings.
     * @return the client.
     */
    public static ExchangeClient withoutResend(final ClientConfig config) {
        return new ExchangeClient(config, resendNothing());
    }

    /**
     * A client that passes missed events over, instead of asking for them.
     *
     * @param config its settings.
     * @return the client.
     */
    public static ExchangeClient withoutFill(final ClientConfig config) {
        return new ExchangeClient(config, fillNothing());
    }

    static RecoveryPolicy resendNothing() {
        return new RecoveryPolicy() {
            @Override
            boolean resends() {
                return false;
            }
        };
    }

    static RecoveryPolicy fillNothing() {
        return new RecoveryPolicy() {
            @Override
            boolean fills() {
                return false;
            }
        };
    }
}
