package io.everbook.site;

import io.aeron.cluster.service.ClusterTerminationException;
import io.aeron.exceptions.AeronException;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.AgentTerminationException;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.ClosedByInterruptException;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Takes the errors of a site's parts: warnings are printed on one line, errors with their stack. What ends a part's
 * thread, an Error or its termination, ends the process, since a site that lost a thread only looks alive. So does an
 * error while the log is read: Aeron goes on behind the message that it could not read, and this site alone would skip
 * it. And so does a log that can't be recorded, or whose recording ends before it should or goes on where something
 * lies already, as after a disk that failed while data waited to be written: Aeron would try without end. A recording
 * that is interrupted is no such failure: that is how the archive is closed. Nor is one of which a segment is missing
 * that this site has deleted itself ({@link DeletedLog}): another site asked for it in the moment before.
 *
 * <p>Safe for several threads.
 */
final class SiteErrors implements ErrorHandler {
    private static final Set<String> LOG_READERS =
        Set.of("io.aeron.cluster.LogAdapter", "io.aeron.cluster.service.BoundedLogAdapter");

    private static final Set<String> LOG_REPLAY = Set.of("io.aeron.archive.ReplaySession");
    private static final Set<String> LOG_RECORDING = Set.of("io.aeron.archive.RecordingWriter");
    private static final Set<String> CUT_SHORT = Set.of("unexpected end of recording", "recording segment not found");

    private final String part;
    private final PrintStream stream;
    private final Halt halt;
    private final DeletedLog deleted;

    SiteErrors(final String part, final PrintStream stream, final Halt halt, final DeletedLog deleted) {
        this.part = part;
        this.stream = stream;
        this.halt = halt;
        this.deleted = deleted;
    }

    @Override
    public void onError(final Throwable error) {
        if (error instanceof ClusterTerminationException end && end.isExpected()) {
            return;
        }
        if (isWarning(error)) {
            stream.println("WARN " + Instant.now() + ' ' + part + ": " + error.getMessage());
            return;
        }
        stream.println("ERROR " + Instant.now() + ' ' + part + ": " + error);
        error.printStackTrace(stream);
        stream.flush();
        final String why = whyFatal(error);
        if (why != null) {
            stream.println("FATAL " + Instant.now() + ' ' + part + ": " + why + ": " + error.getMessage());
            halt.halt(1);
        } else if (error instanceof Error || error instanceof AgentTerminationException) {
            halt.halt(1);
        }
    }

    private boolean isWarning(final Throwable error) {
        return error instanceof AeronException aeronError && aeronError.category() == AeronException.Category.WARN
            || passed(error, LOG_REPLAY) && deleted.covers(error.getMessage());
    }

    private static String whyFatal(final Throwable error) {
        if (error.getCause() instanceof ClosedByInterruptException) {
            return null;
        }
        if (passed(error, LOG_RECORDING) && isFromDisk(error)) {
            return "the log can't be recorded: the site halts. Mend what is named here, and start it again";
        }
        final boolean isCutShort = passed(error, LOG_REPLAY) && isCutShort(error);
        return isCutShort || passed(error, LOG_READERS) || passed(error, LOG_RECORDING)
            ? "the log can't be read or continued, its recording is damaged: the site halts. Move its directory away,"
            + " as evidence, and start it with --seed-from" : null;
    }

    private static boolean passed(final Throwable error, final Set<String> classes) {
        return Stream.of(error.getStackTrace()).map(StackTraceElement::getClassName).anyMatch(classes::contains);
    }

    private static boolean isCutShort(final Throwable error) {
        return CUT_SHORT.stream().anyMatch(String.valueOf(error.getMessage())::contains);
    }

    private static boolean isFromDisk(final Throwable error) {
        return error instanceof IOException || error.getCause() instanceof IOException;
    }
}
