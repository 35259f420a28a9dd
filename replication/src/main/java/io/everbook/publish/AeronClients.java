package io.everbook.publish;

import io.aeron.Aeron;
import io.aeron.RethrowingErrorHandler;

/**
 * Aeron clients that their owner's duty cycle drives.
 */
final class AeronClients {
    private AeronClients() {
    }

    static Aeron connect(final String directory, final String name) {
        return Aeron.connect(new Aeron.Context()
            .aeronDirectoryName(directory)
            .useConductorAgentInvoker(true)
            .clientName(name)
            .errorHandler(RethrowingErrorHandler.INSTANCE)
            .subscriberErrorHandler(RethrowingErrorHandler.INSTANCE));
    }
}
