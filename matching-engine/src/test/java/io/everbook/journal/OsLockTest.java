package io.everbook.journal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The operating system gives a process's lock back when the process closes any handle of the file: so others must find
 * it held after everything this process may do with it.
 */
class OsLockTest {
    @TempDir
    Path directory;

    @Test
    void shouldStayHeldForOthersWhenThisProcessTriesAgain() throws Exception {
        final Path file = directory.resolve("one.lock");
        try (OsLock lock = OsLock.tryAcquire(file)) {
            assertThat(lock).isNotNull();
            assertThat(OsLock.tryAcquire(file)).isNull();
            assertThat(OsLock.tryAcquire(directory.resolve("../" + directory.getFileName() + "/one.lock"))).isNull();
            assertThat(otherGets(file)).isFalse();
        }
        assertThat(otherGets(file)).isTrue();
        OsLock.tryAcquire(file).close();
    }

    @Test
    void shouldKeepARegisteredReaderLockedWhenItsPositionIsRead() throws Exception {
        final Path file = directory.resolve(RegisteredReaders.DIRECTORY).resolve("one.position");
        new SampleRecords().write(directory, 10);
        try (var reader = RegisteredReaders.open(directory, "one", 1)) {
            assertThat(reader.name()).isEqualTo("one");
            assertThat(RegisteredReaders.positions(directory)).hasSize(1);
            assertThat(otherGets(file.resolveSibling(file.getFileName() + PositionFile.LOCK_SUFFIX))).isFalse();
        }
    }

    private static boolean otherGets(final Path file) throws IOException, InterruptedException {
        final Process other = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
            "-cp", System.getProperty("java.class.path"), OsLockTest.class.getName(), file.toString())
            .redirectErrorStream(true).start();
        final String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(other.waitFor()).as(said).isZero();
        return said.contains("true");
    }

    /** Tries to get a lock, in another process. */
    public static void main(final String[] args) throws IOException {
        System.out.println(OsLock.tryAcquire(Path.of(args[0])) != null);
    }
}
