package io.everbook.site;

import io.aeron.cluster.service.ClusterTerminationException;
import io.aeron.exceptions.AeronException;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.AgentTerminationException;

import java.io.PrintStream;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Takes the errors of a site's parts: warnings are printed on one line, errors with their stack. What ends a part's
 * thread, an Error or its termination, ends the process, since a site that lost a thread only looks alive. So does an
 * error while the log is read: Aeron goes on behind the message that it could not read, and this site alone would skip
 * it.
 *
 * <p>Safe for several threads.
 */
final class SiteErrors implements ErrorHandler {
    private static final Set<String> LOG_READERS =
        Set.of("io.aeron.cluster.LogAdapter", "io.aeron.cluster.service.BoundedLogAdapter");

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
        if (skipsLog(error)) {
            stream.println("FATAL " + Instant.now() + ' ' + part + ": the log can't be read, its recording is damaged:"
                + " the site halts. Move its directory away, as evidence, and start it with --seed-from");
            halt.halt(1);
        } else if (error instanceof Error || error instanceof AgentTerminationException) {
            halt.halt(1);
        }
    }

    private static boolean skipsLog(final Throwable error) {
        return Stream.of(error.getStackTrace()).map(StackTraceElement::getClassName).anyMatch(LOG_READERS::contains);
    }
}
