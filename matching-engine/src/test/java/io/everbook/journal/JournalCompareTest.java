package io.everbook.journal;

import io.everbook.api.EverbookException;
import io.everbook.api.JvmFlags;
import io.everbook.engine.MatchingEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JournalCompareTest {
    private static final int COUNT = 40;
    private static final int DIFFERENT = 23;

    @TempDir
    Path temporary;

    private final SampleRecords records = new SampleRecords();
    private Path first;
    private Path second;
    private Path third;

    @BeforeEach
    void writeTwoEqualJournals() {
        first = temporary.resolve("first");
        second = temporary.resolve("second");
        third = temporary.resolve("third");
        records.write(first, COUNT);
        records.write(second, COUNT);
    }

    @Test
    void shouldFindEqualJournalsEqual() {
        records.write(third, COUNT);

        final JournalCompare.Result result = JournalCompare.compare(List.of(first, second, third));

        assertThat(result).isEqualTo(
            new JournalCompare.Result(true, true, COUNT, List.of(40L, 40L, 40L), null));
        assertThat(result.lastSequence()).isEqualTo(COUNT);
    }

    @Test
    void shouldFindTheFirstByteThatDiffersInAnyOfThem() {
        writeThirdWithADifference();

        final JournalCompare.Result result = JournalCompare.compare(List.of(first, second, third));

        assertThat(result.equal()).isFalse();
        assertThat(result.prefixEqual()).isFalse();
        assertThat(result.records()).isEqualTo(DIFFERENT - 1);
        assertThat(result.firstDifference()).contains("sequence " + DIFFERENT).contains("byte 77 ").contains("third");
    }

    @Test
    void shouldTellAShorterJournalFromADifferentOne() {
        records.write(third, COUNT - 1);

        final JournalCompare.Result result = JournalCompare.compare(List.of(third, first));

        assertThat(result.equal()).isFalse();
        assertThat(result.prefixEqual()).isTrue();
        assertThat(result.records()).isEqualTo(COUNT - 1);
        assertThat(result.lastSequence()).isEqualTo(COUNT - 1);
        assertThat(result.firstDifference()).contains("[39, 40]");
    }

    @Test
    void shouldSayWhereThereIsNoJournal() {
        assertThatThrownBy(() -> JournalCompare.compare(List.of(first, third))).isInstanceOf(EverbookException.class)
            .hasMessageContaining(third.toString());
    }

    @Test
    void shouldPrintOneJsonObjectAsAProgramWithoutTheEngine() throws Exception {
        assertThat(program(withoutEngine(), 0, first, second)).isEqualTo("{\"equal\":true,\"prefixEqual\":true,"
            + "\"records\":40,\"lastSequence\":40,\"lastSequences\":[40,40],\"firstDifference\":null}");
        writeThirdWithADifference();
        assertThat(program(withoutEngine(), 1, first, third)).startsWith("{\"equal\":false,\"prefixEqual\":false,");
    }

    @Test
    void shouldRefuseToRunBesideTheEngineAndWithOneJournalOnly() throws Exception {
        assertThat(program(System.getProperty("java.class.path"), 2, first, second))
            .isEqualTo("{\"equal\":false,\"refused\":\"the engine is on the class path; compare without it\"}");
        assertThat(program(withoutEngine(), 2, first)).contains("refused");
    }

    private void writeThirdWithADifference() {
        try (JournalWriter writer = JournalWriter.open(SampleRecords.config(third))) {
            records.append(writer, 1, DIFFERENT - 1);
            final int length = records.encode(DIFFERENT);
            records.buffer().putByte(77, (byte) (records.buffer().getByte(77) ^ 1));
            writer.append(records.buffer(), 0, length);
            records.append(writer, DIFFERENT + 1, COUNT);
        }
    }

    private String withoutEngine() throws Exception {
        final Path classes = Path.of(MatchingEngine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        final Path copy = temporary.resolve("classes").resolve("io").resolve("everbook").resolve("journal");
        final Path journal = classes.resolve("io").resolve("everbook").resolve("journal");
        if (Files.notExists(copy)) {
            Files.createDirectories(copy);
            try (Stream<Path> files = Files.list(journal)) {
                files.forEach(file -> copy(file, copy.resolve(file.getFileName())));
            }
        }
        return System.getProperty("java.class.path")
            .replace(classes.toString(), temporary.resolve("classes").toString());
    }

    private static void copy(final Path from, final Path to) {
        try {
            Files.copy(from, to);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String program(final String classPath, final int exitCode, final Path... journals) throws Exception {
        final List<String> command = new ArrayList<>();
        command.add(String.join(File.separator, System.getProperty("java.home"), "bin", "java"));
        command.addAll(JvmFlags.required());
        command.addAll(List.of("-cp", classPath, JournalCompare.class.getName()));
        Stream.of(journals).map(Path::toString).forEach(command::add);
        final Process process = new ProcessBuilder(command)
            .redirectError(temporary.resolve("stderr").toFile()).start();
        final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(exitCode);
        return output.strip();
    }
}
