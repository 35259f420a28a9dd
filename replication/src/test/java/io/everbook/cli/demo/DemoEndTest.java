package io.everbook.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.cli.Everbook;
import io.everbook.cli.trial.JavaCommand;
import io.everbook.cli.trial.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoEndTest {
    private static final long TIMEOUT_MS = 60_000;
    @TempDir
    private Path directory;
    private Process demo;

    @AfterEach
    void end() {
        demo.destroyForcibly();
    }

    @Test
    void shouldLeaveNoProcessAndNoMemoryWhenTheDemoItselfIsKilled() throws IOException {
        startUntil("steady flow");
        final List<ProcessHandle> sites = demo.descendants().toList();
        assertThat(sites).hasSize(DemoConfig.SITES.size());
        assertThat(memory()).hasSize(1);

        demo.destroyForcibly();

        Waiting.until(() -> sites.stream().noneMatch(ProcessHandle::isAlive), TIMEOUT_MS, () -> "the sites to end");
        Waiting.until(() -> memory().isEmpty(), TIMEOUT_MS, () -> "the memory to be removed: " + memory());
    }

    @Test
    void shouldLeaveNoProcessAndNoMemoryWhenTheDemoIsToldToEnd() throws IOException {
        startUntil("steady flow");
        final List<ProcessHandle> sites = demo.descendants().toList();

        demo.destroy();

        Waiting.until(() -> !demo.isAlive(), TIMEOUT_MS, () -> "the demo to end");
        assertThat(sites).noneMatch(ProcessHandle::isAlive);
        assertThat(memory()).isEmpty();
    }

    private void startUntil(final String phase) throws IOException {
        final Path live = directory.resolve("live");
        final List<String> command =
            new JavaCommand().of(Everbook.class.getName(), "demo", "--dir", directory.resolve("run").toString());
        demo = new ProcessBuilder(command).redirectError(live.toFile())
            .redirectOutput(directory.resolve("out").toFile()).start();
        Waiting.until(() -> text(live).contains(phase), TIMEOUT_MS, () -> phase + " in " + text(live));
    }

    private List<Path> memory() {
        try (Stream<Path> paths = Files.list(Path.of("/dev/shm"))) {
            return paths.filter(path -> path.getFileName().toString().startsWith("everbook-demo-" + demo.pid() + "-"))
                .toList();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(final Path file) {
        try {
            return Files.readString(file);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
