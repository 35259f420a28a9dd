package io.everbook.feed;

import io.everbook.api.JvmFlags;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The way to a {@link DayFollower}'s process and back, which drops one message of a hundred by a seed.
 */
final class DayStream implements AutoCloseable {
    private static final int LOST_OF_A_HUNDRED = 1;

    private final Random random;
    private final Process process;
    private final DataOutputStream out;
    private final DataInputStream in;
    private long lost;
    private boolean joined;
    private boolean broken;

    DayStream(final Path directory, final int depth, final long seed) throws IOException {
        random = new Random(seed);
        process = java(withoutEngine(directory.resolve("classes")), DayFollower.class,
            directory.resolve("follower.log"), List.of(directory.toString(), Integer.toString(depth)));
        out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
        in = new DataInputStream(process.getInputStream());
    }

    /** Starts a program of this module's tests. */
    static Process java(
        final String classPath, final Class<?> program, final Path log, final List<String> arguments)
        throws IOException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmFlags.required());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m", "-Xshare:auto", "-cp", classPath, program.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
    }

    long lost() {
        return lost;
    }

    boolean hasJoined() {
        return joined;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitValue() {
        return process.exitValue();
    }

    void send(final DirectBuffer buffer, final int offset, final int length) {
        if (isLost()) {
            return;
        }
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        write(bytes, 0);
    }

    /** Tells it where to end. */
    void end(final long sequence) {
        write(new byte[0], sequence);
    }

    private void write(final byte[] bytes, final long end) {
        try {
            out.writeInt(bytes.length);
            out.write(bytes);
            if (bytes.length == 0) {
                out.writeLong(end);
            }
        } catch (final IOException e) {
            broken = true;
        }
    }

    /** Sends what was written, and hands the publisher the requests that have come. */
    boolean exchange(final MarketDataPublisher publisher) {
        try {
            out.flush();
            final boolean any = !broken && in.available() >= Integer.BYTES;
            while (!broken && in.available() >= Integer.BYTES) {
                answer(in.readNBytes(in.readInt()), publisher);
            }
            return any;
        } catch (final IOException e) {
            broken = true;
            return false;
        }
    }

    private void answer(final byte[] request, final MarketDataPublisher publisher) {
        joined = true;
        if (!isLost()) {
            publisher.onRequest(new UnsafeBuffer(request), 0, request.length,
                (channel, buffer, offset, length) -> send(buffer, offset, length));
        }
    }

    private boolean isLost() {
        final boolean isLost = random.nextInt(100) < LOST_OF_A_HUNDRED;
        lost += isLost ? 1 : 0;
        return isLost;
    }

    private static String withoutEngine(final Path copy) throws IOException {
        final List<String> entries = new ArrayList<>();
        for (final String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            final Path engine = Path.of(entry, "io", "everbook", "engine");
            entries.add(Files.isDirectory(engine) ? copyOfFeed(Path.of(entry), copy).toString() : entry);
        }
        return String.join(File.pathSeparator, entries);
    }

    private static Path copyOfFeed(final Path classes, final Path copies) throws IOException {
        final Path copy = copies.resolve(Integer.toString(classes.hashCode()));
        final Path to = copy.resolve("io").resolve("everbook").resolve("feed");
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(classes.resolve("io").resolve("everbook").resolve("feed"))) {
            files.filter(Files::isRegularFile).forEach(file -> copy(file, to.resolve(file.getFileName())));
        }
        return copy;
    }

    private static void copy(final Path from, final Path to) {
        try {
            Files.copy(from, to);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
