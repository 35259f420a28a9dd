package io.everbook.cli.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;

class ChildLogTest {
    @TempDir
    private Path directory;

    private Path file;
    private ChildLog log;

    @BeforeEach
    void makeLog() {
        file = directory.resolve("child.err");
        log = new ChildLog(file);
    }

    private void say(final String lines) throws IOException {
        Files.writeString(file, lines, CREATE, APPEND);
    }

    @Test
    void shouldNameTheExceptionThatEndedTheLastChildAndNoFormerOne() throws IOException {
        say("Exception in thread \"main\" java.lang.Error: of the one before\n");
        log.begin();
        say("a warning\nException in thread \"main\" java.lang.IllegalStateException: why\n\tat a.B.c(B.java:1)\n"
            + "Caused by: something\n");

        assertThat(log.lastWords())
            .isEqualTo("Exception in thread \"main\" java.lang.IllegalStateException: why (" + file + ")");
    }

    @Test
    void shouldNameTheLastLineWhereThereIsNoException() throws IOException {
        log.begin();
        say("one\ntwo\n\n");

        assertThat(log.lastWords()).isEqualTo("two (" + file + ")");
    }

    @Test
    void shouldSayThatNothingWasSaid() {
        log.begin();

        assertThat(log.lastWords()).isEqualTo("nothing said (" + file + ")");
    }
}
