package io.everbook.cli.verify.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.cli.verify.history.HistoryWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionRecorderTest {
    private static final int FIRST = 1;
    private static final int SECOND = 2;
    private static final long NUMBER = 5;
    @TempDir
    private Path directory;
    private HistoryWriter history;
    private SessionRecorder recorder;

    @BeforeEach
    void setUp() {
        history = new HistoryWriter(directory.resolve("history"));
        recorder = new SessionRecorder(111, history, nowNs -> { });
        recorder.opened(true);
        recorder.loggedOn(FIRST, NUMBER - 1);
    }

    @AfterEach
    void tearDown() {
        history.close();
    }

    @Test
    void shouldHaveACommandOpenUntilItsAnswer() {
        submit(FIRST);
        assertThat(recorder.open()).isEqualTo(1);

        recorder.answered(NUMBER, 0, 1);

        assertThat(recorder.open()).isZero();
        assertThat(recorder.answered()).isEqualTo(1);
    }

    @Test
    void shouldGiveUpWhatAnotherClientsLogonLeftBehind() {
        submit(FIRST);

        recorder.loggedOn(SECOND, NUMBER - 1);
        submit(FIRST);

        assertThat(recorder.open()).isZero();
        assertThat(recorder.neverSequenced()).isEqualTo(2);
    }

    @Test
    void shouldNotWaitForTheAnswerToANumberThatAnotherClientHadAnswered() {
        submit(FIRST);
        recorder.loggedOn(SECOND, NUMBER - 1);
        recorder.answered(NUMBER, 0, 1);

        submit(SECOND);

        assertThat(recorder.open()).isZero();
    }

    private void submit(final int client) {
        recorder.submitted(client, 1, NUMBER, 100, 10, 0);
    }
}
