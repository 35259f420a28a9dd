package io.everbook.cli.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.cli.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JournalDumpTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"text, dump.txt", "json, dump.jsonl", "csv, dump.csv"})
    void shouldShowEveryFieldOfEveryMessage(final String format, final String golden) throws IOException {
        final JournalCli dump = JournalCli.run("dump", everyMessage(), "--format", format);

        assertThat(dump.exitCode()).as(dump::toString).isEqualTo(ExitCode.DONE);
        assertThat(dump.text()).isEqualTo(golden(golden));
    }

    @Test
    void shouldHaveMetEveryMessageOfTheSchemaThatARecordCanHold() {
        final Schema schema = Schema.load();
        final Set<String> missing = new HashSet<>(schema.messageNames(false));
        missing.addAll(schema.messageNames(true));
        final List<String> lines = JournalCli.run("dump", everyMessage()).lines();

        lines.forEach(line -> missing.removeAll(List.of(line.trim().split(" "))));

        assertThat(missing).as("only sent, never recorded").containsExactly("LeaderMoving");
    }

    @ParameterizedTest
    @CsvSource({
        "--from 4 --to 6, 4 5 6", "--from 32, 32", "--from 99,", "--to 0,", "--order 281474976710657, 15 17",
        "--session 12 --to 16, 6 14", "--instrument 7 --to 15, 7 8 9 10 15",
        "--instrument 7 --session 1 --to 9, 7 8 9", "--from-time 1772357400029000000ns, 30 31 32",
        "--to-time 2026-03-01T09:30:00.001Z, 1 2",
        "--from-time 2026-03-01T09:30:00.0045Z --to-time 1772357400006000000ns, 6 7"
    })
    void shouldShowWhatPassesTheFilters(final String filters, final String sequences) {
        final Path journal = everyMessage();

        final List<Object> words = new ArrayList<>(List.of("dump", journal, "--format", "json"));
        words.addAll(List.of(filters.split(" ")));
        final JournalCli dump = JournalCli.run(words.toArray());

        assertThat(dump.exitCode()).as(dump::toString).isEqualTo(ExitCode.DONE);
        assertThat(dump.lines().stream().map(JournalDumpTest::sequenceOf).toList())
            .isEqualTo(sequences == null ? List.of() : List.of(sequences.split(" ")));
    }

    @Test
    void shouldCountOnTheLastLineForAProgram() {
        assertThat(JournalCli.run("dump", everyMessage(), "--format", "json", "--to", 3, "--json").json()
            .get("records").getAsLong()).isEqualTo(3);
    }

    @Test
    void shouldRefuseATimeThatIsNone() {
        final JournalCli dump = JournalCli.run("dump", everyMessage(), "--from-time", "yesterday");

        assertThat(dump.exitCode()).isEqualTo(ExitCode.NOT_ABLE);
        assertThat(dump.text()).contains("'yesterday' is no time");
    }

    @Test
    void shouldReadTimesToTheNanosecond() {
        final Instant instant = Instant.parse("2026-03-01T09:30:00.123456789Z");
        final long timeNs = TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();

        assertThat(Moment.parse(instant.toString()).timeNs()).isEqualTo(timeNs);
        assertThat(Moment.parse(timeNs + "ns").timeNs()).isEqualTo(timeNs);
    }

    private Path everyMessage() {
        return EveryMessage.writeWithForeignEvent(directory.resolve("exchange"));
    }

    private static String sequenceOf(final String line) {
        return line.substring(line.indexOf(':') + 1, line.indexOf(','));
    }

    private static String golden(final String name) throws IOException {
        try (var stream = JournalDumpTest.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
