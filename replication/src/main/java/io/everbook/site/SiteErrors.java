package io.everbook.site;

import io.aeron.cluster.service.ClusterTerminationException;
import io.aeron.exceptions.AeronException;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.AgentTerminationException;

import java.io.PrintStream;
import java.time.Instant;

/**
 * Takes the errors of a site's parts: warnings are printed on one line, errors with their stack, and what ends a part's
 * thread, an Error or its termination, ends the process, since a site that lost a thread only looks alive.
 *
 * <p>Safe for several threads.
 */
final class SiteErrors implements ErrorHandler {
    private final String part;
    private final PrintStream stream;
    private final Halt halt;

    SiteErrors(final String part, final PrintStream stream, final Halt halt) {
        this.part = part;
        this.stream = stream;
        this.halt = halt;
    }

    @Override
    public void onError(final Throwable error) {
        if (error instanceof ClusterTerminationException end && end.isExpected()) {
            return;
        }
        if (error instanceof AeronException aeronError && aeronError.category() == AeronException.Category.WARN) {
            stream.println("WARN " + Instant.now() + ' ' + part + ": " + error.getMessage());
            return;
        }
        stream.println("ERROR " + Instant.now() + ' ' + part + ": " + error);
        error.printStackTrace(stream);
        stream.flush();
        if (error instanceof Error || error instanceof AgentTerminationException) {
            halt.halt(1);
        }
    }
}
