package io.everbook.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.archive.client.ArchiveException;
import io.aeron.cluster.client.ClusterException;
import io.aeron.exceptions.AeronException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SiteErrorsTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final List<Integer> halts = new ArrayList<>();
    private final DeletedLog deleted = new DeletedLog();
    private final SiteErrors errors =
        new SiteErrors("consensus module", new PrintStream(printed), halts::add, deleted);

    @Test
    void shouldHaltWhereAMessageOfTheLogWouldBeSkipped() {
        for (final String reader : List.of(
            "io.aeron.cluster.LogAdapter", "io.aeron.cluster.service.BoundedLogAdapter")) {
            errors.onError(at(reader, AeronException.Category.ERROR));
        }

        assertThat(halts).containsExactly(1, 1);
        assertThat(printed.toString()).contains("FATAL ", "the log can't be read", "--seed-from");
    }

    @Test
    void shouldHaltWhereTheRecordingOfTheLogEndsTooEarly() {
        errors.onError(at("io.aeron.archive.ReplaySession", "unexpected end of recording at position=12935232"));
        errors.onError(at("io.aeron.archive.ReplaySession", "no connection established for replayChannel=aeron:ipc"));

        assertThat(halts).containsExactly(1);
        assertThat(printed.toString()).contains("FATAL ", "the log can't be read", "--seed-from");
    }

    @Test
    void shouldGoOnWhereAnotherSiteAsksForWhatIsDeletedOfTheLog() {
        deleted.below(3, 131_072);

        errors.onError(missing("3-65536.rec"));
        assertThat(halts).isEmpty();
        assertThat(printed.toString()).startsWith("WARN ").contains("3-65536.rec").doesNotContain("FATAL ");

        errors.onError(missing("3-131072.rec"));
        errors.onError(missing("4-65536.rec"));
        assertThat(halts).containsExactly(1, 1);
    }

    @Test
    void shouldGoOnWhereAReplayOfWhatIsDeletedIsRefused() {
        errors.onError(at("io.aeron.archive.client.AeronArchive",
            ArchiveException.buildReplayBeforeStartErrorMsg(3, 65_536, 131_072)));
        errors.onError(at("io.aeron.archive.ReplaySession", "recording segment file not created, recordingId=3"));

        assertThat(halts).isEmpty();
    }

    @Test
    void shouldHaltWhereTheLogCannotGoOnForAFileThatIsThere() {
        errors.onError(at("io.aeron.archive.RecordingWriter", "segment file already exists: 0-16777216.rec"));

        assertThat(halts).containsExactly(1);
        assertThat(printed.toString()).contains("FATAL ", "its recording is damaged", "--seed-from");
    }

    @Test
    void shouldHaltWhereTheDiskTakesNoMoreOfTheLog() {
        final ArchiveException error =
            new ArchiveException("Read-only file system", new IOException("Read-only file system"), 0);
        error.setStackTrace(stack("io.aeron.archive.RecordingWriter"));
        errors.onError(error);

        assertThat(halts).containsExactly(1);
        assertThat(printed.toString())
            .containsPattern("FATAL .*the log can't be recorded.*Mend what is named here.*Read-only");
    }

    @Test
    void shouldCloseTheArchiveWithoutTakingThatForAFailure() {
        final ArchiveException error = new ArchiveException(
            "file closed by interrupt, recording aborted", new ClosedByInterruptException(), 0);
        error.setStackTrace(stack("io.aeron.archive.RecordingWriter"));
        errors.onError(error);

        assertThat(halts).isEmpty();
    }

    @Test
    void shouldGoOnAfterAnErrorElsewhereAndAWarning() {
        errors.onError(at("io.aeron.cluster.Election", AeronException.Category.ERROR));
        errors.onError(at("io.aeron.cluster.LogAdapter", AeronException.Category.WARN));

        assertThat(halts).isEmpty();
        assertThat(printed.toString()).contains("ERROR ", "WARN ").doesNotContain("FATAL ");
    }

    private static ClusterException at(final String className, final AeronException.Category category) {
        final ClusterException error = new ClusterException("expected schemaId=111, actual=0", category);
        error.setStackTrace(stack(className));
        return error;
    }

    private static ArchiveException at(final String className, final String message) {
        final ArchiveException error = new ArchiveException(message);
        error.setStackTrace(stack(className));
        return error;
    }

    private static ArchiveException missing(final String segment) {
        return at("io.aeron.archive.ReplaySession",
            "recording segment not found, recordingId=3, replaySessionId=7, segmentFile=" + segment);
    }

    private static StackTraceElement[] stack(final String className) {
        return new StackTraceElement[] {new StackTraceElement(className, "onMessage", "Log.java", 203)};
    }
}
