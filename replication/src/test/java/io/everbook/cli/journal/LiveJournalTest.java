package io.everbook.cli.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.api.Xxh64;
import io.everbook.cli.ExitCode;
import io.everbook.cli.trial.ChildProcess;
import io.everbook.cli.trial.JavaCommand;
import io.everbook.cli.trial.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveJournalTest {
    private static final long START_MS = 60_000;

    @TempDir
    Path directory;

    @Test
    void shouldEndCleanlyAtTheEndOfAJournalThatGrows() throws IOException {
        final Path exchange = directory.resolve("exchange");
        final Path journal = exchange.resolve("journal");
        final AtomicLong reached = new AtomicLong();
        try (ChildProcess writer = ChildProcess.start("writer",
            new JavaCommand().of(LiveWriter.class.getName(), exchange.toString()), directory,
            line -> reached.set(Long.parseLong(line.substring(line.indexOf('=') + 1))))) {
            Waiting.until(() -> reached.get() > 0, START_MS, () -> "the writer to write");
            final Map<String, String> names = content(journal, false);

            for (final List<Object> command : commands(journal)) {
                final long before = reached.get();
                final JournalCli run = JournalCli.run(command.toArray());
                assertThat(run.exitCode()).as(run::toString).isEqualTo(ExitCode.DONE);
                Waiting.until(() -> reached.get() > before, START_MS, () -> "the writer to go on beside " + command);
            }

            assertThat(content(journal, false)).isEqualTo(names);
            writer.say("end");
            assertThat(writer.awaitExit(START_MS)).isTrue();
            assertThat(writer.exitCode()).isZero();
        }
        assertThat(JournalCli.run("verify", journal).exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void shouldLeaveAJournalAsItIs() throws IOException {
        final Path journal = EveryMessage.write(directory.resolve("exchange"));
        final Map<String, String> before = content(directory, true);

        for (final List<Object> command : commands(journal)) {
            assertThat(JournalCli.run(command.toArray()).exitCode()).isEqualTo(ExitCode.DONE);
        }

        assertThat(content(directory, true)).isEqualTo(before);
    }

    private static List<List<Object>> commands(final Path journal) {
        return List.of(
            List.of("verify", journal, "--chain", journal, "--json"),
            List.of("dump", journal, "--session", "11"),
            List.of("replay", journal, "--json"),
            List.of("diff", journal, journal, "--common"));
    }

    private static Map<String, String> content(final Path root, final boolean bytes) throws IOException {
        final Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (final Path file : files.toList()) {
                content.put(root.relativize(file).toString(), bytes ? state(file) : "");
            }
        }
        return content;
    }

    private static String state(final Path file) throws IOException {
        final FileTime changed = Files.getLastModifiedTime(file);
        if (Files.isDirectory(file)) {
            return changed.toString();
        }
        final byte[] bytes = Files.readAllBytes(file);
        return changed + " " + HexFormat.of().toHexDigits(Xxh64.hash(new UnsafeBuffer(bytes), 0, bytes.length, 0));
    }
}
