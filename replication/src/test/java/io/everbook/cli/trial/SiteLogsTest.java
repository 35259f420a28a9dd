package io.everbook.cli.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SiteLogsTest {
    @Test
    void shouldLetWarningsPass() {
        assertThat(SiteLogs.unexplained(List.of("WARN consensus module: leader heartbeat timeout", ""))).isEmpty();
    }

    @Test
    void shouldLetALibrarysWarningPassWithItsStackTrace() {
        assertThat(SiteLogs.unexplained(List.of(
            "[main] WARN net.openhft.Any - odd",
            "net.openhft.chronicle.core.StackTrace: odd",
            "\tat net.openhft.Any.thing(Any.java:1)",
            "[main] ERROR net.openhft.Any - odd"))).containsExactly("[main] ERROR net.openhft.Any - odd");
    }

    @Test
    void shouldReportAnErrorOnceByItsFirstLine() {
        assertThat(SiteLogs.unexplained(List.of(
            "ERROR archive: java.lang.IllegalStateException: odd",
            "java.lang.IllegalStateException: odd",
            "\tat io.everbook.Any.thing(Any.java:1)",
            "Caused by: java.io.IOException: why",
            "\t... 3 more"))).containsExactly("ERROR archive: java.lang.IllegalStateException: odd");
    }

    @Test
    void shouldReportAStackTraceThatNoErrorAnnounces() {
        assertThat(SiteLogs.unexplained(List.of(
            "WARN odd",
            "Exception in thread \"x\" java.lang.NullPointerException",
            "\tat io.everbook.Any.thing(Any.java:1)"))).hasSize(2);
    }

    @Test
    void shouldExplainACatchUpThatBeganAnew() {
        assertThat(SiteLogs.unexplained(List.of(
            "ERROR driver: ERROR - existing publication has clashing sessionId=1 channel=aeron:udp?alias=catchup-x|eos",
            "io.aeron.exceptions.RegistrationException: ERROR - existing publication",
            "ERROR driver: something else"))).containsExactly("ERROR driver: something else");
    }

    @Test
    void shouldExplainAReplayToASiteThatFellSilent() {
        assertThat(SiteLogs.unexplained(List.of(
            "ERROR 2026-11-21T18:02:53Z archive: io.aeron.archive.client.ArchiveException: ERROR - no connection"
                + " established for replayChannel=aeron:udp?endpoint=x",
            "io.aeron.archive.client.ArchiveException: ERROR - no connection established",
            "ERROR 2026-11-21T18:02:53Z archive: io.aeron.archive.client.ArchiveEvent: ERROR - response publication is"
                + " closed: ControlSession{x}",
            "io.aeron.archive.client.ArchiveEvent: ERROR - response publication is closed: ControlSession{x}",
            "ERROR archive: something else"))).containsExactly("ERROR archive: something else");
    }
}
